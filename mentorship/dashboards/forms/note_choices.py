"""Whom a coordinator chose to write to: mentorships, or people, and how a page names them to itself again."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from mentorship.accounts.models import User
from mentorship.dashboards.forms.mentorships import MentorshipsFilter, kept, query_of
from mentorship.dashboards.queries.mentorships import Wanted, chosen_ids
from programs.models import Cohort
from programs.queries.coordinator_notes import Places, Recipients, recipients_among, recipients_of
from programs.queries.note_groups import EVERYBODY, GROUPS, Group, places_of, ticked_places


@dataclass(frozen=True)
class Choice:
    """`hidden` says it in a form, `query` in an address. `group` where it is people, and not ticked ones."""

    recipients: Recipients
    hidden: list[tuple[str, Any]]
    query: str = ""
    wanted: Wanted | None = None
    group: Group | None = None
    mentorships: tuple[int, ...] = ()
    places: Places | None = None

    @property
    def to(self) -> Places | tuple[int, ...]:
        """What the action takes: the people the page spoke of, and no others."""
        if self.places is None:
            return self.mentorships
        return replace(
            self.places, pks=tuple(place.pk for one in self.recipients.people for place in one.places)
        )


def choice_of(user: User, cohort: Cohort, given: QueryDict) -> Choice:
    """Mentorships (`m` ticked, or `all` that match), people (`p` ticked), else a group of people by state.

    `ticked` says that one of the lists asks, so that nothing ticked is nobody.
    """
    if given.get("all") or given.get("m") or given.get("ticked") == "m":
        return _of_mentorships(user, cohort, given)
    if given.get("p") or given.get("ticked") == "p":
        codes = given.getlist("p")
        places = Places(tuple(ticked_places(user, cohort, codes)))
        hidden = [("ticked", "p"), *(("p", code) for code in codes)]
        return Choice(recipients_among(cohort.program, places), hidden, places=places)
    state = given.get("state", "")
    group = Group(state if state in GROUPS else EVERYBODY, given.get("q", "")[:120])
    places = Places(places_of(user, cohort, group), ended=group.ended)
    hidden = [("state", group.state), ("q", group.q)]
    return Choice(recipients_among(cohort.program, places), hidden, group=group, places=places)


def _of_mentorships(user: User, cohort: Cohort, given: QueryDict) -> Choice:
    wanted = MentorshipsFilter(given).chosen()
    codes = None if given.get("all") else given.getlist("m")
    ids = tuple(chosen_ids(user, cohort, wanted, codes))
    hidden: list[tuple[str, Any]] = [("all", "1"), *kept(wanted).items()]
    if codes is not None:
        hidden = [("ticked", "m"), *(("m", code) for code in codes)]
    found = recipients_of(cohort.program, ids)
    return Choice(found, hidden, query_of(wanted), wanted=wanted, mentorships=ids)
