"""Publishing a draft: every pair becomes a mentorship, or nothing does, and only once; and taking that back in time."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.actions.drafts import lock_cohort
from matching.actions.moves import carry_over
from matching.actions.proposing import send_offers
from matching.models import Draft, Proposal, Publication
from matching.queries.audit import audit_of
from matching.queries.between import live_pairs
from matching.queries.changes import PairNow, closed_words, pairs_now
from matching.queries.publication import is_strong
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.lib.statistics import renew_statistics
from mentorship.notifications import ledger
from programs.actions import audit
from programs.actions.mentorships import NotAll, start_mentorships
from programs.actions.taking_back import take_back
from programs.models import Enrolment, Member, Mentorship

HOLD = timedelta(minutes=10)


@transaction.atomic
def publish(*, draft: Draft, by: User | None, strong: bool = False, pairs: int | None = None) -> Draft:
    """Start every pair of the draft and tell everybody, the people without a pair too, in ten minutes. Where both say
    yes first, the two of each pair are asked instead, at once: an offer is taken back on its own page.

    With `strong` only the strong ones, and the draft stays open for the rest; `pairs` is how many the page said it
    would be. Whoever presses second gets the published draft, and nobody is told twice. A pair that cannot start any
    more refuses the whole, by name, and nothing is marked.
    """
    people = _locked_in_order(draft)
    draft.refresh_from_db()
    if draft.state == Draft.State.PUBLISHED:  # 1 once
        return draft
    if draft.state != Draft.State.OPEN:
        raise Conflict(closed_words(draft))
    chosen = _chosen(draft, by, strong=strong, pairs=pairs)
    now = clock.now()
    both_say_yes = way_of(draft.cohort.program).both_say_yes
    until = now if both_say_yes else now + HOLD
    made = Publication.objects.create(draft=draft, whole=not strong, by=by, at=now, held_until=until)
    if both_say_yes:
        send_offers(draft=draft, pairs=chosen, by=by)  # 2 each pair is asked, and both hear of it
        _mark(made, chosen, [None] * len(chosen))
    else:
        started = _start_all(chosen, people, by)  # 2 the mentorships
        _mark(made, chosen, started)  # 3 what became of each pair
        _tell_matched(made, started)  # 4 "you're matched" to both of each pair
    if not strong:
        _tell_unmatched(made)  # 5 "what happens next" to whoever is left
        Draft.objects.filter(pk=draft.pk).update(
            state=Draft.State.PUBLISHED, published_by=by, published_at=now
        )
        Publication.objects.filter(pk=made.pk).update(audit=audit_of(draft))  # 6 counted once, as it is now
    others = Draft.objects.filter(cohort=draft.cohort).open().exclude(pk=draft.pk)
    others.update(state=Draft.State.DISCARDED, closed_by=draft)  # 7 the drafts beside it
    verb = "draft.strong_published" if strong else "draft.published"
    audit.record(verb, target=draft, by=by, organisation=draft.cohort.program.organisation)
    renew_statistics(Mentorship, Member, Proposal, after=len(chosen))  # 8 for the pages that follow
    draft.refresh_from_db()
    return draft


@transaction.atomic
def undo(*, publication: Publication, by: User) -> Draft:
    """Within the ten minutes: mentorships, mails and lines of Today go, the drafts are open again.

    A second press changes nothing. All or nothing: refused when a mail has left or a pair has begun.
    """
    draft = publication.draft
    lock_cohort(draft.cohort)
    found = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if found.undone_at is not None:
        return draft
    if clock.now() >= found.held_until:
        raise Conflict(_("The ten minutes are over and the mails leave: this can’t be taken back any more."))
    pairs = found.proposals.filter(mentorship__isnull=False)
    started = list(pairs.values_list("mentorship_id", flat=True))
    if found.whole:  # 1 the mails to whoever was left
        left = draft.leftovers.values_list("enrolment_id", flat=True)
        ledger.take_back("unmatched", subject_ids=left, period=f"draft-{draft.number}")
    carry_over(found)
    found.proposals.update(
        mentorship=None, publication=None, version=F("version") + 1
    )  # 2 the pairs are proposals
    take_back(cohort=draft.cohort, mentorships=started, by=by)  # 3 the mentorships and their mails
    Publication.objects.filter(pk=found.pk).update(undone_at=clock.now(), undone_by=by, audit=[])
    if found.whole:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.State.OPEN, published_by=None, published_at=None)
    if not draft.publications.filter(undone_at=None).exists():  # 4 the drafts that were closed for it
        closed = Draft.objects.filter(closed_by=draft, state=Draft.State.DISCARDED)
        closed.update(state=Draft.State.OPEN, closed_by=None)
    audit.record("draft.taken_back", target=draft, by=by, organisation=draft.cohort.program.organisation)
    draft.refresh_from_db()
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


def _chosen(draft: Draft, by: User | None, *, strong: bool, pairs: int | None) -> list[PairNow]:
    """What is to be published, as it is now."""
    waiting = [pair for pair in pairs_now(draft, by) if not pair.published]
    chosen = [pair for pair in waiting if is_strong(pair)] if strong else waiting
    if not chosen:
        raise Conflict(_("There is no pair to publish in this draft."))
    if pairs is not None and pairs != len(chosen):
        words = _(
            "The draft changed meanwhile: it would be %(now)s pairs now, not %(said)s. Look at it again."
        )
        raise Conflict(words % {"now": len(chosen), "said": pairs})
    if problems := [pair.changed for pair in chosen if pair.changed]:
        raise Conflict(_nothing_published(problems))
    return chosen


def _start_all(chosen: Sequence[PairNow], people: dict[int, Enrolment], by: User | None) -> list[Mentorship]:
    pairs = [(people[pair.mentor.pk], people[pair.mentee.pk]) for pair in chosen]
    try:
        return start_mentorships(pairs=pairs, by=by)
    except NotAll as none:
        raise Conflict(_nothing_published(none.sentences)) from none


def _mark(made: Publication, chosen: Sequence[PairNow], started: Sequence[Mentorship | None]) -> None:
    rows = [
        Proposal(pk=pair.pk, publication=made, mentorship=mentorship, version=pair.version + 1)
        for pair, mentorship in zip(chosen, started, strict=True)
    ]
    Proposal.objects.bulk_update(rows, ["publication", "mentorship", "version"], batch_size=300)


def _nothing_published(problems: Sequence[str]) -> str:
    found = list(dict.fromkeys(problems))
    words = ngettext(
        "Nothing was published, because one pair changed: %(problems)s",
        "Nothing was published, because %(count)s pairs changed: %(problems)s",
        len(problems),
    )
    return words % {"count": len(problems), "problems": " ".join(found)}


def _tell_matched(made: Publication, started: Sequence[Mentorship]) -> None:
    members = Member.objects.filter(mentorship__in=started, enrolment__person__user__isnull=False)
    rows = members.values_list("pk", "enrolment__person__user")
    ledger.plan_all(ledger.Due("matched", pk, user, made.held_until, fast=True) for pk, user in rows)


def _tell_unmatched(made: Publication) -> None:
    """Whoever is left over and meets nobody. The draft's number tells one round from the next."""
    draft = made.draft
    meeting = {code for pair in live_pairs(draft.cohort) for code in pair}
    rows = draft.leftovers.filter(
        enrolment__state=Enrolment.State.ACCEPTED, enrolment__person__user__isnull=False
    ).values_list("enrolment_id", "enrolment__code", "enrolment__person__user")
    ledger.plan_all(
        ledger.Due("unmatched", pk, user, made.held_until, period=f"draft-{draft.number}", fast=True)
        for pk, code, user in rows
        if code not in meeting
    )
