"""What the scoring knows about people: plain values, filled by whoever loads them."""

from dataclasses import dataclass

from matching.engine.meaning import Reading

# (question, answer): several of one question where several could be chosen.
Answers = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class MenteeTraits:
    """Somebody who looks for up to `wants` mentors.

    `id` names the enrolment and comes back in the pairs; `person` and `manager` are keys of people, so that
    nobody meets themselves or their own line manager. `hours` are UTC hours of the week in which the person
    is free, 0 = Monday 00:00 to 167. `seniority` is a level: one more is one step up. Whatever is empty or
    None was not answered, and neither helps nor hurts. `alike` holds answers to questions that two people must
    answer the same, `apart` to those that they must answer differently. `meaning` holds readings of the goal and of
    tags; what has none is compared by its words.
    """

    id: str
    person: str
    wants: int = 1
    languages: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    topics: tuple[str, ...] = ()
    goal: str = ""
    goal_kind: str = ""
    seniority: int | None = None
    department: str = ""
    manager: str | None = None
    alike: Answers = frozenset()
    apart: Answers = frozenset()
    meaning: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class MentorTraits:
    """Somebody who gives `capacity` places; the fields as for a mentee.

    `expertise` and `areas` are tags that are read against the mentee's goal; `focus_kinds` are the kinds of
    goal the mentor likes to help with.
    """

    id: str
    person: str
    capacity: int = 1
    languages: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    topics: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    focus_kinds: frozenset[str] = frozenset()
    seniority: int | None = None
    department: str = ""
    manager: str | None = None
    alike: Answers = frozenset()
    apart: Answers = frozenset()
    meaning: tuple[Reading, ...] = ()
