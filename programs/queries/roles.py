"""Who somebody is on this site, in one statement: what the navigation needs."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from mentorship.accounts.models import User
from programs.models import Enrolment, Member, Organisation, StaffRole


@dataclass(frozen=True)
class Roles:
    """Roles are a union; there is nothing to switch."""

    organisation: str
    owns: bool
    coordinates: bool
    enrolled: bool
    in_mentorship: bool


def roles_of(user: User) -> Roles:
    staff = StaffRole.objects.filter(user=OuterRef("pk"))
    by_person = Organisation.objects.filter(people__user=OuterRef("pk")).order_by("pk")
    by_role = Organisation.objects.filter(staff_roles__user=OuterRef("pk")).order_by("pk")
    row = (
        User.objects.filter(pk=user.pk)
        .values_list(
            Subquery(by_role.values("name")[:1]),
            Subquery(by_person.values("name")[:1]),
            Exists(staff.filter(role="owner")),
            Exists(staff.filter(role="coordinator")),
            Exists(Enrolment.objects.filter(person__user=OuterRef("pk"))),
            Exists(Member.objects.filter(enrolment__person__user=OuterRef("pk"))),
        )
        .get()
    )
    return Roles(row[0] or row[1] or "Trellis", *row[2:])
