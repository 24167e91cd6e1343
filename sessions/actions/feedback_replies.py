"""What becomes of feedback: an example is asked for, the two reply, something is taken from it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import news
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.action_items import add_action
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Feedback, FeedbackReply, Takeaway

MOST_REPLIES = 50


@transaction.atomic
def ask_for_example(*, by: Member, feedback: Feedback) -> Feedback:
    """One press. It waits on the author's Today until they reply; a second press changes nothing."""
    require(policies.is_reader_of_feedback(by, feedback))
    lock_mentorship(by)
    if Feedback.objects.filter(pk=feedback.pk, example_asked_at=None).update(example_asked_at=clock.now()):
        news.ask_partner(_kind("example_asked", feedback), by=by, ref=_ref(feedback))
    feedback.refresh_from_db()
    return feedback


@transaction.atomic
def reply_to_feedback(*, by: Member, feedback: Feedback, text: str) -> FeedbackReply:
    """Either replies. The author's first reply after an example was asked for is that example."""
    mentorship = lock_mentorship(by)
    replies = FeedbackReply.objects.filter(feedback=feedback)
    if replies.count() >= MOST_REPLIES:
        raise Refusal(_("Fifty replies are plenty: talk about it when you meet."), field="text")
    feedback.refresh_from_db()
    wanted = feedback.author_id == by.pk and feedback.example_asked_at is not None
    is_example = wanted and not replies.filter(is_example=True).exists()
    reply = FeedbackReply.objects.create(feedback=feedback, author=by, text=text, is_example=is_example)
    if is_example:
        kind = _kind("example_asked", feedback)
        news.close(kind, mentorship=mentorship, ref=_ref(feedback), reader=by)
    news.tell_partner(_kind("feedback_replied", feedback), by=by, ref=_ref(feedback))
    return reply


@transaction.atomic
def acknowledge(*, by: Member, feedback: Feedback) -> Feedback:
    """“Thank you, I have read it.” A second press changes nothing."""
    require(policies.is_reader_of_feedback(by, feedback))
    lock_mentorship(by)
    _mark_read(by, feedback)
    return feedback


@transaction.atomic
def take_from(
    *, by: Member, feedback: Feedback, text: str, as_action: bool = False, due_on: date | None = None
) -> Takeaway:
    """What its reader takes from it, once; with one press also an action of theirs."""
    require(policies.is_reader_of_feedback(by, feedback))
    lock_mentorship(by)
    if Takeaway.objects.filter(feedback=feedback).exists():
        raise Conflict(_("You have written down what you take from this already."), field="text")
    action = None
    if as_action:
        action = add_action(by=by, owner=by, text=text, due_on=due_on, meeting=feedback.meeting)
    takeaway = Takeaway.objects.create(feedback=feedback, author=by, text=text, action=action)
    _mark_read(by, feedback)
    return takeaway


def _mark_read(by: Member, feedback: Feedback) -> None:
    if Feedback.objects.filter(pk=feedback.pk, acknowledged_at=None).update(acknowledged_at=clock.now()):
        news.tell_partner(_kind("feedback_read", feedback), by=by, ref=_ref(feedback))
    feedback.refresh_from_db()


def _kind(name: str, feedback: Feedback) -> str:
    """Where the news leads: the feedback on a meeting, or the answer to a request."""
    return name if feedback.meeting_id else f"{name}_on_request"


def _ref(feedback: Feedback) -> int:
    subject = feedback.meeting or feedback.request
    return subject.number if subject else 0
