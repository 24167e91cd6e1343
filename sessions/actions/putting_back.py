"""The two undo what a coordinator corrected: the fact is again what it was, as long as nobody changed it since."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions.news import tell_partner
from programs.models import Member, Mentorship
from sessions.actions.corrections import refuse_same_time, refuse_with_feedback
from sessions.actions.mentorships import lock_any, write_down
from sessions.models import Correction, Meeting

Kind, State = Correction.Kind, Meeting.State


@transaction.atomic
def put_back(*, by: Member, correction: Correction) -> Correction:
    """By either of the two, also when it has ended: it is their story. A second press changes nothing."""
    mentorship = lock_any(by)
    correction.refresh_from_db()
    if correction.put_back_at is not None:
        return correction
    if correction.kind == Kind.DATES:
        _put_dates_back(mentorship, correction)
    else:
        _put_meeting_back(mentorship, correction)
    correction.put_back_at, correction.put_back_by = clock.now(), by
    correction.save(update_fields=["put_back_at", "put_back_by"])
    tell_partner("correction_put_back", by=by, ref=correction.number)
    write_down("mentorship.put_back", target=mentorship, by=by, mentorship=mentorship)
    return correction


def _put_dates_back(mentorship: Mentorship, correction: Correction) -> None:
    now = (mentorship.started_at, mentorship.ended_at, mentorship.ends_on)
    if now != (correction.now_start, correction.now_end, correction.now_day):
        raise _changed_since()
    if correction.was_start is not None:
        mentorship.started_at = correction.was_start
    mentorship.ended_at, mentorship.ends_on = correction.was_end, correction.was_day
    mentorship.save(update_fields=["started_at", "ended_at", "ends_on"])


def _put_meeting_back(mentorship: Mentorship, correction: Correction) -> None:
    meeting = Meeting.objects.select_for_update().get(corrections=correction)
    if correction.kind == Kind.STRUCK:
        if meeting.state != State.MISSED:
            raise _changed_since()
        refuse_same_time(mentorship, meeting.starts_at, meeting.ends_at, but=meeting)
        meeting.state = correction.was_state
    else:
        if not meeting.took_place or (meeting.starts_at, meeting.ends_at) != _now(correction):
            raise _changed_since()
        _undo_date(mentorship, meeting, correction)
    meeting.version += 1
    meeting.sequence += 1
    meeting.changed_at = clock.now()
    meeting.save()
    ledger.settle("feedback", subject_id=meeting.pk)


def _undo_date(mentorship: Mentorship, meeting: Meeting, correction: Correction) -> None:
    if correction.kind == Kind.LOGGED:
        refuse_with_feedback(meeting)
        meeting.state = State.MISSED
    elif correction.was_start is not None and correction.was_end is not None:
        refuse_same_time(mentorship, correction.was_start, correction.was_end, but=meeting)
        meeting.starts_at, meeting.ends_at = correction.was_start, correction.was_end


def _now(correction: Correction) -> tuple[object, object]:
    return correction.now_start, correction.now_end


def _changed_since() -> Conflict:
    return Conflict(_("This was changed once more since then, so there is nothing to put back."))
