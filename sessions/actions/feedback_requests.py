"""Asking for feedback on a talk, a document, a decision; answering it, or saying that one cannot."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import news
from programs.models import Member, Mentorship
from sessions import policies
from sessions.access import require
from sessions.actions.feedback import NOTHING_MORE, More, keep_points, refuse_silence
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Feedback, FeedbackRequest

MOST_OPEN = 5


@transaction.atomic
def ask_for_feedback(
    *, by: Member, what: str, link: str = "", wants: str = "anything", until: date | None = None
) -> FeedbackRequest:
    """It stands on the other's Today, and reaches them by mail: once a day from one sender, however many."""
    mentorship = lock_mentorship(by)
    today = clock.today(timezone.get_current_timezone())
    if until is not None and not today <= until <= today + timedelta(days=366):
        raise Refusal(_("Choose a day from today on and within a year, or none."), field="until")
    if wants not in FeedbackRequest.Wants.values:
        raise Refusal(_("Choose what kind of feedback you would like."), field="wants")
    requests = FeedbackRequest.objects.filter(mentorship=mentorship)
    if requests.open().filter(author=by).count() >= MOST_OPEN:
        raise Conflict(_("Five open questions are plenty. Wait for an answer, or take one back."))
    last = requests.aggregate(last=Max("number"))["last"] or 0
    request = FeedbackRequest.objects.create(
        mentorship=mentorship, number=last + 1, author=by, what=what, link=link, wants=wants, until=until
    )
    news.ask_partner("feedback_asked", by=by, ref=request.number)
    for partner in mentorship.members.exclude(pk=by.pk).select_related("enrolment__person__user"):
        if (user := partner.enrolment.person.user) is not None:
            mine = by.enrolment.person.user
            ledger.plan("feedback_asked", subject_id=by.pk, recipient=user, period=today.isoformat(), by=mine)
    write_down("feedback.asked", target=request, by=by, mentorship=mentorship)
    return request


@transaction.atomic
def answer_request(
    *,
    by: Member,
    request: FeedbackRequest,
    went_well: str = "",
    try_next: str = "",
    more: More = NOTHING_MORE,
) -> Feedback:
    """Three prompts; one sentence in any of them is an answer."""
    require(policies.can_answer_request(by, request))
    mentorship = lock_mentorship(by)
    refuse_silence(went_well, try_next, more)
    _settle(request, mentorship, "answered_at")
    feedback = Feedback.objects.create(
        request=request, author=by, went_well=went_well, try_next=try_next, **more.texts
    )
    keep_points(feedback, more.points)
    news.tell_partner("feedback_answered", by=by, ref=request.number)
    write_down("feedback.answered", target=feedback, by=by, mentorship=mentorship)
    return feedback


@transaction.atomic
def decline_request(*, by: Member, request: FeedbackRequest) -> FeedbackRequest:
    """“Can’t, sorry”: one press, no reason asked."""
    require(policies.can_answer_request(by, request))
    mentorship = lock_mentorship(by)
    _settle(request, mentorship, "declined_at")
    news.tell_partner("feedback_declined", by=by, ref=request.number)
    return request


@transaction.atomic
def withdraw_request(*, by: Member, request: FeedbackRequest) -> FeedbackRequest:
    """Taken back by whoever asked; it no longer waits for the other."""
    require(policies.can_withdraw_request(by, request))
    mentorship = lock_mentorship(by)
    _settle(request, mentorship, "withdrawn_at")
    return request


def _settle(request: FeedbackRequest, mentorship: Mentorship, how: str) -> None:
    """Open until one of three things happened to it."""
    if not FeedbackRequest.objects.filter(pk=request.pk).open().update(**{how: clock.now()}):
        raise Conflict(_("This has been answered or taken back already."))
    news.close("feedback_asked", mentorship=mentorship, ref=request.number)
    request.refresh_from_db()
