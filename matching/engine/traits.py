"""What the scoring knows about people and about pairs: plain values, filled by whoever loads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.engine.meaning import Reading

# (question, answer): several of one question where several could be chosen.
Answers = frozenset[tuple[str, str]]
# (mentee id, mentor id)
PairKey = tuple[str, str]


@dataclass(frozen=True)
class MenteeTraits:
    """Somebody who looks for up to `wants` mentors.

    `id` names the enrolment and comes back in the pairs; `person` and `manager` are keys of people, so that
    nobody meets themselves or their own line manager. `hours` are UTC hours of the week in which the person
    is free, 0 = Monday 00:00 to 167; `zone` is how many minutes the person's clocks are ahead of UTC.
    `seniority` is a level: one more is one step up. `answers` are those to the program's own questions, and
    only to questions that may count. Whatever is empty or None was not answered. `meaning` holds readings of the goal
    and of tags; what has none is compared by its words.
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
    zone: int | None = None
    answers: Answers = frozenset()
    meaning: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class MentorTraits:
    """Somebody who gives `capacity` places; the fields as for a mentee.

    `expertise` and `areas` are tags that are read against the mentee's goal; `focus_kinds` are the kinds of
    goal the mentor likes to help with, `done` those the mentor has been through; `origin` is where the mentor comes
    from.
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
    done: frozenset[str] = frozenset()
    seniority: int | None = None
    department: str = ""
    manager: str | None = None
    zone: int | None = None
    origin: str = ""
    answers: Answers = frozenset()
    meaning: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Between:
    """What is known of pairs rather than of people, by (mentee id, mentor id).

    `taken` already meet. `excluded` a coordinator keeps apart. `blocked` must not meet and nobody is told why:
    what one of the two asked in confidence, and what ended badly. A blocked pair is in no count and has no name.
    `wished` holds the ranks two people gave each other, mentee's first, 1 the dearest, 0 none. `waited` names
    the mentees who were left over in the last round.
    """

    taken: frozenset[PairKey] = frozenset()
    excluded: frozenset[PairKey] = frozenset()
    blocked: frozenset[PairKey] = frozenset()
    wished: Mapping[PairKey, tuple[int, int]] = field(default_factory=dict)
    waited: frozenset[str] = frozenset()


NOTHING_BETWEEN = Between()
