"""What the demo's pairs write. Rows, until the pair's own actions are there to be called."""

from datetime import date, datetime

from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting, Milestone, SharedNote


def book(
    mentorship: Mentorship, *, by: Member, starts_at: datetime, ends_at: datetime, zone: str, place: str
) -> Meeting:
    return Meeting.objects.create(
        mentorship=mentorship,
        number=mentorship.meetings.count() + 1,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        place=place,
        booked_by=by,
    )


def say_it_did_not_happen(meeting: Meeting, *, by: Member, state: str) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state)


def add_topic(meeting: Meeting, *, by: Member, title: str) -> None:
    AgendaItem.objects.create(
        meeting=meeting, author=by, title=title, position=meeting.agenda_items.count() + 1
    )


def write_notes(meeting: Meeting, *, by: Member, text: str) -> None:
    if text:
        SharedNote.objects.create(meeting=meeting, text=text, version=1)


def record_feedback(meeting: Meeting, *, by: Member, went_well: str) -> None:
    Feedback.objects.create(meeting=meeting, author=by, went_well=went_well)


def set_goal(
    *, by: Member, sentence: str, measure: str, relevance: str, until: date, milestones: list[str]
) -> Goal:
    goal = Goal.objects.create(
        mentorship=by.mentorship,
        number=by.mentorship.goals.count() + 1,
        owner=by,
        sentence=sentence,
        measure=measure,
        relevance=relevance,
        until=until,
    )
    for position, title in enumerate(milestones, 1):
        Milestone.objects.create(goal=goal, title=title, position=position)
    return goal


def reach(goal: Goal, *, milestones: list[str]) -> None:
    for milestone in goal.milestones.all():
        if milestone.title in milestones:
            Milestone.objects.filter(pk=milestone.pk).update(reached_at=clock.now())


def close_goal(goal: Goal) -> None:
    Goal.objects.filter(pk=goal.pk).update(state=Goal.State.REACHED, touched_at=clock.now())


def add_action(
    mentorship: Mentorship, *, meeting: Meeting | None, owner: Member, text: str, due_on: date
) -> ActionItem:
    return ActionItem.objects.create(
        mentorship=mentorship, meeting=meeting, owner=owner, text=text, due_on=due_on
    )


def tick_off(item: ActionItem) -> None:
    ActionItem.objects.filter(pk=item.pk).update(done_at=clock.now())
