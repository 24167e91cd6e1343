"""What stops at once when a mentorship ends or contact is stopped: dates, reminders, questions."""

from django.db import transaction

from mentorship.lib import clock
from mentorship.notifications import ledger
from programs.actions import news
from programs.models import Mentorship, RhythmProposal
from sessions.actions.mentorships import tell_both
from sessions.models import Meeting, TimesProposal


@transaction.atomic
def close_down(mentorship: Mentorship) -> None:
    """What has been stays; what was to come is called off."""
    for meeting in _ahead(mentorship):
        _call_off(meeting, mentorship)  # 1 both calendars
    TimesProposal.objects.open().filter(mentorship=mentorship).update(
        state=TimesProposal.State.LAPSED, answered_at=clock.now()
    )  # 2 times nobody can pick any more
    RhythmProposal.objects.open().filter(mentorship=mentorship).update(answered_at=clock.now())
    for kind in ("rhythm", "agreement"):
        ledger.settle(kind, subject_id=mentorship.pk)  # 3 reminders
    for meeting in Meeting.objects.filter(mentorship=mentorship):
        ledger.settle("feedback", subject_id=meeting.pk)
    news.close_all(mentorship)  # 4 lines of Today


def _ahead(mentorship: Mentorship) -> list[Meeting]:
    """Not begun yet: the meeting in which two people end it goes on."""
    rows = Meeting.objects.select_for_update().filter(mentorship=mentorship, state=Meeting.State.BOOKED)
    return list(rows.filter(starts_at__gt=clock.now()).order_by("pk"))


def _call_off(meeting: Meeting, mentorship: Mentorship) -> None:
    meeting.state = Meeting.State.CANCELLED
    meeting.sequence += 1
    meeting.version += 1
    meeting.changed_at = clock.now()
    meeting.save(update_fields=["state", "sequence", "version", "changed_at"])
    ledger.settle("agenda", subject_id=meeting.pk)
    period = str(meeting.sequence)
    tell_both("meeting_cancelled", subject_id=meeting.pk, mentorship=mentorship, period=period)
