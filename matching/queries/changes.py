"""What became impossible since a draft was made: somebody withdrew, a place was taken, two already meet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from matching.models import Draft, Proposal, Publication
from matching.queries.between import Known, Places, known_now
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from programs.models import Enrolment, Person

# What a person's name is made of, and their place, for both sides of a pair.
_PERSON = ("pk", "code", "name", "reference", "email", "user_id")
# Pairs that must not be: those a coordinator keeps apart, and those nobody is told of.
Forbidden = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]
_SIDES = ("mentee", "mentor")
_PLACE = ("pk", "code", "state", "capacity", "asks_paused")


@dataclass(frozen=True)
class Place:
    """One side of a pair: a person's place in the cohort."""

    pk: int
    code: str
    state: str
    capacity: int
    asks_paused: bool
    person: Person

    @property
    def name(self) -> str:
        return self.person.shown_name

    @property
    def reachable(self) -> bool:
        return self.person.user_id is not None


@dataclass(frozen=True)
class PairNow:
    """A proposal with both people as they are now. `taken` of the mentor's places are used with this draft."""

    pk: int
    code: str
    score: int
    points: list[list[Any]]
    locked: bool
    by_hand: bool
    version: int
    mentor: Place
    mentee: Place
    publication_id: int | None = None
    asks: bool = False
    taken: int = 0
    changed: str = ""
    asking: bool = False  # a proposal or an ask of these two waits for an answer

    @property
    def published(self) -> bool:
        """It is a mentorship already, or with `asks` its two were asked: the strong ones can go before the rest."""
        return self.publication_id is not None

    def is_own(self, reader: User | None) -> bool:
        return reader is not None and reader.pk in (self.mentor.person.user_id, self.mentee.person.user_id)

    @property
    def fit(self) -> int:
        return self.score // 100


def pairs_now(draft: Draft, reader: User | None, known: Known | None = None) -> list[PairNow]:
    """Every pair of the draft in two statements, with the sentence of what changed where something did.

    A pair that was published ahead of the rest is said to be nothing else. `known`: of `known_now`, where it has been
    read. That a colleague keeps `reader` and somebody apart is no news for them: they read what is said where no reason
    is given.
    """
    rows = [_pair(row) for row in _rows(draft)]
    if draft.state != Draft.State.OPEN:
        return rows
    known = known_now(draft.cohort) if known is None else known
    asking = set(known.asking) if way_of(draft.cohort.program).both_say_yes else set()
    return _with_changes(rows, known, asking, reader)


def _with_changes(
    rows: Sequence[PairNow], known: Known, asking: set[tuple[str, str]], reader: User | None
) -> list[PairNow]:
    """`asking` cannot be proposed to each other a second time; where pairs begin at once they are nobody."""
    used, forbidden = known.used, _forbidden_now(rows, known)
    waiting = [row for row in rows if not row.published]  # the others are among those used
    drafted = Counter(code for row in waiting for code in (row.mentor.code, row.mentee.code))
    met = set(known.live)
    return [
        PairNow(
            **{
                **row.__dict__,
                "taken": used[row.mentor.code] + drafted[row.mentor.code],
                "asking": not row.published and (row.mentee.code, row.mentor.code) in asking,
                "changed": ""
                if row.published
                else _asking(row, asking) or _change(row, used + drafted, met, forbidden, reader),
            }
        )
        for row in rows
    ]


def _forbidden_now(rows: Sequence[PairNow], known: Known) -> Forbidden:
    places = Places(
        *({getattr(row, side).person.code: getattr(row, side).code for row in rows} for side in _SIDES)
    )
    return places.pairs(known.apart), known.blocked(places)


def _asking(row: PairNow, asking: set[tuple[str, str]]) -> str:
    if (row.mentee.code, row.mentor.code) not in asking:
        return ""
    words = _("%(mentor)s and %(mentee)s are asking each other already.")
    return words % {"mentor": row.mentor.name, "mentee": row.mentee.name}


def _change(
    row: PairNow, used: Counter[str], met: set[tuple[str, str]], forbidden: Forbidden, reader: User | None
) -> str:
    for place in (row.mentee, row.mentor):
        if place.state != Enrolment.State.ACCEPTED:
            return _("%(name)s is not taking part any more.") % {"name": place.name}
    if words := _not_these_two((row.mentee.code, row.mentor.code), met, forbidden, own=row.is_own(reader)):
        return words % {"mentor": row.mentor.name, "mentee": row.mentee.name}
    if paused := next((place for place in (row.mentor, row.mentee) if place.asks_paused), None):
        return _("%(name)s takes nobody new at the moment.") % {"name": paused.name}
    if used[row.mentor.code] > row.mentor.capacity:
        return _("%(name)s has no place left for this pair.") % {"name": row.mentor.name}
    if used[row.mentee.code] > row.mentee.capacity:
        return _("%(name)s has as many mentors as they want.") % {"name": row.mentee.name}
    return ""


def _not_these_two(
    pair: tuple[str, str], met: set[tuple[str, str]], forbidden: Forbidden, *, own: bool
) -> str:
    """What was set down after the run: one reason has a name, but not for the two; the others are somebody's own."""
    if pair in met:
        return _("%(mentor)s and %(mentee)s already have a mentorship.")
    apart, blocked = forbidden
    if pair in apart and not own:
        return _("%(mentor)s and %(mentee)s are kept apart by now.")
    return _("%(mentor)s and %(mentee)s can’t be matched.") if pair in apart | blocked else ""


def _rows(draft: Draft) -> "QuerySet[Proposal, dict[str, Any]]":
    sides = [
        f"{side}__{name}"
        for side in ("mentor", "mentee")
        for name in (*_PLACE, *(f"person__{field}" for field in _PERSON))
    ]
    plain = ("pk", "code", "score", "points", "locked", "by_hand", "version", "publication_id")
    asks = Exists(Publication.objects.filter(pk=OuterRef("publication"), held_until=F("at")))
    return draft.proposals.order_by("-score", "code").values(*plain, *sides, asks=asks)


def _pair(row: dict[str, Any]) -> PairNow:
    plain = {name: value for name, value in row.items() if "__" not in name}
    return PairNow(**plain, mentor=_place(row, "mentor"), mentee=_place(row, "mentee"))


def _place(row: dict[str, Any], side: str) -> Place:
    # A Person that is never saved: for its shown name, initials and hue.
    person = Person(**{name: row[f"{side}__person__{name}"] for name in _PERSON})
    return Place(**{name: row[f"{side}__{name}"] for name in _PLACE}, person=person)


def closed_words(draft: Draft) -> str:
    """Why nothing can be changed in a draft any more."""
    if draft.state == Draft.State.PUBLISHED:
        return _("This draft was published meanwhile: nothing can be changed in it any more.")
    return _("Another draft was published instead; this one is closed.")
