"""Publishing a draft: every pair becomes a mentorship, or nothing does, and only once."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.actions.drafts import lock_cohort
from matching.actions.proposing import send_offers
from matching.models import Draft
from matching.queries.changes import PairNow, pairs_now
from matching.queries.pool import live_pairs
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.actions.mentorships import start_mentorship
from programs.models import Enrolment, Member, Mentorship


@transaction.atomic
def publish(*, draft: Draft, by: User | None) -> Draft:
    """Start every pair of the draft and tell everybody, the people without a pair too. Where both say yes first, the
    two of each pair are asked instead.

    Whoever presses second gets the published draft, and nobody is told twice. A pair that cannot start any
    more refuses the whole, by name, and nothing is marked.
    """
    people = _locked_in_order(draft)
    if not _won(draft, by):  # 1 once
        return draft
    if way_of(draft.cohort.program).both_say_yes:
        send_offers(draft=draft, pairs=_pairs(draft), by=by)  # 2 each pair is asked, and 3 both hear of it
    else:
        started = _start_all(draft, people, by)  # 2 the mentorships
        _tell_matched(started)  # 3 "you're matched" to both of each pair
    _tell_unmatched(draft)  # 4 "what happens next" to whoever is left
    audit.record("draft.published", target=draft, by=by, organisation=draft.cohort.program.organisation)
    return draft


def _locked_in_order(draft: Draft) -> dict[int, Enrolment]:
    """The cohort, then everybody concerned by id: the order every action that pairs people keeps."""
    lock_cohort(draft.cohort)
    pairs = draft.proposals.values_list("mentor_id", "mentee_id")
    wanted = {pk for pair in pairs for pk in pair} | set(
        draft.leftovers.values_list("enrolment_id", flat=True)
    )
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
    return {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")}


def _won(draft: Draft, by: User | None) -> bool:
    now = clock.now()
    mine = Draft.objects.filter(pk=draft.pk, state=Draft.State.OPEN).update(
        state=Draft.State.PUBLISHED, published_by=by, published_at=now
    )
    draft.refresh_from_db()
    if draft.state == Draft.State.DISCARDED:
        raise Conflict(_("Matching was run again meanwhile; this draft is no longer the board."))
    return bool(mine)


def _pairs(draft: Draft) -> list[PairNow]:
    """All of them, or a refusal that names what changed."""
    open_again = Draft(pk=draft.pk, cohort=draft.cohort, state=Draft.State.OPEN)
    pairs = pairs_now(open_again)
    if not pairs:
        raise Conflict(_("There is no pair to publish in this draft."))
    if problems := [pair.changed for pair in pairs if pair.changed]:
        raise Conflict(_nothing_published(problems))
    return pairs


def _start_all(draft: Draft, people: dict[int, Enrolment], by: User | None) -> list[Mentorship]:
    problems, started = [], []
    for pair in _pairs(draft):
        try:
            mentor, mentee = people[pair.mentor.pk], people[pair.mentee.pk]
            started.append(start_mentorship(mentor=mentor, mentee=mentee, by=by, announce=False))
        except Refusal as refusal:
            problems.append(refusal.sentence)
    if problems:
        raise Conflict(_nothing_published(problems))
    return started


def _nothing_published(problems: Sequence[str]) -> str:
    found = list(dict.fromkeys(problems))
    words = ngettext(
        "Nothing was published, because one pair changed: %(problems)s",
        "Nothing was published, because %(count)s pairs changed: %(problems)s",
        len(problems),
    )
    return words % {"count": len(problems), "problems": " ".join(found)}


def _tell_matched(started: list[Mentorship]) -> None:
    members = Member.objects.filter(mentorship__in=started, enrolment__person__user__isnull=False)
    rows = members.values_list("pk", "enrolment__person__user")
    ledger.plan_all(ledger.Due("matched", pk, user, clock.now(), fast=True) for pk, user in rows)


def _tell_unmatched(draft: Draft) -> None:
    """Whoever is left over and meets nobody. The draft's number tells one round from the next."""
    meeting = {code for pair in live_pairs(draft.cohort) for code in pair}
    rows = draft.leftovers.filter(
        enrolment__state=Enrolment.State.ACCEPTED, enrolment__person__user__isnull=False
    ).values_list("enrolment_id", "enrolment__code", "enrolment__person__user")
    ledger.plan_all(
        ledger.Due("unmatched", pk, user, clock.now(), period=f"draft-{draft.number}", fast=True)
        for pk, code, user in rows
        if code not in meeting
    )
