"""What is said about a criterion of two people: what they share or how they differ, as plain words and numbers."""

from collections.abc import Callable

from matching.engine.criteria import Criterion, field_kind
from matching.engine.relations import by_meaning, folded, said
from matching.engine.text import Vocabulary
from matching.engine.touching import near_tags, touched_tags
from matching.engine.traits import MenteeTraits, MentorTraits

Told = tuple[str, ...]


def evidence(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, vocabulary: Vocabulary) -> Told:
    """Only asked where both sides answered.

    Nothing of an answer to one of the program's own questions: those are kept encrypted, and what is said here is
    stored with the pair.
    """
    if one.question:
        return ()
    how = _EVIDENCE.get(one.relation)
    return how(one, mentee, mentor, vocabulary) if how else ()


def _shared(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, vocabulary: Vocabulary) -> Told:
    """In the mentee's spelling; then what is near in meaning only, in the mentor's."""
    words = "words" in {field_kind(one.mentee, "mentee"), field_kind(one.mentor, "mentor")}
    key = vocabulary.key if words else folded
    theirs = {key(value) for value in said(mentor, one.mentor)}
    common = {key(value): value for value in reversed(said(mentee, one.mentee))}
    shared = tuple(sorted(value for at, value in common.items() if at in theirs))
    if not by_meaning(one):
        return shared
    wanted, offered = tuple(said(mentee, one.mentee)), tuple(said(mentor, one.mentor))
    return (*shared, *near_tags(mentee, mentor, wanted, offered, vocabulary))


def _mentors(one: Criterion, _mentee: MenteeTraits, mentor: MentorTraits, _vocabulary: Vocabulary) -> Told:
    return tuple(said(mentor, one.mentor))


def _shared_hours(_one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, _words: Vocabulary) -> Told:
    return (str(len(mentee.hours & mentor.hours)),)


def _gap(one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, _words: Vocabulary) -> Told:
    """How much the mentor is above; of zones, how many whole hours they are apart."""
    left, right = (
        getattr(person, name) or 0 for person, name in ((mentee, one.mentee), (mentor, one.mentor))
    )
    if one.mentee == "zone":
        minutes = abs(right - left) % (24 * 60)
        return (str(min(minutes, 24 * 60 - minutes) // 60),)
    return (str(right - left),)


def _touched(_one: Criterion, mentee: MenteeTraits, mentor: MentorTraits, vocabulary: Vocabulary) -> Told:
    return touched_tags(mentee, mentor, vocabulary)


_EVIDENCE: dict[str, Callable[[Criterion, MenteeTraits, MentorTraits, Vocabulary], Told]] = {
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
