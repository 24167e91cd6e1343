"""Somebody with several mentors: which of the topics they wanted is covered by whom."""

from dataclasses import dataclass

from mentorship.accounts.models import User
from programs.models import Enrolment
from sessions.queries.pairs import Pair


@dataclass(frozen=True)
class Covered:
    topic: str
    mentors: list[str]


@dataclass(frozen=True)
class Coverage:
    topics: list[Covered]
    pairs: list[Pair]  # with the mentors

    @property
    def words(self) -> list[str]:
        return [one.topic for one in self.topics]

    @property
    def uncovered(self) -> list[str]:
        return [one.topic for one in self.topics if not one.mentors]


def coverage_of(user: User, pairs: list[Pair]) -> Coverage | None:
    """For whoever has two mentors or more. One statement."""
    mine = [pair for pair in pairs if not pair.is_mentor]
    if len(mine) < 2:
        return None
    words = dict.fromkeys([*topics_of(user), *(word for pair in mine for word in pair.covers)])
    return Coverage(
        topics=[Covered(word, [pair.partner.name for pair in mine if word in pair.covers]) for word in words],
        pairs=mine,
    )


def topics_of(user: User) -> list[str]:
    """What this person said they would like to learn about, in their places as a mentee."""
    rows = Enrolment.objects.visible_to(user).mentees().filter(person__user=user, state="accepted")
    return list(dict.fromkeys(word for topics in rows.values_list("topics", flat=True) for word in topics))
