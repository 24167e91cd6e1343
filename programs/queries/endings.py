"""What a cohort's endings say: counts of five people and more, and the stories both of two handed on."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mentorship.accounts.models import User
from programs.models import Cohort, EndingAnswer, Member, SharedStory

# Fewer people than this are not counted: a number must not be one of them.
FEWEST = 5


@dataclass(frozen=True)
class StoryCard:
    pk: int
    text: str
    names: str
    shared_at: datetime


@dataclass(frozen=True)
class EndingCounts:
    """`outcomes` and `agreeing` are empty below five answers."""

    people: int
    outcomes: list[tuple[str, int]]
    agreeing: list[tuple[str, int, int]]  # the key of the scale, how many mostly or fully agree, of how many


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


def ending_counts(cohort: Cohort) -> EndingCounts:
    """The caller fetched the cohort as its coordinator. One statement; nobody's answer is shown, only numbers.

    Five more at a time, in the order in which people first answered: whoever looks before and after somebody did
    learns nothing about this one person.
    """
    found = EndingAnswer.objects.filter(mentorship__cohort=cohort).order_by("pk")
    rows = list(found.values("outcome", *EndingAnswer.SCALES))
    rows = rows[: len(rows) - len(rows) % FEWEST] or rows
    if len(rows) < FEWEST:
        return EndingCounts(len(rows), [], [])
    labels = dict(EndingAnswer.Outcome.choices)
    told = Counter(row["outcome"] for row in rows if row["outcome"])
    outcomes = [(str(labels[key]), n) for key, n in told.most_common()] if told.total() >= FEWEST else []
    agreeing = []
    for scale in EndingAnswer.SCALES:
        given = [row[scale] for row in rows if row[scale]]
        if len(given) >= FEWEST:
            agreeing.append((scale, sum(value >= 4 for value in given), len(given)))
    return EndingCounts(len(rows), outcomes, agreeing)
