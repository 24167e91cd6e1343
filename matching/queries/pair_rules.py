"""Who is kept apart or together in a program, and whom a name, an address or a reference means."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from matching.models import PairRule
from mentorship.accounts.models import User
from mentorship.lib.tables import Fact, Table, column
from programs.models import Person, Program

PAIR_RULES = Table(
    "pair-rules",
    (
        column(
            "pair", _("Who"), lambda row: row.one.shown_name, Fact(_("and"), lambda row: row.other.shown_name)
        ),
        column("kind", _("What"), lambda row: row.get_kind_display()),
        column("reason", _("Reason"), lambda row: row.reason),
        column(
            "by",
            _("Added"),
            lambda row: row.at,
            Fact(_("Added by"), lambda row: row.by.email if row.by else ""),
        ),
    ),
)


def pair_rules_of(program: Program, user: User) -> list[PairRule]:
    """Those this coordinator may see. One statement."""
    rows = PairRule.objects.visible_to(user).filter(program=program)
    return list(rows.select_related("one", "other", "by").order_by("-at", "-pk"))


@dataclass(frozen=True)
class Register:
    """Everybody who is or was in the program, by whatever they may be called."""

    by_name: dict[str, list[Person]]

    def find(self, text: str) -> list[Person]:
        return self.by_name.get(_plain(text), [])


def register_of(program: Program) -> Register:
    """One statement."""
    people = Person.objects.filter(enrolments__cohort__program=program).distinct().order_by("pk")
    found: dict[str, list[Person]] = {}
    for person in people:
        for called in _called(person):
            found.setdefault(called, []).append(person)
    return Register(found)


def _called(person: Person) -> Iterable[str]:
    names = {person.name, person.email, person.reference}
    return {_plain(name) for name in names if name}


def _plain(name: str) -> str:
    """As two people may type it: O’Hara and O'Hara are one."""
    return " ".join(name.split()).casefold().replace("’", "'")
