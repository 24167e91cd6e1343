"""Vectors of goals and tags: made off the request, written in one go, dropped with their text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db import models, transaction

from matching.engine.meaning import pack
from matching.queries.meaning import Due, due, marks_in_use, reading_people, said
from mentorship.work import encoder, queue
from mentorship.work.aside import aside
from mentorship.work.encoder import Encode
from programs.models import Enrolment, GoalMeaning, TagMeaning

BATCH = 500
# Hears how many of how many texts are done.
Told = Callable[[int, int], None]
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Understood:
    """What was encoded and waits to be written."""

    goals: list[GoalMeaning]
    tags: list[TagMeaning]


def understand(cohort_id: int = 0, told: Told = lambda *_: None) -> Understood:
    """The vectors of everything that is due one; of all cohorts without an id. Loads the encoder, writes nothing.

    With the encoder off or absent nothing is due: texts are compared by their words.
    """
    if not encoder.version():
        return Understood([], [])
    waiting = due(cohort_id)
    if not waiting:
        return Understood([], [])
    with encoder.loaded() as encode:
        return aside(partial(_encoded, waiting, encode, told))


def _encoded(waiting: Due, encode: Encode, told: Told) -> Understood:
    name, found = encoder.version(), Understood([], [])
    for pk, goal, mark in waiting.goals:
        told(len(found.goals), len(waiting))
        found.goals.append(GoalMeaning(enrolment_id=pk, encoder=name, mark=mark, vector=pack([encode(goal)])))
    for mark, pieces in waiting.tags.items():
        told(len(found.goals) + len(found.tags), len(waiting))
        found.tags.append(TagMeaning(mark=mark, encoder=name, vector=tag_vector(pieces, encode)))
    return found


def tag_vector(pieces: tuple[str, ...], encode: Encode) -> bytes:
    """Of a tag that has more to it than its name: the whole of it, and the middle of its pieces."""
    if len(pieces) == 1:
        return pack([encode(pieces[0])])
    each = [encode(piece) for piece in pieces]
    return pack([encode(said(pieces)), sum(each[1:], start=each[0])])


@transaction.atomic
def keep(found: Understood) -> None:
    """What was encoded, unless its place is gone meanwhile. A text that changed meanwhile no longer fits its mark."""
    here = set(
        Enrolment.objects.filter(pk__in=[one.enrolment_id for one in found.goals]).values_list(
            "pk", flat=True
        )
        if len(found.goals) <= BATCH
        else Enrolment.objects.values_list("pk", flat=True)
    )
    _upsert(GoalMeaning, [one for one in found.goals if one.enrolment_id in here], "enrolment")
    _upsert(TagMeaning, found.tags, "mark")


def _upsert(model: type[Row], rows: list[Row], unique: str) -> None:
    fields = ["encoder", "vector"] if unique == "mark" else ["encoder", "mark", "vector"]
    model._default_manager.bulk_create(  # noqa: SLF001 - Django documents it as public
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=[unique], update_fields=fields
    )


@transaction.atomic
def drop_what_fits_no_text() -> int:
    """Vectors of texts that nobody's place holds any more, and those of an encoder before this one."""
    name, gone = encoder.version(), 0
    people = reading_people().exclude(goal="")
    gone += GoalMeaning.objects.exclude(enrolment__in=people, encoder=name).delete()[0]
    if name:
        used = marks_in_use()
        kept = TagMeaning.objects.values_list("mark", flat=True)
        marks = [mark for mark in kept if mark not in used]
        for start in range(0, len(marks), BATCH):
            gone += TagMeaning.objects.filter(mark__in=marks[start : start + BATCH]).delete()[0]
    return gone


@transaction.atomic
def forget() -> int:
    """All vectors; until they are made again the words decide."""
    return GoalMeaning.objects.all().delete()[0] + TagMeaning.objects.all().delete()[0]


def queue_everything() -> None:
    """Nightly: drops what fits nothing, and has the rest of the night see to what no action asked for."""
    drop_what_fits_no_text()
    if encoder.version():
        queue.add("meaning", subject_id=0, by=None)
