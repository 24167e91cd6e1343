"""The safeguarding contacts of a program for its coordinator."""

from dataclasses import dataclass
from datetime import datetime

from programs.models import Person, Program, SafeguardingContact


@dataclass(frozen=True)
class Contact:
    pk: int
    name: str
    email: str
    since: datetime


def contacts_of(program: Program) -> list[Contact]:
    """The program was fetched by one of its coordinators. Two statements."""
    rows = list(
        SafeguardingContact.objects.filter(program=program).select_related("user").order_by("since", "pk")
    )
    people = Person.objects.filter(
        organisation=program.organisation_id, user__in=[row.user_id for row in rows]
    )
    names = dict(people.exclude(name="").values_list("user_id", "name"))
    return [Contact(row.pk, names.get(row.user_id, ""), row.user.email, row.since) for row in rows]
