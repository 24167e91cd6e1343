"""What two people draw from a review: at most three next steps, signed by both, then actions and goals."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member, Mentorship
from programs.queries.review_periods import number_of
from sessions import policies
from sessions.access import require
from sessions.actions.action_items import add_action
from sessions.actions.goals import set_goal
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import NextStep, Review, ReviewSignature

MOST_STEPS = 3


@dataclass(frozen=True)
class Step:
    """Who does what until when, and what it becomes."""

    owner: Member
    text: str
    kind: str = NextStep.Kind.ACTION
    due_on: date | None = None


@transaction.atomic
def add_step(*, by: Member, review: Review, step: Step) -> NextStep:
    """Either of the two writes it down, for either. What was signed has to be signed anew."""
    mentorship = lock_mentorship(by)
    _refuse_unless_revealed(review)
    if NextStep.objects.filter(review=review).count() >= MOST_STEPS:
        raise Conflict(_("Three next steps are plenty. Take one off first."))
    if step.due_on is not None:
        _refuse_day(step.due_on)
    row = NextStep.objects.create(
        review=review, owner=step.owner, kind=step.kind, text=step.text, due_on=step.due_on
    )
    _changed(review, mentorship, by)
    return row


@transaction.atomic
def remove_step(*, by: Member, review: Review, step: NextStep) -> None:
    """By either, until it has become something."""
    mentorship = lock_mentorship(by)
    _refuse_unless_revealed(review)
    step.refresh_from_db()
    if step.is_made:
        raise Conflict(_("It is an action or a goal by now: change it there."))
    NextStep.objects.filter(pk=step.pk).delete()
    _changed(review, mentorship, by)


@transaction.atomic
def sign_review(*, by: Member, review: Review, read: int) -> Review:
    """One signature under the steps that were read (`read` is their serial). With the second they become real."""
    mentorship = lock_mentorship(by)
    _refuse_unless_revealed(review)
    if review.serial != read:
        raise Conflict(_("The next steps were changed while you had them open. Read them again, then sign."))
    _signature, new = ReviewSignature.objects.get_or_create(
        review=review, member=by, serial=read, defaults={"at": clock.now()}
    )
    if not new:
        return review
    number = number_of(review.period)
    for kind in ("review_revealed", "review_to_sign"):
        close(kind, mentorship=mentorship, ref=number, reader=by)  # 1 nothing waits for whoever signed
    write_down("review.signed", target=review, by=by, mentorship=mentorship)  # 2 that they did
    if is_signed(review, mentorship):
        _hold(review, mentorship, by)  # 3 it holds, or
    else:
        _ask_for_the_other(mentorship, by, number)  # 3 the other signature
    review.refresh_from_db()
    return review


@transaction.atomic
def make_step(*, by: Member, review: Review, step: NextStep) -> NextStep:
    """By its owner, where signing could not: three goals were in focus, say."""
    mentorship = lock_mentorship(by)
    _refuse_unless_revealed(review)
    require(policies.is_owner_of_step(by, step))
    if not is_signed(review, mentorship):
        raise Conflict(_("It becomes real once you have both signed."))
    step.refresh_from_db()
    if not step.is_made:
        _become(step, by)
    step.refresh_from_db()
    return step


def is_signed(review: Review, mentorship: Mentorship) -> bool:
    """By both, as the steps are now."""
    signed = ReviewSignature.objects.filter(review=review, serial=review.serial).count()
    return signed >= mentorship.members.count()


def _hold(review: Review, mentorship: Mentorship, by: Member) -> None:
    Review.objects.filter(pk=review.pk).update(signed_at=clock.now())
    for step in NextStep.objects.filter(review=review, action=None, goal=None).select_related("owner"):
        try:
            with transaction.atomic():
                _become(step, by)
        except Refusal:
            continue  # it stays a step with a button of its owner's; a signature waits for nothing
    for kind in ("review_revealed", "review_to_sign"):
        close(kind, mentorship=mentorship, ref=number_of(review.period))
    tell_partner("review_signed", by=by, ref=number_of(review.period))


def _become(step: NextStep, by: Member) -> None:
    due_on = step.due_on if step.due_on is None or step.due_on > _today() else None
    if step.kind == NextStep.Kind.GOAL:
        goal = set_goal(by=step.owner, sentence=step.text, until=due_on)
        NextStep.objects.filter(pk=step.pk).update(goal=goal)
    else:
        item = add_action(by=by, owner=step.owner, text=step.text, due_on=due_on)
        NextStep.objects.filter(pk=step.pk).update(action=item)


def _changed(review: Review, mentorship: Mentorship, by: Member) -> None:
    """A signature stands under what was read: whoever signed before is asked again, whoever changed it signs again."""
    number, was_signed = number_of(review.period), is_signed(review, mentorship)
    begun = ReviewSignature.objects.filter(review=review, serial=review.serial).exists()
    Review.objects.filter(pk=review.pk).update(serial=review.serial + 1, version=review.version + was_signed)
    review.refresh_from_db()
    if begun:
        close("review_to_sign", mentorship=mentorship, ref=number)
        ask_partner("review_to_sign", by=by, ref=number)


def _ask_for_the_other(mentorship: Mentorship, by: Member, number: int) -> None:
    close("review_revealed", mentorship=mentorship, ref=number)
    ask_partner("review_to_sign", by=by, ref=number)


def _refuse_unless_revealed(review: Review) -> None:
    review.refresh_from_db()
    if review.revealed_at is None:
        raise Conflict(_("Next steps come once your answers are open to you both."))


def _refuse_day(due_on: date) -> None:
    if due_on <= _today():
        raise Refusal(_("Choose a day that is still ahead, or none."), field="due_on")
    if (due_on - _today()).days > 731:
        raise Refusal(_("Choose a day within the next two years, or none."), field="due_on")


def _today() -> date:
    return clock.today(timezone.get_current_timezone())
