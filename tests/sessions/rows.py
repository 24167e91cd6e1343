"""Rows of a pair for tests, written straight: any state, any date, without the actions' consequences."""

from datetime import timedelta
from typing import Any

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.models import (
    ActionItem,
    AgendaItem,
    Feedback,
    Goal,
    Introduction,
    JournalEntry,
    Meeting,
    Message,
    Milestone,
    PrivateNote,
    SharedNote,
    Thanks,
    Update,
)


def seats(mentorship: Mentorship) -> tuple[Member, Member]:
    """Mentor and mentee."""
    members = Member.objects.select_related("mentorship__cohort__program", "enrolment__person__user")
    found = {member.role: member for member in members.filter(mentorship=mentorship)}
    return found["mentor"], found["mentee"]


def meeting(mentorship: Mentorship, *, days: float = 0, minutes: int = 45, **facts: Any) -> Meeting:
    """A meeting that starts `days` from now."""
    facts.setdefault("starts_at", clock.now() + timedelta(days=days))
    facts.setdefault("ends_at", facts["starts_at"] + timedelta(minutes=minutes))
    facts.setdefault("number", Meeting.objects.filter(mentorship=mentorship).count() + 1)
    facts.setdefault("zone", "Europe/Berlin")
    facts.setdefault("booked_by", seats(mentorship)[0])
    return Meeting.objects.create(mentorship=mentorship, **facts)


def topic(meeting: Meeting, title: str = "A topic", **facts: Any) -> AgendaItem:
    facts.setdefault("author", seats(meeting.mentorship)[1])
    facts.setdefault("position", AgendaItem.objects.filter(meeting=meeting).count() + 1)
    return AgendaItem.objects.create(meeting=meeting, title=title, **facts)


def goal(mentorship: Mentorship, sentence: str = "By June I will lead a team.", **facts: Any) -> Goal:
    facts.setdefault("owner", seats(mentorship)[1])
    facts.setdefault("number", Goal.objects.filter(mentorship=mentorship).count() + 1)
    return Goal.objects.create(mentorship=mentorship, sentence=sentence, **facts)


def milestone(goal: Goal, title: str = "A step", **facts: Any) -> Milestone:
    facts.setdefault("position", Milestone.objects.filter(goal=goal).count() + 1)
    return Milestone.objects.create(goal=goal, title=title, **facts)


def action(owner: Member, text: str = "Send the outline", **facts: Any) -> ActionItem:
    return ActionItem.objects.create(mentorship=owner.mentorship, owner=owner, text=text, **facts)


def feedback(meeting: Meeting, author: Member, went_well: str = "You listened.", **facts: Any) -> Feedback:
    return Feedback.objects.create(meeting=meeting, author=author, went_well=went_well, **facts)


def message(author: Member, text: str = "Good luck tomorrow.", **facts: Any) -> Message:
    facts.setdefault("number", Message.objects.filter(mentorship=author.mentorship).count() + 1)
    return Message.objects.create(mentorship=author.mentorship, author=author, text=text, **facts)


def update(author: Member, progress: str = "The outline is done.", **facts: Any) -> Update:
    facts.setdefault("number", Update.objects.filter(mentorship=author.mentorship).count() + 1)
    return Update.objects.create(mentorship=author.mentorship, author=author, progress=progress, **facts)


def thanks(author: Member, text: str = "Thank you for the push.", **facts: Any) -> Thanks:
    return Thanks.objects.create(mentorship=author.mentorship, author=author, text=text, **facts)


def introduction(author: Member, whom: str = "Somebody who leads a team", **facts: Any) -> Introduction:
    facts.setdefault("number", Introduction.objects.filter(mentorship=author.mentorship).count() + 1)
    facts.setdefault("kind", Introduction.Kind.ASKED)
    return Introduction.objects.create(mentorship=author.mentorship, author=author, whom=whom, **facts)


def shared_note(meeting: Meeting, text: str = "What we said.") -> SharedNote:
    return SharedNote.objects.create(meeting=meeting, text=text, version=1)


def private_note(author: Member, text: str = "Only mine.", meeting: Meeting | None = None) -> PrivateNote:
    return PrivateNote.objects.create(
        mentorship=author.mentorship, author=author, meeting=meeting, text=text, version=1
    )


def journal(user: User, text: str = "A good day.", *, days: int = 0, **facts: Any) -> JournalEntry:
    """`days` from today in UTC."""
    day = clock.now().date() + timedelta(days=days)
    return JournalEntry.objects.create(author=user, day=day, text=text, version=1, **facts)
