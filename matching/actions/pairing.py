"""What every change of a draft by hand asks first: is it still open, is the pair still the one the page showed, can
these two be one at all. Lock order: cohort, enrolments by id, draft, proposals.
"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.engine import Impossible
from matching.models import Draft, Leftover, Move, Proposal
from matching.queries.between import live_pairs
from matching.queries.changes import closed_words
from matching.queries.criteria import rules_of_draft
from matching.queries.history import staff_names
from matching.queries.points import points_of
from matching.queries.pool import Pool, load_pool
from matching.queries.rule_words import refusal_of
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import refuse_own
from programs.models import Enrolment
from programs.models.enrolments import Role


def still_open(draft: Draft) -> None:
    """Take the cohort's turn, then look: a draft that was published or closed is not changed any more."""
    lock_cohort(draft.cohort)
    draft.refresh_from_db(fields=["state"])
    if draft.state != Draft.State.OPEN:
        raise Conflict(closed_words(draft))


def held(draft: Draft, code: str, version: int) -> Proposal:
    """The pair as the page showed it, with its people locked in the order of their ids."""
    seen = draft.proposals.filter(code=code, version=version, publication=None)
    people = seen.values_list("mentor_id", "mentee_id").first()
    if people is None:
        raise Conflict(changed_words(draft, code))
    lock_people(*people)
    found = seen.select_related("mentor__person", "mentee__person").select_for_update(of=("self",)).first()
    if found is None:
        raise Conflict(changed_words(draft, code))
    return found


def lock_people(*pks: int) -> None:
    list(Enrolment.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def scored(
    draft: Draft, mentee: Enrolment, mentor: Enrolment, *, leaving: Sequence[Proposal], by: User | None
) -> tuple[int, list[list[object]]]:
    """Score and points of a pair made by hand; refuses one’s own, then what cannot be, naming the reason."""
    refuse_own(mentor, mentee, by=by)
    pool = load_pool(draft.cohort)
    for place in (mentee, mentor):
        if place.state != Enrolment.State.ACCEPTED:
            raise Conflict(_("%(name)s is not taking part any more.") % {"name": place.person.shown_name})
    if (mentee.code, mentor.code) in live_pairs(draft.cohort):
        raise Conflict(_("These two already have a mentorship in this cohort."))
    others = draft.proposals.filter(publication=None).exclude(pk__in=[pair.pk for pair in leaving])
    if others.filter(mentor=mentor, mentee=mentee).exists():
        raise Conflict(_("These two are a pair in this draft already."))
    _refuse_full(pool, mentor, others.filter(mentor=mentor).count())
    _refuse_full(pool, mentee, others.filter(mentee=mentee).count())
    return _points(pool, draft, mentee, mentor)


def leave(draft: Draft, pks: Sequence[int]) -> None:
    """A row for each of these who takes part and has no pair in the draft any more."""
    busy = draft.proposals.filter(Q(mentor__in=pks) | Q(mentee__in=pks)).values_list("mentor_id", "mentee_id")
    paired = {pk for pair in busy for pk in pair}
    free = Enrolment.objects.accepted().filter(pk__in=pks).exclude(pk__in=paired)
    Leftover.objects.bulk_create(
        [Leftover(draft=draft, enrolment=place, reason={"kind": "unpaired"}) for place in free],
        ignore_conflicts=True,
    )


def changed_words(draft: Draft, code: str) -> str:
    """Who changed this pair and how, for whoever saw it as it was before."""
    last = Move.objects.filter(draft=draft, pair=code, undone=False).select_related("by").last()
    if last is None or last.by is None:
        return _("Somebody changed this pair a moment ago. Here is how it stands now.")
    names = staff_names([last.by], draft.cohort.program.organisation)
    facts = {"who": names[last.by.pk], "what": last.get_kind_display()}
    words = _(
        "%(who)s changed this pair a moment ago (%(what)s). Here is how it stands; your change was not made."
    )
    return words % facts


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
    table = pool.only(mentee.code, mentor.code).score(rules_of_draft(draft))
    found = table.pair(mentee.code, mentor.code)
    if isinstance(found, Impossible):
        raise Refusal(refusal_of(found.rule, table.rules), field="mentor")
    points = points_of(table, mentee.code, mentor.code)
    return sum(row[3] for row in points), points
