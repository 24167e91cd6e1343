"""What proposals and asks wait for from one person: for Today and for the reminder in the daily mail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from matching.models import Offer, OfferQuestion, OfferSide, Way
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.models import Enrolment
from programs.models.enrolments import Role

State, Answer = Offer.State, OfferSide.Answer


@dataclass(frozen=True)
class Waits:
    """`what`: proposal, ask, question or call."""

    what: str
    code: str
    name: str
    program: str
    until: datetime

    @property
    def key(self) -> str:
        return f"offer-{self.code}-{self.what}"


def own_offers(user: User) -> list[Waits]:
    """One statement."""
    return [one for side in _sides().filter(enrolment__person__user=user) if (one := _waits(side))]


def due_offers(occurrences: Iterable[Occurrence]) -> Mapping[int, Waits]:
    """Of reminders, what still waits. One statement."""
    rows = list(occurrences)
    sides = {side.pk: side for side in _sides().filter(pk__in=[one.subject_id for one in rows])}
    found = {one.pk: _waits(sides[one.subject_id]) for one in rows if _is_theirs(sides, one)}
    return {pk: waits for pk, waits in found.items() if waits is not None}


def _is_theirs(sides: Mapping[int, Any], one: Occurrence) -> bool:
    side = sides.get(one.subject_id)
    return side is not None and side.enrolment.person.user_id == one.recipient_id


def _sides() -> Any:
    asked = OfferQuestion.objects.filter(~Q(by=OuterRef("pk")), offer=OuterRef("offer"), replied_at=None)
    rows = OfferSide.objects.filter(offer__state__in=Offer.OPEN).annotate(is_asked=Exists(asked))
    return rows.select_related(
        "enrolment__person",
        "offer__mentor__person",
        "offer__mentee__person",
        "offer__cohort__program",
    ).order_by("offer__expires_at", "pk")


def _waits(side: Any) -> Waits | None:
    offer: Offer = side.offer
    what = ""
    if offer.state == State.TRIAL:
        what = "" if side.after_call else "call"
    elif side.is_asked:
        what = "question"
    elif not side.answer:
        what = "ask" if offer.is_ask else "proposal"
    if not what or offer.expires_at is None:
        return None
    other = offer.mentee if side.enrolment_id == offer.mentor_id else offer.mentor
    return Waits(what, offer.code, other.person.shown_name, offer.cohort.program.name, offer.expires_at)


@dataclass(frozen=True)
class Listed:
    code: str
    name: str
    words: str
    live: bool


def listed_offers(user: User, most: int = 12) -> list[Listed]:
    """Those of somebody that are open or did not lead to a pair, the latest first. One statement."""
    rows = Offer.objects.of_member(user).exclude(state=State.STARTED).order_by("-pk").distinct()
    found = []
    for one in rows.select_related("mentor__person", "mentee__person")[:most]:
        mine = one.mentor.person.user_id == user.pk
        other = one.mentee.person if mine else one.mentor.person
        words = str(one.get_state_display()) if one.is_open else str(State.DECLINED.label)
        waits = one.state == State.QUEUED
        found.append(
            Listed(one.code, other.shown_name, str(one.get_state_display()) if waits else words, one.is_open)
        )
    return found


@dataclass(frozen=True)
class Look:
    code: str
    role: str
    program: str
    program_code: str
    cohort_code: str
    finds: bool
    wishes: bool


def where_to_look(user: User) -> list[Look]:
    """One’s own places in programs that let them look, or ask for wishes. One statement."""
    own = Enrolment.objects.visible_to(user).accepted().filter(person__user=user, cohort__archived_at=None)
    way = "cohort__program__pairing_way"
    offered = Q(**{f"{way}__wishes__gt": 0}) | Q(
        **{f"{way}__way__in": [Way.SELF, Way.HYBRID]}, role=Role.MENTEE
    )
    rows = own.filter(offered, cohort__ends_on__gte=clock.now().date()).order_by("pk")
    return [
        Look(
            code=row.code,
            role=row.role,
            program=row.cohort.program.name,
            program_code=row.cohort.program.code,
            cohort_code=row.cohort.code,
            finds=row.cohort.program.pairing_way.is_self_match and not row.is_mentor,
            wishes=bool(row.cohort.program.pairing_way.wishes),
        )
        for row in rows.select_related("cohort__program__pairing_way")
    ]
