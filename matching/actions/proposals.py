"""Changing a draft by hand. Every change names the version it saw: who was second gets 409 on that pair only."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.engine.criteria import RULES
from matching.models import Draft, Leftover, Proposal
from matching.queries.points import points_of
from matching.queries.pool import Pool, live_pairs, load_pool
from matching.queries.sentences import RULE_SENTENCES
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.models import Enrolment
from programs.models.enrolments import Role


@transaction.atomic
def set_lock(*, draft: Draft, code: str, version: int, locked: bool) -> None:
    """A locked pair stays when matching runs again. Locking what is locked already is no conflict."""
    _still_open(draft)
    mine = draft.proposals.filter(code=code)
    won = mine.filter(version=version).update(locked=locked, version=F("version") + 1)
    if not won and not mine.filter(locked=locked).exists():
        raise Conflict(_changed_meanwhile())


@transaction.atomic
def move_mentee(*, draft: Draft, code: str, version: int, mentor: Enrolment, by: User) -> Proposal:
    """The mentee of a pair gets another mentor. The new pair is scored by the engine and locked."""
    _still_open(draft)
    proposal = _held(draft, code, version)
    if proposal.mentor_id == mentor.pk:
        raise Refusal(_("These two are a pair already."), field="mentor")
    score, points = _scored(draft, proposal.mentee, mentor, leaving=[proposal])
    left = proposal.mentor_id
    draft.proposals.filter(pk=proposal.pk).update(  # 1 the pair
        mentor=mentor, score=score, points=points, by_hand=True, locked=True, version=F("version") + 1
    )
    Leftover.objects.filter(draft=draft, enrolment=mentor).delete()  # 2 the new mentor has somebody
    _leave(draft, [left])  # 3 the old one perhaps nobody
    audit.record("proposal.moved", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def swap_mentees(*, draft: Draft, pairs: tuple[tuple[str, int], tuple[str, int]], by: User) -> None:
    """Two pairs, by code and version, exchange their mentors: both are scored anew and locked, or neither."""
    _still_open(draft)
    concerned = draft.proposals.filter(code__in=[code for code, _version in pairs])
    _lock_people(*(pk for ids in concerned.values_list("mentor_id", "mentee_id") for pk in ids))
    one, two = (_held(draft, code, version) for code, version in pairs)
    if one.mentor_id == two.mentor_id or one.mentee_id == two.mentee_id:
        raise Refusal(_("These two pairs share somebody: there is nothing to swap."), field="swap")
    found = [
        (pair, mentor, *_scored(draft, pair.mentee, mentor, leaving=[one, two]))
        for pair, mentor in ((one, two.mentor), (two, one.mentor))
    ]
    for pair, mentor, score, points in found:
        draft.proposals.filter(pk=pair.pk).update(
            mentor=mentor, score=score, points=points, by_hand=True, locked=True, version=F("version") + 1
        )
        audit.record("proposal.moved", target=pair, by=by, organisation=draft.cohort.program.organisation)


@transaction.atomic
def propose(*, draft: Draft, mentee: Enrolment, mentor: Enrolment, by: User) -> Proposal:
    """Somebody without a pair gets one by hand, scored by the engine and locked."""
    _still_open(draft)
    _lock_people(mentee.pk, mentor.pk)
    score, points = _scored(draft, mentee, mentor, leaving=[])
    proposal = Proposal.objects.create(  # 1 the pair
        draft=draft, mentor=mentor, mentee=mentee, score=score, points=points, by_hand=True, locked=True
    )
    Leftover.objects.filter(draft=draft, enrolment__in=[mentor, mentee]).delete()  # 2 neither is left
    audit.record("proposal.made", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    return proposal


@transaction.atomic
def unpair(*, draft: Draft, code: str, version: int, by: User) -> Proposal:
    """Take a pair apart; answers what it was. Whoever has nobody now is listed as left over."""
    _still_open(draft)
    proposal = _held(draft, code, version)
    audit.record("proposal.unpaired", target=proposal, by=by, organisation=draft.cohort.program.organisation)
    draft.proposals.filter(pk=proposal.pk).delete()
    _leave(draft, [proposal.mentor_id, proposal.mentee_id])
    return proposal


@transaction.atomic
def release_withdrawn(*, enrolment: Enrolment) -> None:
    """Somebody withdrew: their pairs stay visible on open boards, marked, but no lock keeps them.

    Their version moves on, so that a page loaded before cannot lock or move them without having seen it.
    """
    pairs = Proposal.objects.filter(Q(mentor=enrolment) | Q(mentee=enrolment), draft__state=Draft.State.OPEN)
    pairs.update(locked=False, version=F("version") + 1)
    Leftover.objects.filter(enrolment=enrolment, draft__state=Draft.State.OPEN).delete()


def _still_open(draft: Draft) -> None:
    """Take the cohort's turn, then look: a draft that was published or replaced is not changed any more."""
    lock_cohort(draft.cohort)
    draft.refresh_from_db(fields=["state"])
    if draft.state != Draft.State.OPEN:
        raise Conflict(closed_words(draft))


def _held(draft: Draft, code: str, version: int) -> Proposal:
    """The pair as the page showed it, with its people locked in the order of their ids."""
    seen = draft.proposals.filter(code=code, version=version)
    people = seen.values_list("mentor_id", "mentee_id").first()
    if people is None:
        raise Conflict(_changed_meanwhile())
    _lock_people(*people)
    found = seen.select_related("mentor__person", "mentee__person").select_for_update(of=("self",)).first()
    if found is None:
        raise Conflict(_changed_meanwhile())
    return found


def _lock_people(*pks: int) -> None:
    list(Enrolment.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _scored(
    draft: Draft, mentee: Enrolment, mentor: Enrolment, *, leaving: list[Proposal]
) -> tuple[int, list[list[object]]]:
    """Score and points of a pair made by hand; refuses what cannot be, naming the reason."""
    pool = load_pool(draft.cohort)
    for place in (mentee, mentor):
        if place.state != Enrolment.State.ACCEPTED:
            raise Conflict(_("%(name)s is not taking part any more.") % {"name": place.person.shown_name})
    if (mentee.code, mentor.code) in live_pairs(draft.cohort):
        raise Conflict(_("These two already have a mentorship in this cohort."))
    others = draft.proposals.exclude(pk__in=[pair.pk for pair in leaving])
    if others.filter(mentor=mentor, mentee=mentee).exists():
        raise Conflict(_("These two are a pair in this draft already."))
    _refuse_full(pool, mentor, others.filter(mentor=mentor).count())
    _refuse_full(pool, mentee, others.filter(mentee=mentee).count())
    return _points(pool, draft, mentee, mentor)


def _refuse_full(pool: Pool, place: Enrolment, drafted: int) -> None:
    sides = pool.mentors if place.role == Role.MENTOR else pool.mentees
    room = {one.id: getattr(one, "capacity", 0) or getattr(one, "wants", 0) for one in sides}
    if drafted < room.get(place.code, 0):
        return
    words = (
        _("%(name)s has no place left.")
        if place.role == Role.MENTOR
        else _("%(name)s has as many mentors as they want.")
    )
    raise Conflict(words % {"name": place.person.shown_name}, field="mentor")


def _points(pool: Pool, draft: Draft, mentee: Enrolment, mentor: Enrolment) -> tuple[int, list[list[object]]]:
    table = pool.only(mentee.code, mentor.code).score(draft.weights)
    broken = int(table.broken[0, 0])
    if broken:
        rule = next(rule for bit, rule in enumerate(RULES) if broken >> bit & 1)
        raise Refusal(RULE_SENTENCES[rule], field="mentor")
    points = points_of(table, mentee.code, mentor.code)
    return sum(row[3] for row in points), points


def _leave(draft: Draft, pks: list[int]) -> None:
    """A row for each of these who takes part and has no pair in the draft any more."""
    busy = draft.proposals.filter(Q(mentor__in=pks) | Q(mentee__in=pks)).values_list("mentor_id", "mentee_id")
    paired = {pk for pair in busy for pk in pair}
    free = Enrolment.objects.accepted().filter(pk__in=pks).exclude(pk__in=paired)
    Leftover.objects.bulk_create(
        [Leftover(draft=draft, enrolment=place, reason={"kind": "unpaired"}) for place in free],
        ignore_conflicts=True,
    )


def _changed_meanwhile() -> str:
    return _("Somebody changed this pair a moment ago. Here is how it stands now.")
