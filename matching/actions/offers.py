"""A pair that begins when both say yes. Lock order: cohort, enrolments by id, then offers by id."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.models import Offer, OfferSide
from matching.queries.possible import kept_apart
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.actions.mentorships import start_mentorship
from programs.models import Enrolment, Member, Mentorship

State, Origin, Answer = Offer.State, Offer.Origin, OfferSide.Answer
# The one reminder comes so long before the end.
REMIND_BEFORE = timedelta(days=2)
MAILS = ("proposal", "ask_received", "proposal_reminder", "proposal_question", "trial_call")


@transaction.atomic
def answer_offer(*, offer: Offer, by: Enrolment, yes: bool, reason: str = "") -> Offer:
    """One of the two says yes or not this time. With the second yes the mentorship begins, or a first call is due.

    Who cannot begin any more (a place was taken meanwhile) gets the offer back as ended: read its state.
    """
    found, side = locked_side(offer, by)
    _refuse_to_answer(found, side, yes)
    side.answer, side.answered_at = Answer.YES if yes else Answer.NO, clock.now()
    side.reason = "" if yes else reason
    side.save(update_fields=["answer", "answered_at", "reason"])
    _no_longer_waits(side)
    if not yes:
        return close_offer(found, State.DECLINED, but=by)
    if found.sides.exclude(answer=Answer.YES).exists():
        return found
    if not _can_begin(found):
        return close_offer(found, State.FULL)
    if way_of(found.cohort.program).trial_call:
        return _begin_trial(found)
    return _begin(found)


@transaction.atomic
def answer_after_call(*, offer: Offer, by: Enrolment, yes: bool) -> Offer:
    """After the first call each says yes once more. Either may stop; the other is not told which of the two it was."""
    found, side = locked_side(offer, by)
    if found.state != State.TRIAL:
        raise Conflict(closed_words(found))
    if side.after_call:
        raise Conflict(_("You have answered this already."))
    side.after_call = Answer.YES if yes else Answer.NO
    side.save(update_fields=["after_call"])
    if not yes:
        return close_offer(found, State.DECLINED, but=by)
    if found.sides.exclude(after_call=Answer.YES).exists():
        return found
    return _begin(found) if _can_begin(found) else close_offer(found, State.FULL)


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: User) -> Offer:
    """A coordinator takes a proposal back before it became a pair; both hear that no match was made."""
    found = _locked_offer(offer)
    _refuse_closed(found)
    close_offer(found, State.WITHDRAWN)
    audit.record("offer.withdrawn", target=found, by=by, organisation=found.cohort.program.organisation)
    return found


@transaction.atomic
def remind_of_offer(*, offer: Offer, by: User) -> Offer:
    """Once more to whoever has not answered, in their daily mail. Once a day at most."""
    found = _locked_offer(offer)
    _refuse_closed(found)
    period = f"asked-{clock.now():%Y%m%d}"
    for side in found.sides.filter(answer=Answer.NONE).select_related("enrolment__person__user"):
        if (user := side.enrolment.person.user) is not None:
            ledger.plan("proposal_reminder", subject_id=side.pk, recipient=user, period=period)
    audit.record("offer.reminded", target=found, by=by, organisation=found.cohort.program.organisation)
    return found


def expire_offers(as_of: datetime) -> int:
    """What nobody answered in time. By the clock, each in a transaction of its own; answers how many."""
    due = Offer.objects.open().filter(expires_at__lte=as_of).order_by("pk")
    done = 0
    for offer in list(due.select_related("cohort__program__organisation")):
        with transaction.atomic():
            found = _locked_offer(offer)
            if found.is_open and found.expires_at is not None and found.expires_at <= as_of:
                close_offer(found, State.EXPIRED)
                done += 1
    return done


def send_out(offers: Sequence[Offer]) -> None:
    """They go out: from now on they can be answered. All of one cohort; the caller holds the locks."""
    now = clock.now()
    ends = now + timedelta(days=way_of(offers[0].cohort.program).answer_days)
    for offer in offers:
        offer.state, offer.sent_at, offer.expires_at = State.OPEN, now, ends
    Offer.objects.bulk_update(offers, ["state", "sent_at", "expires_at"], batch_size=500)
    by_id = {offer.pk: offer for offer in offers}
    rows = OfferSide.objects.filter(
        offer__in=by_id, answer=Answer.NONE, enrolment__person__user__isnull=False
    )
    dues: list[ledger.Due] = []
    for side, user, of in rows.values_list("pk", "enrolment__person__user", "offer"):
        asker = by_id[of].mentee.person.user_id if by_id[of].is_ask else None
        kind = "ask_received" if by_id[of].is_ask else "proposal"
        dues += [
            ledger.Due(kind, side, user, now, lapses_at=ends, by_id=asker),
            ledger.Due("proposal_reminder", side, user, ends - REMIND_BEFORE, lapses_at=ends),
        ]
    ledger.plan_all(dues)


def close_offer(offer: Offer, state: str, *, but: Enrolment | None = None, send_next: bool = True) -> Offer:
    """No match was made. Both hear it but whoever has just said so; the asker’s next ask goes out."""
    sides = list(offer.sides.select_related("enrolment__person"))
    told = [side for side in sides if but is None or side.enrolment_id != but.pk]
    offer.state, offer.closed_at = state, clock.now()
    offer.save(update_fields=["state", "closed_at"])
    ledger.settle_all(MAILS, subject_ids=[side.pk for side in sides])
    ledger.plan_all(
        ledger.Due("proposal_ended", side.pk, side.enrolment.person.user_id, clock.now())
        for side in told
        if side.enrolment.person.user_id is not None
        and (side.answer or not offer.is_ask)  # a mentor who did not answer an ask is not told so
    )
    if send_next and offer.is_ask:
        send_next_asks([offer.mentee_id])
    return offer


def send_next_asks(mentees: Iterable[int]) -> None:
    """Asks that wait for their turn go out while there is room for them, best first. The caller holds the locks.

    One to somebody who is kept apart by now ends as if they were full: its author cannot tell one from the other.
    """
    for mentee in sorted(set(mentees)):
        waiting = Offer.objects.filter(mentee=mentee, state=State.QUEUED).order_by("pk")
        for one in waiting.select_related("cohort__program", "mentor__person__user", "mentee__person__user"):
            if open_asks(mentee) >= MOST_OPEN:
                break
            if can_take(one.mentor) and not kept_apart(one):
                send_out([one])
            else:
                close_offer(one, State.FULL, send_next=False)


MOST_OPEN = 3


def open_asks(mentee: int) -> int:
    rows = Offer.objects.open().filter(mentee=mentee, origin=Origin.ASK)
    return rows.count()


def can_take(place: Enrolment, *, but: Offer | None = None) -> bool:
    """A free place, counting what is kept for others, and a will to take somebody new."""
    if place.state != Enrolment.State.ACCEPTED:
        return False
    live = Member.objects.filter(enrolment=place, mentorship__state=Mentorship.State.ACTIVE).count()
    held = Offer.objects.holding().filter(**{place.role: place}).exclude(pk__in=[but.pk] if but else [])
    return place.open_capacity > live + held.count()


def _can_begin(offer: Offer) -> bool:
    """Asked once both said yes: a place may be gone by now, or the two are kept apart since they were proposed."""
    free = can_take(offer.mentor, but=offer) and can_take(offer.mentee, but=offer)
    return not kept_apart(offer) and free


def _begin_trial(offer: Offer) -> Offer:
    """A first call: the place is kept meanwhile, so the call cannot be overtaken."""
    days = way_of(offer.cohort.program).answer_days
    offer.state, offer.expires_at = State.TRIAL, clock.now() + timedelta(days=2 * days)
    offer.save(update_fields=["state", "expires_at"])
    for side in offer.sides.select_related("enrolment__person__user"):
        if (user := side.enrolment.person.user) is not None:
            ledger.plan("trial_call", subject_id=side.pk, recipient=user, fast=True)
    return offer


def _begin(offer: Offer) -> Offer:
    """By the action that publishing uses. Where it refuses, the offer ends and both hear that no match was made."""
    offer.state = State.STARTED
    offer.closed_at = clock.now()
    offer.save(update_fields=["state", "closed_at"])
    try:
        with transaction.atomic():
            started = start_mentorship(mentor=offer.mentor, mentee=offer.mentee, by=None)
    except Refusal:
        return close_offer(offer, State.FULL)
    offer.mentorship = started
    offer.save(update_fields=["mentorship"])
    return offer


def locked_side(offer: Offer, by: Enrolment) -> tuple[Offer, OfferSide]:
    found = _locked_offer(offer)
    return found, OfferSide.objects.select_related("enrolment").get(offer=found, enrolment=by)


def _locked_offer(offer: Offer) -> Offer:
    lock_cohort(offer.cohort)
    lock_places(offer.mentor_id, offer.mentee_id)
    rows = Offer.objects.select_for_update(of=("self",)).select_related(
        "cohort__program__organisation", "mentor__person__user", "mentee__person__user"
    )
    return rows.get(pk=offer.pk)


def lock_places(*pks: int) -> None:
    list(Enrolment.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _refuse_to_answer(offer: Offer, side: OfferSide, yes: bool) -> None:
    if offer.state != State.OPEN:
        raise Conflict(closed_words(offer))
    if offer.cohort.archived_at is not None:
        raise Conflict(_("This cohort is over, so no match can be made in it any more."))
    if side.answer:
        raise Conflict(_("You have answered this already."))
    if yes and side.enrolment.asks_paused:
        raise Conflict(_("You take nobody new at the moment. Say that you do, and come back here."))


def _no_longer_waits(side: OfferSide) -> None:
    ledger.settle_all(("proposal", "ask_received", "proposal_reminder"), subject_ids=[side.pk])


def _refuse_closed(offer: Offer) -> None:
    if not offer.is_open:
        raise Conflict(_("This has ended meanwhile: %(state)s.") % {"state": offer.get_state_display()})


def closed_words(offer: Offer) -> str:
    """What whoever comes too late is told. Never that the other said no, nor that the two are kept apart: where no
    match was made, one sentence says so for a no, a place that was taken and a veto alike."""
    if offer.state == State.STARTED:
        return _("You two are a pair already.")
    if offer.state == State.TRIAL:
        return _("You have both said yes. A first call comes next.")
    if offer.state == State.WITHDRAWN:
        return _("This was taken back meanwhile, so no match was made.")
    if offer.state == State.EXPIRED:
        return _("The time to answer is over, so no match was made.")
    return _("No match was made.")
