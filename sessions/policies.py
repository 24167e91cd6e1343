"""Who of the two may do what. Pure: no request, no statement; a refusal says why."""

from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from mentorship.lib.decisions import ALLOWED, Decision, denied
from programs.models import Member, Mentorship
from sessions.models import (
    ActionItem,
    Advice,
    AgendaItem,
    Feedback,
    FeedbackRequest,
    Goal,
    LearningEntry,
    Meeting,
    NextStep,
    Outcome,
    Resource,
    TimesProposal,
)
from sessions.models import Decision as LoggedDecision

ENDED = denied(_("This mentorship has ended. Everything in it stays readable for you both."))
STOPPED = denied(_("This mentorship is paused for now: nothing can be written in it meanwhile."))


def can_write(mentorship: Mentorship) -> Decision:
    """An ended mentorship is read only, and so is one in which contact was stopped."""
    if mentorship.state != Mentorship.State.ACTIVE:
        return ENDED
    return STOPPED if mentorship.contact_stopped_at else ALLOWED


def brings_the_agenda(member: Member, meeting: Meeting) -> bool:
    """The mentee, unless the two swapped roles for this meeting."""
    return member.is_mentor == meeting.swapped


def can_order_agenda(member: Member, meeting: Meeting) -> Decision:
    if brings_the_agenda(member, meeting):
        return ALLOWED
    if member.mentorship.cohort.program.between_peers:
        return denied(_("The order of this agenda is your partner’s. You can add topics of your own."))
    if member.is_mentor:
        return denied(_("The order of the agenda is your mentee’s. You can add topics of your own."))
    return denied(_("You swapped roles: the order of this agenda is your mentor’s. You can add topics."))


def can_remove_topic(member: Member, item: AgendaItem) -> Decision:
    if item.author_id != member.pk:
        return denied(_("Only whoever added a topic can remove it."))
    return ALLOWED


def can_mark_read(member: Member, resource: Resource) -> Decision:
    if not resource.is_for(member.pk):
        return denied(_("This is for the other one of you to read."))
    return ALLOWED


def can_remove_own(member: Member, author_id: int) -> Decision:
    if author_id != member.pk:
        return denied(_("Only whoever added this can remove it."))
    return ALLOWED


def can_edit_goal(member: Member, goal: Goal) -> Decision:
    """Mentor or mentee: a goal is written by whoever set it."""
    if goal.owner_id != member.pk:
        return denied(_("A goal is written by whoever set it. You both read it."))
    return ALLOWED


def can_assess(goal: Goal) -> Decision:
    if goal.only_me:
        return denied(_("You both write this. Share the goal first."))
    return ALLOWED


def can_give_view(member: Member, decision: LoggedDecision) -> Decision:
    if decision.owner_id == member.pk:
        return denied(_("This box is for the other’s view."))
    return ALLOWED


def can_decide(member: Member, decision: LoggedDecision) -> Decision:
    if decision.owner_id != member.pk:
        return denied(_("Only whoever asked decides."))
    return ALLOWED


def can_change_outcome(member: Member, outcome: Outcome) -> Decision:
    if outcome.owner_id != member.pk:
        return denied(_("Only whoever it happened to can change this."))
    return ALLOWED


def can_edit_topic(member: Member, item: AgendaItem) -> Decision:
    if item.author_id != member.pk:
        return denied(_("Only whoever added a topic can change it."))
    return ALLOWED


def can_prepare(meeting: Meeting) -> Decision:
    """Sending the agenda and swapping roles belong to a meeting that is ahead."""
    if not meeting.is_upcoming:
        return denied(_("This meeting can no longer be changed."))
    return ALLOWED


def can_wrap_up(meeting: Meeting) -> Decision:
    if meeting.state in {Meeting.State.CANCELLED, Meeting.State.MISSED}:
        return denied(_("This meeting did not take place; there is nothing to wrap up."))
    if meeting.starts_at > clock.now():
        return denied(_("You can wrap up once the meeting has begun."))
    return ALLOWED


def can_answer_times(member: Member, proposal: TimesProposal) -> Decision:
    if proposal.by_id == member.pk:
        return denied(_("These are your own times: the other one of you picks."))
    return ALLOWED


def can_take_times_back(member: Member, proposal: TimesProposal) -> Decision:
    if proposal.by_id != member.pk:
        return denied(_("Only whoever proposed these times can take them back."))
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


def is_author_of_feedback(member: Member, feedback: Feedback) -> Decision:
    if feedback.author_id != member.pk:
        return denied(_("Only whoever wrote this feedback can change it."))
    return ALLOWED


def is_reader_of_feedback(member: Member, feedback: Feedback) -> Decision:
    if feedback.author_id == member.pk:
        return denied(_("This is for whoever received the feedback."))
    return ALLOWED


def can_change_feedback(feedback: Feedback) -> Decision:
    """For half an hour; what answers a request stands as it was sent."""
    if feedback.meeting_id is None or feedback.changeable_until <= clock.now():
        return denied(_("Feedback can be changed for half an hour after it was sent."))
    return ALLOWED


def can_answer_request(member: Member, request: FeedbackRequest) -> Decision:
    if request.author_id == member.pk:
        return denied(_("You asked this yourself: the answer is your partner’s."))
    return ALLOWED


def can_withdraw_request(member: Member, request: FeedbackRequest) -> Decision:
    if request.author_id != member.pk:
        return denied(_("Only whoever asked can take it back."))
    return ALLOWED


def can_answer_advice(member: Member, advice: Advice) -> Decision:
    if advice.giver_id == member.pk:
        return denied(_("What became of advice is for whoever got it to say."))
    return ALLOWED


def can_remove_learning(member: Member, entry: LearningEntry) -> Decision:
    if entry.author_id != member.pk:
        return denied(_("Only whoever wrote this can remove it."))
    return ALLOWED


def can_mark_topics(member: Member) -> Decision:
    if not member.is_mentor:
        return denied(_("These marks are the mentor’s own; you both see them."))
    return ALLOWED


def is_owner_of_action(member: Member, item: ActionItem) -> Decision:
    if item.owner_id != member.pk:
        return denied(_("Only whoever this action belongs to can change it."))
    return ALLOWED


def can_remove_action(member: Member, item: ActionItem) -> Decision:
    if member.pk != (item.added_by_id or item.owner_id):
        return denied(_("Only whoever wrote this action down can remove it."))
    return ALLOWED


def is_owner_of_step(member: Member, step: NextStep) -> Decision:
    if step.owner_id != member.pk:
        return denied(_("Only whoever this step belongs to can do this."))
    return ALLOWED
