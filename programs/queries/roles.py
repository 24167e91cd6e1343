"""Who somebody is on this site, in one statement: what the navigation needs."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from mentorship.accounts.models import User
from programs.models import Enrolment, Member, Organisation, Person, StaffRole


@dataclass(frozen=True)
class Roles:
    """Roles are a union; there is nothing to switch."""

    organisation: str
    initials: str  # of the name; empty for whoever has none yet
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
            Subquery(Person.objects.filter(user=OuterRef("pk")).order_by("pk").values("name")[:1]),
            Exists(staff.filter(role="owner")),
            Exists(staff.filter(role="coordinator")),
            Exists(Enrolment.objects.filter(person__user=OuterRef("pk"))),
            Exists(Member.objects.filter(enrolment__person__user=OuterRef("pk"))),
        )
        .get()
    )
    organisation, name = row[0] or row[1] or "Trellis", row[2] or ""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return Roles(organisation, initials, *row[3:])
