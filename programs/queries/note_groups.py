"""The groups of a cohort's people a coordinator writes to: each state, those whose time has ended, everybody."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.models import Cohort, Member, Mentorship
from programs.models.enrolments import EnrolmentQuerySet
from programs.queries.people_list import BOUNCED, STATES, enrolments_of, found_by

EVERYBODY, ENDED = "everybody", "ended"
# The states of the list of people, with two more; whoever declined or left is nobody of “everybody”.
GROUPS: dict[str, str | Promise] = {
    EVERYBODY: _("Everybody who applied or takes part"),
    **STATES,
    "accepted": _("accepted, not matched yet"),
    ENDED: _("ended"),
    BOUNCED: _("mail comes back"),
}
LEFT = ("declined", "withdrawn")


@dataclass(frozen=True)
class Group:
    """Some people of a cohort: a group, and what was typed into the search of the list."""

    state: str = EVERYBODY
    q: str = ""

    @property
    def ended(self) -> bool:
        return self.state == ENDED


def places_of(user: User, cohort: Cohort, group: Group) -> "QuerySet[Any, int]":
    """The ids of the places, which the database need not send to us and back for what is asked of them."""
    rows = _of_cohort(user, cohort).filter(_what()[group.state])
    return found_by(rows, group.q).order_by("pk").values_list("pk", flat=True).distinct()


def ticked_places(user: User, cohort: Cohort, codes: list[str]) -> list[int]:
    rows = enrolments_of(user, cohort).filter(code__in=codes)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def counts_of(user: User, cohort: Cohort) -> dict[str, int]:
    """How many places are in each group. One statement."""
    told = {name: Count("pk", filter=what, distinct=True) for name, what in _what().items()}
    # Of a place what is counted by: places are told apart by all that is read of them.
    rows: Any = _of_cohort(user, cohort).order_by()
    return rows.values("pk", "shown_state", "was_matched").aggregate(**told)


def _of_cohort(user: User, cohort: Cohort) -> EnrolmentQuerySet:
    over = Member.objects.filter(enrolment=OuterRef("pk"), mentorship__state=Mentorship.State.ENDED)
    return enrolments_of(user, cohort).annotate(was_matched=Exists(over))


def _what() -> dict[str, Q]:
    """No two but “everybody” and “mail comes back” hold the same place."""
    states = {name: Q(shown_state=name) for name in STATES}
    accepted = states["accepted"]
    return {
        **states,
        EVERYBODY: ~Q(state__in=LEFT),  # these are shown as they stand in the row
        "accepted": accepted & Q(was_matched=False),
        ENDED: accepted & Q(was_matched=True),
        BOUNCED: Q(person__user__bouncedaddress__isnull=False),
    }
