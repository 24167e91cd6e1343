"""What is said about a criterion of two people: what they share or how they differ, as plain words and numbers."""

from collections.abc import Callable

from matching.engine.criteria import Criterion, field_kind
from matching.engine.likeness import Likeness
from matching.engine.relations import by_meaning, folded, said
from matching.engine.traits import MenteeTraits, MentorTraits

Told = tuple[str, ...]


def evidence(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, likeness: Likeness) -> Told:
    """Only asked where both sides answered.

    Nothing of an answer to one of the program's own questions: those are kept encrypted, and what is said here is
    stored with the pair.
    """
    if one.question:
        return ()
    how = _EVIDENCE.get(one.relation)
    return how(one, mentee, mentor, likeness) if how else ()


def _shared(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, likeness: Likeness) -> Told:
    """In the mentee's spelling; then what is near in meaning only, in the mentor's."""
    words = "words" in {field_kind(one.mentee, "mentee"), field_kind(one.mentor, "mentor")}
    key = likeness.vocabulary.key if words else folded
    theirs = {key(value) for value in said(mentor, one.mentor)}
    common = {key(value): value for value in reversed(said(mentee, one.mentee))}
    shared = tuple(sorted(value for at, value in common.items() if at in theirs))
    if not by_meaning(one):
        return shared
    wanted, offered = tuple(said(mentee, one.mentee)), tuple(said(mentor, one.mentor))
    return (*shared, *likeness.near(wanted, offered))


def _mentors(one: Criterion, _mentee: MenteeTraits, mentor: MentorTraits, _likeness: Likeness) -> Told:
    return tuple(said(mentor, one.mentor))


def _shared_hours(_one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, _likeness: Likeness) -> Told:
    return (str(len(mentee.hours & mentor.hours)),)


def _gap(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, _likeness: Likeness) -> Told:
    """How much the mentor is above; of zones, how many whole hours they are apart."""
    left, right = (
        getattr(person, name) or 0 for person, name in ((mentee, one.mentee), (mentor, one.mentor))
    )
    if one.mentee == "zone":
        minutes = abs(right - left) % (24 * 60)
        return (str(min(minutes, 24 * 60 - minutes) // 60),)
    return (str(right - left),)


def _touched(_one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, likeness: Likeness) -> Told:
    return likeness.touched(mentee, mentor)


_EVIDENCE: dict[str, Callable[[Criterion, MenteeTraits, MentorTraits, Likeness], Told]] = {
    "same": _shared,
    "different": _mentors,
    "overlap": _shared,
    "wants_offers": _shared,
    "has_done": _shared,
    "shared_hours": _shared_hours,
    "more": _gap,
    "within": _gap,
    "touches": _touched,
    "from": _mentors,
}
