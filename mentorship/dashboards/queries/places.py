"""One's own places in programs: what is asked of a mentor's capacity, applications without a mentorship yet, and the
next dates of one's cohorts.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from matching.models import Offer, OfferSide, Wish
from matching.queries.own_offers import own_offers
from mentorship.accounts.models import User
from mentorship.dashboards.lines.offers import look_line, offer_line
from mentorship.dashboards.lines.timeline import event_line
from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.models import DateReply, Enrolment, Member, Part, TimelineDate
from programs.queries.timeline import DateCard, card_of

CAPACITY = 25
MOST_DATES = 3
DATES = "cohort__timeline_dates"
COLUMNS = [one.attname for one in TimelineDate._meta.concrete_fields]  # noqa: SLF001 - Django's own API


@dataclass(frozen=True)
class Place:
    """An enrolment that has not led to a mentorship yet."""

    program: str
    sentence: str
    url: str


@dataclass(frozen=True)
class OwnPlaces:
    waiting: list[Place]
    lines: list[Line]
    dates: list[DateCard] = field(default_factory=list)


def own_places(user: User) -> OwnPlaces:
    """One statement: a place stands in it once for each date ahead of its cohort."""
    pairs = Member.objects.filter(enrolment=OuterRef("pk"))
    live, ended = (pairs.filter(mentorship__state=state) for state in ("active", "ended"))
    today = clock.now().date()
    own: Any = Enrolment.objects.visible_to(user).filter(person__user=user, state__in=["applied", "accepted"])
    rows = list(
        own.annotate(**_ahead())
        .filter(Q(cohort__ends_on__gte=today) | Q(date_id__isnull=False))
        .annotate(is_matched=Exists(live), had_one=Exists(ended), **_looking())
        .select_related("cohort__program__pairing_way")
        .order_by("applied_at", "date_begins_at", "date_starts_at", "date_id")
    )
    places = [row for row in {row.pk: row for row in rows}.values() if row.cohort.ends_on >= today]
    by_cohort = {row.cohort_id: row for row in places if not row.is_matched}
    asked = [row for row in places if row.capacity_asked is not None]
    dates = _dates(rows)
    return OwnPlaces(
        [_place(row) for row in by_cohort.values()],
        [
            *(_capacity_line(row) for row in asked),
            *_own_offers(user, places),
            *(event_line(one) for one in dates if one.open and not one.answer),
        ],
        [one for one in dates if one.day <= today + SOON][:MOST_DATES],
    )


def _looking() -> dict[str, Any]:
    """Whether a proposal or an ask of theirs is open, and whether they named or asked somebody."""
    sides = OfferSide.objects.filter(enrolment=OuterRef("pk"))
    asks = Offer.objects.filter(mentee=OuterRef("pk"), origin=Offer.Origin.ASK)
    return {
        "has_offer": Exists(sides.filter(offer__state__in=Offer.OPEN)),
        "has_asked": Exists(asks),
        "has_named": Exists(Wish.objects.filter(author=OuterRef("pk"))),
    }


def _own_offers(user: User, places: list[Any]) -> list[Line]:
    """What waits for an answer, one statement where there is any; and who may look for somebody and has not begun."""
    lines = [offer_line(one) for one in own_offers(user)] if any(row.has_offer for row in places) else []
    for row in places:
        way = getattr(row.cohort.program, "pairing_way", None)
        if way is not None and not row.is_matched:
            line = look_line(row, way, has_named=row.has_named, has_asked=row.has_asked)
            lines += [line] if line else []
    return lines


SOON = timedelta(days=62)  # what is farther away stands on the timeline


def _ahead() -> dict[str, Any]:
    """The dates of the cohort that are not over, joined; and what was answered to each."""
    now = clock.now()
    ahead = Q(**{f"{DATES}__cancelled_at": None}) & (
        Q(**{f"{DATES}__ends_at__gt": now})
        | Q(**{f"{DATES}__ends_at": None, f"{DATES}__begins_at__gt": now - timedelta(days=1)})
    )
    reply = DateReply.objects.filter(date=OuterRef("ahead"), person=OuterRef("person"))
    return {
        "ahead": FilteredRelation(DATES, condition=ahead),
        **{f"date_{name}": F(f"ahead__{name}") for name in COLUMNS},
        "date_answer": Subquery(reply.values("answer")[:1]),
    }


def _dates(rows: list[Any]) -> list[DateCard]:
    """Once each, however many roles somebody has in a cohort; the next first."""
    cards: dict[int, tuple[Any, DateCard]] = {}
    for row in rows:
        told = row.state == Enrolment.State.ACCEPTED and Part.TIMELINE in row.cohort.program.parts
        if row.date_id is None or not told:
            continue
        one = TimelineDate(**{name: getattr(row, f"date_{name}") for name in COLUMNS})
        one.cohort = row.cohort
        cards[one.pk] = ((one.begins_at, one.opens_at, one.pk), card_of(one, row.date_answer or ""))
    return [card for _order, card in sorted(cards.values(), key=lambda pair: pair[0])]


def _place(row: Enrolment) -> Place:
    if row.state == Enrolment.State.APPLIED:
        sentence = _("Your application is with the coordinators.")
    elif row.had_one:  # type: ignore[attr-defined]
        sentence = _("Your mentorship has ended. Should you be matched again, you hear it here and by mail.")
    else:
        sentence = _("You are in. You will hear here, and by mail, who you are matched with.")
    return Place(
        program=row.cohort.program.name,
        sentence=sentence,
        url=reverse("programs:join_status", args=[row.cohort.program.code, row.cohort.code]),
    )


def _capacity_line(row: Enrolment) -> Line:
    numbers = {"asked": row.capacity_asked, "now": row.capacity}
    return Line(
        rank=CAPACITY,
        key=f"capacity-{row.code}-{row.capacity_asked}-{row.capacity_asked_at:%Y%m%d}",
        title=_("Could you take up to %(asked)s mentees? You said %(now)s.") % numbers,
        detail=row.cohort.program.name,
        url=f"{reverse('sessions:mentoring')}#places-{row.code}",
        action=_("Answer"),
        minutes=1,
        why=_("A coordinator asks. Your places change only if you say yes, and a no needs no reason."),
    )
