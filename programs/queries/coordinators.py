"""Who coordinates a program, and who was asked to."""

from dataclasses import dataclass
from datetime import datetime

from programs.models import Invitation, Person, Program, StaffRole


@dataclass(frozen=True)
class Coordinator:
    name: str
    email: str
    since: datetime
    invited: bool = False


def coordinators_of(program: Program) -> list[Coordinator]:
    """The program was fetched by one of them. Names come from the organisation's people."""
    roles = StaffRole.objects.coordinators().filter(program=program).select_related("user").order_by("since")
    asked = Invitation.objects.open().filter(program=program).select_related("user").order_by("pk")
    users = [(role.user, role.since, False) for role in roles] + [(i.user, i.created_at, True) for i in asked]
    people = Person.objects.filter(organisation=program.organisation_id, user__in=[one[0] for one in users])
    names = dict(people.exclude(name="").values_list("user_id", "name"))
    return [Coordinator(names.get(user.pk, ""), user.email, since, invited) for user, since, invited in users]
