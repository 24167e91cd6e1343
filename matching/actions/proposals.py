"""Changing a draft by hand. Every change names the version it saw: who was second gets 409 on that pair only."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from matching.actions.moves import Changed, Kind, changed, record
from matching.actions.pairing import changed_words, held, leave, lock_people, scored, still_open
from matching.models import Draft, Leftover, Proposal
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.actions.mentorships import refuse_own
from programs.models import Enrolment


@transaction.atomic
def set_lock(*, draft: Draft, code: str, version: int, locked: bool, by: User | None = None) -> None:
    """A locked pair stays when matching runs again. Locking what is locked already is no conflict."""
    still_open(draft)
    mine = draft.proposals.filter(code=code, publication=None)
    was = mine.filter(version=version).select_related("mentor__person", "mentee__person").first()
    if was and locked:
        refuse_own(was.mentor, was.mentee, by=by)
    won = mine.filter(version=version).update(locked=locked, version=F("version") + 1)
    if was and won:
        kind = Kind.LOCKED if locked else Kind.UNLOCKED
        record(draft=draft, kind=kind, rows=[changed(was, to=was.mentor_id)], by=by)
    elif not mine.filter(locked=locked).exists():
        raise Conflict(changed_words(draft, code))


@transaction.atomic
def move_mentee(
    *, draft: Draft, code: str, version: int, mentor: Enrolment, by: User, reason: str = ""
) -> Proposal:
    """The mentee of a pair gets another mentor. The new pair is scored by the engine and locked."""
    still_open(draft)
    proposal = held(draft, code, version)
    if proposal.mentor_id == mentor.pk:
        raise Refusal(_("These two are a pair already."), field="mentor")
    score, points = scored(draft, proposal.mentee, mentor, leaving=[proposal], by=by)
    left = proposal.mentor_id
    record(draft=draft, kind=Kind.MOVED, rows=[changed(proposal, to=mentor.pk)], by=by, reason=reason)
    draft.proposals.filter(pk=proposal.pk).update(  # 1 the pair
        mentor=mentor, score=score, points=points, by_hand=True, locked=True, version=F("version") + 1
    )
    Leftover.objects.filter(draft=draft, enrolment=mentor).delete()  # 2 the new mentor has somebody
    leave(draft, [left])  # 3 the old one perhaps nobody
    audit.record("proposal.moved", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def swap_mentees(
    *, draft: Draft, pairs: tuple[tuple[str, int], tuple[str, int]], by: User, reason: str = ""
) -> None:
    """Two pairs, by code and version, exchange their mentors: both are scored anew and locked, or neither."""
    still_open(draft)
    concerned = draft.proposals.filter(code__in=[code for code, _version in pairs])
    lock_people(*(pk for ids in concerned.values_list("mentor_id", "mentee_id") for pk in ids))
    one, two = (held(draft, code, version) for code, version in pairs)
    if one.mentor_id == two.mentor_id or one.mentee_id == two.mentee_id:
        raise Refusal(_("These two pairs share somebody: there is nothing to swap."), field="swap")
    found = [
        (pair, mentor, *scored(draft, pair.mentee, mentor, leaving=[one, two], by=by))
        for pair, mentor in ((one, two.mentor), (two, one.mentor))
    ]
    rows = [changed(pair, to=mentor.pk) for pair, mentor, _score, _points in found]
    record(draft=draft, kind=Kind.SWAPPED, rows=rows, by=by, reason=reason)
    for pair, mentor, score, points in found:
        draft.proposals.filter(pk=pair.pk).update(
            mentor=mentor, score=score, points=points, by_hand=True, locked=True, version=F("version") + 1
        )
        audit.record("proposal.moved", target=pair, by=by, organisation=draft.cohort.program.organisation)


@transaction.atomic
def propose(*, draft: Draft, mentee: Enrolment, mentor: Enrolment, by: User, reason: str = "") -> Proposal:
    """Somebody without a pair gets one by hand, scored by the engine and locked."""
    still_open(draft)
    lock_people(mentee.pk, mentor.pk)
    score, points = scored(draft, mentee, mentor, leaving=[], by=by)
    proposal = Proposal.objects.create(  # 1 the pair
        draft=draft, mentor=mentor, mentee=mentee, score=score, points=points, by_hand=True, locked=True
    )
    Leftover.objects.filter(draft=draft, enrolment__in=[mentor, mentee]).delete()  # 2 neither is left
    row = Changed(proposal.code, mentee.pk, proposal.version, None, mentor.pk, {})
    record(draft=draft, kind=Kind.PAIRED, rows=[row], by=by, reason=reason)
    audit.record("proposal.made", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    return proposal


@transaction.atomic
def unpair(*, draft: Draft, code: str, version: int, by: User) -> Proposal:
    """Take a pair apart; answers what it was. Whoever has nobody now is listed as left over."""
    still_open(draft)
    proposal = held(draft, code, version)
    audit.record("proposal.unpaired", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    record(draft=draft, kind=Kind.UNPAIRED, rows=[changed(proposal, to=None)], by=by)
    draft.proposals.filter(pk=proposal.pk).delete()
    leave(draft, [proposal.mentor_id, proposal.mentee_id])
    return proposal


@transaction.atomic
def release_withdrawn(*, enrolment: Enrolment) -> None:
    """Somebody withdrew: their pairs stay visible on open boards, marked, but no lock keeps them.

    Their version moves on, so that a page loaded before cannot lock or move them without having seen it.
    """
    pairs = Proposal.objects.filter(Q(mentor=enrolment) | Q(mentee=enrolment), draft__state=Draft.State.OPEN)
    pairs.update(locked=False, version=F("version") + 1)
    Leftover.objects.filter(enrolment=enrolment, draft__state=Draft.State.OPEN).delete()
