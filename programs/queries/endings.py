"""The stories both of two handed on. What else endings say is counted with the months (`dashboards`)."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.accounts.models import User
from programs.models import Cohort, Member, SharedStory


@dataclass(frozen=True)
class StoryCard:
    pk: int
    text: str
    names: str
    shared_at: datetime


def stories_of(user: User, cohort: Cohort) -> list[StoryCard]:
    """Two statements."""
    rows = list(SharedStory.objects.visible_to(user).filter(mentorship__cohort=cohort).order_by("-shared_at"))
    if not rows:
        return []
    names: dict[int, list[str]] = {}
    members = Member.objects.filter(mentorship__in=[row.mentorship_id for row in rows])
    for member in members.select_related("enrolment__person").order_by("pk"):
        names.setdefault(member.mentorship_id, []).append(member.enrolment.person.shown_name)
    return [
        StoryCard(row.pk, row.text, " · ".join(names.get(row.mentorship_id, [])), row.shared_at)
        for row in rows
    ]
