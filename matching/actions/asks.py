"""A mentee asks a mentor: three asks open at most, further ones wait for their turn and go out by themselves."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.actions.offers import (
    MOST_OPEN,
    Answer,
    Origin,
    State,
    can_take,
    close_offer,
    lock_places,
    open_asks,
    send_next_asks,
    send_out,
)
from matching.models import AskNote, Offer, OfferSide
from matching.queries.points import Points, points_of
from matching.queries.possible import possible_pair
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Enrolment

MOST_WAITING = 5


@transaction.atomic
def ask_mentor(*, mentee: Enrolment, mentor: Enrolment, note: dict[str, str]) -> Offer:
    """Whoever asks has said yes by it. Beyond three it waits: state `queued`, and the mentor hears nothing yet.

    Who may be found is asked again here, under the locks: an ask that is answered with yes is a mentorship.
    """
    lock_cohort(mentee.cohort)
    lock_places(mentor.pk, mentee.pk)
    mentor, mentee = _now(mentor), _now(mentee)
    _refuse_own(mentor, mentee)
    points = _points_or_refuse(mentor, mentee)
    waits = open_asks(mentee.pk) >= MOST_OPEN
    offer = _create(mentor, mentee, points)
    OfferSide.objects.create(offer=offer, enrolment=mentee, answer=Answer.YES, answered_at=clock.now())
    OfferSide.objects.create(offer=offer, enrolment=mentor)
    AskNote.objects.create(offer=offer, **note)
    if not waits:
        send_out([offer])
    return offer


@transaction.atomic
def take_back_ask(*, offer: Offer, by: Enrolment) -> Offer:
    """By whoever asked, while nobody has said yes to it. The next ask goes out."""
    lock_cohort(offer.cohort)
    lock_places(offer.mentor_id, offer.mentee_id)
    found = Offer.objects.select_for_update(of=("self",)).select_related("cohort__program").get(pk=offer.pk)
    if not found.is_ask or found.mentee_id != by.pk:
        raise Refusal(_("Only whoever asked can take it back."))
    if found.state == State.STARTED:
        raise Conflict(_("It was answered with yes meanwhile: you two are a pair."))
    if found.state == State.TRIAL:
        raise Conflict(_("It was answered with yes meanwhile. You can stop after the first call."))
    if found.state not in (State.OPEN, State.QUEUED):
        raise Conflict(_("It has ended already."))
    close_offer(found, State.WITHDRAWN, but=by, send_next=False)
    send_next_asks([by.pk])
    return found


def _now(place: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_related("person__user", "cohort__program__organisation")
    return rows.get(pk=place.pk)


def _refuse_own(mentor: Enrolment, mentee: Enrolment) -> None:
    """What whoever asks knows of themself, first: it is the same whomever they ask."""
    if mentor.role == mentee.role or mentor.person_id == mentee.person_id:
        raise Refusal(_("Choose a mentor from the list."))
    if mentee.state != Enrolment.State.ACCEPTED:
        raise Conflict(_("You are not taking part any more."))
    if mentee.asks_paused:
        raise Conflict(_("You take nobody new at the moment. Say that you do, and come back here."))
    if not can_take(mentee):
        raise Conflict(_("You have as many mentors as you asked for."))
    live = Offer.objects.filter(mentee=mentee, state__in=Offer.LIVE)
    if live.filter(mentor=mentor).exists():
        raise Conflict(_asked_already(mentor))
    if live.filter(state=State.QUEUED).count() >= MOST_WAITING:
        raise Conflict(_("Three asks are open and five wait. See what becomes of them first."))


def _points_or_refuse(mentor: Enrolment, mentee: Enrolment) -> Points:
    """One sentence, and one way to it: who is full or paused, said “never” or no, or is kept out by a rule."""
    if (table := possible_pair(mentee, mentor)) is None:
        raise Conflict(_("%(name)s takes nobody new at the moment.") % {"name": mentor.person.shown_name})
    return points_of(table, mentee.code, mentor.code)


def _create(mentor: Enrolment, mentee: Enrolment, points: Points) -> Offer:
    try:
        with transaction.atomic():
            return Offer.objects.create(
                cohort=mentee.cohort,
                mentor=mentor,
                mentee=mentee,
                origin=Origin.ASK,
                state=State.QUEUED,
                points=points,
            )
    except IntegrityError as error:
        raise Conflict(_asked_already(mentor)) from error


def _asked_already(mentor: Enrolment) -> str:
    return _("You have asked %(name)s already.") % {"name": mentor.person.shown_name}
