"""Who of the two may do what. Pure: no request, no statement; a refusal says why."""

from django.utils.translation import gettext_lazy as _

from mentorship.lib.decisions import ALLOWED, Decision, denied
from programs.models import Member, Mentorship
from sessions.models import AgendaItem, Meeting

ENDED = denied(_("This mentorship has ended. Everything in it stays readable for you both."))


def can_write(mentorship: Mentorship) -> Decision:
    """An ended mentorship is read only."""
    return ALLOWED if mentorship.state == Mentorship.State.ACTIVE else ENDED


def can_order_agenda(member: Member) -> Decision:
    if member.is_mentor:
        return denied(_("The order of the agenda is your mentee’s. You can add topics of your own."))
    return ALLOWED


def can_remove_topic(member: Member, item: AgendaItem) -> Decision:
    if item.author_id != member.pk:
        return denied(_("Only whoever added a topic can remove it."))
    return ALLOWED


def can_remove_own(member: Member, author_id: int) -> Decision:
    if author_id != member.pk:
        return denied(_("Only whoever added this can remove it."))
    return ALLOWED


def can_edit_goals(member: Member) -> Decision:
    if member.is_mentor:
        return denied(_("Goals are your mentee’s to write. You both read them."))
    return ALLOWED


def can_add_to_agenda(meeting: Meeting) -> Decision:
    if meeting.state in {Meeting.State.CANCELLED, Meeting.State.MISSED}:
        return denied(_("This meeting did not take place; its agenda is closed."))
    return ALLOWED


def can_give_feedback(meeting: Meeting) -> Decision:
    """It opens when the meeting has ended and never closes."""
    if meeting.state in {Meeting.State.CANCELLED, Meeting.State.MISSED}:
        return denied(_("There is no feedback on a meeting that did not take place."))
    if not meeting.has_ended:
        return denied(_("Feedback opens when the meeting has ended."))
    return ALLOWED
