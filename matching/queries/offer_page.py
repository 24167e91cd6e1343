"""A proposed match as one of the two reads it: who, what speaks for it, what does not, what was written. No number."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from matching.models import AskNote, Offer, OfferQuestion, OfferSide
from matching.queries.fit_words import shared_times, speaks_against, speaks_for
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from programs.models import Enrolment, Member, Mentorship, Person

State, Answer = Offer.State, OfferSide.Answer


@dataclass(frozen=True)
class Turn:
    """One question and its answer. `mine`: I asked it; `to_me`: it waits for my answer."""

    pk: int
    text: str
    reply: str
    mine: bool
    to_me: bool


@dataclass(frozen=True)
class OfferPage:
    code: str
    other: Person
    other_is_mentor: bool
    is_ask: bool
    state: str
    ended: bool  # without a pair; why is told to neither
    until: datetime | None
    answered: bool  # by me, with yes
    to_answer: bool
    after_call: bool
    called: bool
    plus: list[str]
    minus: list[str]
    times: list[str]
    places: str
    rhythm_weeks: int
    months: int
    trial_call: bool
    space: str
    note: AskNote | None
    turns: list[Turn] = field(default_factory=list)
    may_ask: bool = False
    mine: bool = False  # an ask of mine
    contact: str = ""


def offer_page(user: User, offer: Offer, side: OfferSide) -> OfferPage:
    """Eight statements at most."""
    mine, theirs = (offer.mentor, offer.mentee) if side.enrolment.is_mentor else (offer.mentee, offer.mentor)
    to_mentor, name = mine.is_mentor, theirs.person.first_name
    questions = list(OfferQuestion.objects.visible_to(user).filter(offer=offer))
    program, called = offer.cohort.program, offer.state == State.TRIAL
    return OfferPage(
        code=offer.code,
        other=theirs.person,
        other_is_mentor=theirs.is_mentor,
        is_ask=offer.is_ask,
        state=offer.state,
        ended=offer.state not in (*Offer.LIVE, State.STARTED),
        until=offer.expires_at,
        answered=side.answer == Answer.YES,
        to_answer=offer.state == State.OPEN and not side.answer,
        after_call=called and not side.after_call,
        called=bool(side.after_call),
        plus=speaks_for(offer.points, to_mentor=to_mentor, name=name),
        minus=speaks_against(offer.points, to_mentor=to_mentor, name=name),
        times=shared_times(mine, theirs),
        # Of an offer that has ended a free place would tell why.
        places=_places(offer.mentor, theirs) if offer.state in Offer.LIVE else "",
        rhythm_weeks=program.rhythm_weeks,
        months=program.months,
        trial_call=way_of(program).trial_call,
        space=offer.mentorship.code if offer.mentorship else "",
        note=AskNote.objects.visible_to(user).filter(offer=offer).first(),
        turns=[_turn(one, side, offer) for one in questions],
        may_ask=offer.is_open and all(one.by_id != side.pk for one in questions),
        mine=offer.is_ask and not mine.is_mentor,
        contact=theirs.person.contact if called and theirs.person.shows_contact else "",
    )


def _turn(one: OfferQuestion, side: OfferSide, offer: Offer) -> Turn:
    mine = one.by_id == side.pk
    return Turn(one.pk, one.text, one.reply, mine, not mine and one.replied_at is None and offer.is_open)


def _places(mentor: Enrolment, theirs: Enrolment) -> str:
    live = Member.objects.filter(enrolment=mentor, mentorship__state=Mentorship.State.ACTIVE).count()
    values = {"name": theirs.person.first_name, "live": live, "all": mentor.capacity}
    if theirs.is_mentor:
        return _("%(name)s has taken %(live)s of %(all)s places.") % values
    return _("You have taken %(live)s of %(all)s places.") % values
