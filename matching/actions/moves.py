"""Every change of a draft by hand is kept, with its reason; and the last one of a coordinator can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils.translation import gettext as _

from matching.actions.pairing import changed_words, leave, lock_people, scored, still_open
from matching.models import Draft, Leftover, Move, Proposal, Publication
from matching.queries.history import last_of
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict

Kind = Move.Kind


@dataclass(frozen=True)
class Changed:
    """One pair of a press: whom it had, whom it has, what it held, and the version it has now."""

    pair: str
    mentee: int
    version: int
    mentor_before: int | None
    mentor_after: int | None
    before: dict[str, Any]


def before_of(pair: Proposal) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in ("score", "points", "locked", "by_hand")}


def changed(pair: Proposal, *, to: int | None) -> Changed:
    """Of a pair as it was; `to` is the mentor it has afterwards."""
    return Changed(pair.code, pair.mentee_id, pair.version + 1, pair.mentor_id, to, before_of(pair))


def record(*, draft: Draft, kind: str, rows: Sequence[Changed], by: User | None, reason: str = "") -> None:
    """One press. The caller holds the cohort's turn."""
    last = Move.objects.filter(draft=draft).aggregate(last=Max("step"))["last"] or 0
    Move.objects.bulk_create(
        Move(
            draft=draft,
            step=last + 1,
            kind=kind,
            reason=reason,
            pair=row.pair,
            version=row.version,
            mentee_id=row.mentee,
            mentor_before_id=row.mentor_before,
            mentor_after_id=row.mentor_after,
            before=row.before,
            by=by,
            at=clock.now(),
        )
        for row in rows
    )


@transaction.atomic
def undo_last(*, draft: Draft, by: User) -> list[Move]:
    """What this coordinator did last in this draft is as it was, unless somebody changed the same pair since."""
    still_open(draft)
    last = last_of(draft, by)
    if last is None:
        raise Conflict(_("There is nothing of yours to undo in this draft."))
    people = ("mentee__person", "mentor_before__person", "mentor_after__person")
    rows = list(Move.objects.filter(draft=draft, step=last.step, undone=False).select_related(*people))
    lock_people(
        *{pk for row in rows for pk in (row.mentee_id, row.mentor_before_id, row.mentor_after_id) if pk}
    )
    pairs = {pair.code: pair for pair in draft.proposals.filter(code__in=[row.pair for row in rows])}
    for row in rows:
        _refuse_changed(draft, row, pairs.get(row.pair))
    for row in rows:
        _back(draft, row, list(pairs.values()), by)
    Move.objects.filter(pk__in=[row.pk for row in rows]).update(undone=True)
    return rows


def carry_over(publication: Publication) -> None:
    """Its pairs are about to be proposals again: what was done to them before can be undone again.

    They have passed two versions meanwhile in which nobody changed them: published, and taken back.
    """
    was = publication.proposals.filter(code=OuterRef("pair"), version=OuterRef("version") + 1)
    moves = Move.objects.filter(Exists(was), draft=publication.draft, undone=False)
    moves.update(version=F("version") + 2)


def _refuse_changed(draft: Draft, row: Move, pair: Proposal | None) -> None:
    gone = row.kind == Kind.UNPAIRED
    if (pair is not None) == gone or (pair and (pair.version != row.version or pair.publication_id)):
        raise Conflict(changed_words(draft, row.pair))


def _back(draft: Draft, row: Move, leaving: Sequence[Proposal], by: User) -> None:
    mine = draft.proposals.filter(code=row.pair)
    if row.kind == Kind.PAIRED:
        mine.delete()
    elif row.kind == Kind.UNPAIRED:
        _refuse_impossible(draft, row, (), by)
        version = row.version + 1
        facts = {"mentor_id": row.mentor_before_id, "mentee_id": row.mentee_id, "version": version}
        Proposal.objects.create(draft=draft, code=row.pair, **facts, **row.before)
    else:
        if row.mentor_before_id != row.mentor_after_id:
            _refuse_impossible(draft, row, leaving, by)
        mine.update(mentor_id=row.mentor_before_id, version=F("version") + 1, **row.before)
    paired = draft.proposals.filter(code=row.pair).values_list("mentor", "mentee")
    Leftover.objects.filter(draft=draft, enrolment__in=[pk for both in paired for pk in both]).delete()
    leave(draft, [pk for pk in (row.mentee_id, row.mentor_before_id, row.mentor_after_id) if pk])
    _follow(draft, row)


def _refuse_impossible(draft: Draft, row: Move, leaving: Sequence[Proposal], by: User) -> None:
    """The place may have been given away since. What the pair scored then is put back as it was."""
    if row.mentor_before is not None:
        scored(draft, row.mentee, row.mentor_before, leaving=leaving, by=by)


def _follow(draft: Draft, row: Move) -> None:
    """The change before this one can be undone next: its pair has a new version now."""
    earlier = Move.objects.filter(draft=draft, pair=row.pair, undone=False, step__lt=row.step).last()
    version = draft.proposals.filter(code=row.pair).values_list("version", flat=True).first()
    if earlier is not None and version is not None:
        Move.objects.filter(pk=earlier.pk).update(version=version)
