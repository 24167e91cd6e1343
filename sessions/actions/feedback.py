"""What one tells the other about a meeting."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.models import Member
from sessions import policies
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Feedback, Meeting


@transaction.atomic
def record_feedback(*, by: Member, meeting: Meeting, went_well: str, try_next: str = "") -> Feedback:
    """Record what one side tells the other about a meeting. Everything that follows from it happens here."""
    mentorship = lock_mentorship(by)
    meeting.refresh_from_db()
    if not (allowed := policies.can_give_feedback(meeting)):
        raise Conflict(allowed.reason)
    if not went_well and not try_next:
        raise Refusal(_("Write one sentence in either box: that is enough."), field="went_well")
    try:
        with transaction.atomic():
            feedback = Feedback.objects.create(
                meeting=meeting, author=by, went_well=went_well, try_next=try_next
            )
    except IntegrityError as error:
        raise Conflict(_("Your feedback on this meeting has been sent already.")) from error
    author = by.enrolment.person.user
    if author is not None:
        ledger.settle("feedback", subject_id=meeting.pk, recipient=author)  # 1 the reminder is done
    for partner in mentorship.members.exclude(pk=by.pk).select_related("enrolment__person__user"):
        if (user := partner.enrolment.person.user) is not None:
            ledger.plan("feedback_received", subject_id=feedback.pk, recipient=user)  # 2 a word to the other
    write_down("feedback.recorded", target=feedback, by=by, mentorship=mentorship)  # 3 that, never what
    return feedback
