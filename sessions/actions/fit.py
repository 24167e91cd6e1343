"""Answers that are counted and never quoted."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Member
from sessions import policies
from sessions.actions.mentorships import lock_mentorship
from sessions.models import FitAnswer, Meeting

ANSWERS = {
    FitAnswer.Question.USEFUL: FitAnswer.Useful.values,
    FitAnswer.Question.MATCH: FitAnswer.Match.values,
}


@transaction.atomic
def answer_fit(*, by: Member, meeting: Meeting, answer: str) -> FitAnswer:
    """How the match feels, asked after the first meeting. Another answer takes the place of the first."""
    lock_mentorship(by)
    if not (allowed := policies.can_give_feedback(meeting)):
        raise Conflict(allowed.reason)
    if not is_first_held(meeting):
        raise Conflict(_("This is asked after your first meeting only."))
    if answer not in FitAnswer.Match.values:
        raise Refusal(_("Choose one of the three answers."))
    keep_fit(by=by, meeting=meeting, question=FitAnswer.Question.MATCH, answer=answer)
    return FitAnswer.objects.get(meeting=meeting, author=by, question=FitAnswer.Question.MATCH)


def keep_fit(*, by: Member, meeting: Meeting, question: FitAnswer.Question, answer: str) -> None:
    """Inside an action that holds the lock. Nothing chosen leaves what there is."""
    if not answer:
        return
    if answer not in ANSWERS[question]:
        raise Refusal(_("Choose one of the answers."))
    FitAnswer.objects.update_or_create(
        meeting=meeting, author=by, question=question, defaults={"answer": answer, "at": clock.now()}
    )


def is_first_held(meeting: Meeting) -> bool:
    """Of those that took place, none began before this one."""
    earlier = Meeting.objects.filter(mentorship=meeting.mentorship_id, starts_at__lt=meeting.starts_at)
    return meeting.took_place and not earlier.took_place().exists()
