"""Starting and ending a mentorship. Lock order: cohort, then enrolments by id, then the mentorship."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import fresh_codes
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import events, policies
from programs.actions import audit
from programs.models import Enrolment, Member, Mentorship, Person, StaffRole
from programs.models.enrolments import Role
from programs.queries.vetoes import apart_among, are_apart

ALREADY = gettext_lazy("These two already have a mentorship in this cohort.")
# Says nothing of why: whom somebody never wants to be matched with is known to them alone.
APART = gettext_lazy("These two can’t be matched. Choose somebody else.")

Two = tuple[Enrolment, Enrolment]  # mentor and mentee


class NotAll(Conflict):
    """Of several mentorships none was started. `sentences` says why, one for each that cannot be."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.sentences = [refusal.sentence for refusal in refusals]
        super().__init__(" ".join(self.sentences))


@transaction.atomic
def start_mentorship(
    *,
    mentor: Enrolment,
    mentee: Enrolment,
    by: User | None,
    announce: bool = True,
    follows: Mentorship | None = None,
) -> Mentorship:
    """Pair two accepted people of a cohort. It is active at once; everything that follows is in `_start`.

    Never one’s own match: that is refused before anything is read that only the other, or a colleague, knows.

    `follows` is the mentorship it takes the place of, of which one of the two was a member.
    """
    pairs = _locked([(mentor, mentee)])
    refuse_own(*pairs[0], by=by)
    if refusals := _refusals(pairs):
        raise refusals[0]
    return _start(pairs, by, announce=announce, follows=follows)[0]


@transaction.atomic
def start_mentorships(*, pairs: Sequence[Two], by: User | None) -> list[Mentorship]:
    """As `start_mentorship` of each, without a mail; all of them, or none and NotAll is raised.

    The same number of statements for two pairs and for two thousand.
    """
    pairs = _locked(pairs)
    if refusals := _refusals(pairs):
        raise NotAll(refusals)
    return _start(pairs, by, announce=False)


def _start(
    pairs: Sequence[Two], by: User | None, *, announce: bool, follows: Mentorship | None = None
) -> list[Mentorship]:
    started = _create(pairs, follows)  # 1 the rows
    if announce:
        tell_matched(started)  # 2 "you're matched" to each
    organisation = pairs[0][0].cohort.program.organisation
    audit.record_all("mentorship.started", targets=started, by=by, organisation=organisation)  # 3 that it was
    events.mentorships_started.send(sender=Mentorship, mentorships=started)  # 4 whoever listens above
    return started


def tell_matched(started: Sequence[Mentorship]) -> None:
    """At once, to both of each who have an account."""
    members = Member.objects.filter(mentorship__in=started, enrolment__person__user__isnull=False)
    rows = members.values_list("pk", "enrolment__person__user")
    ledger.plan_all(ledger.Due("matched", pk, user, clock.now(), fast=True) for pk, user in rows)


def _locked(pairs: Sequence[Two]) -> list[Two]:
    """All rows, locked in the order of their ids so that two publishers never wait in a ring."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "person", "cohort__program__organisation"
    )
    found = {
        row.pk: row for row in rows.filter(pk__in={one.pk for two in pairs for one in two}).order_by("pk")
    }
    if any(one.pk not in found for two in pairs for one in two):
        raise Conflict(_("One of the two is no longer here: the import that brought them was taken back."))
    return [(found[mentor.pk], found[mentee.pk]) for mentor, mentee in pairs]


@dataclass
class Known:
    """What the rules ask the database, read for all pairs at once. The rows are locked, so it holds."""

    apart: set[frozenset[int]]
    active: set[str]  # keys of pairs with a live mentorship
    live: Counter[int]  # live mentorships by enrolment

    @classmethod
    def of(cls, pairs: Sequence[Two]) -> "Known":
        places = [one.pk for two in pairs for one in two]
        same = Mentorship.objects.active().filter(pair_key__in=[Mentorship.key_of(*two) for two in pairs])
        seats = Member.objects.filter(enrolment__in=places, mentorship__state=Mentorship.State.ACTIVE)
        return cls(
            apart=apart_among({one.person_id for two in pairs for one in two}),
            active=set(same.values_list("pair_key", flat=True)),
            live=Counter(seats.values_list("enrolment", flat=True)),
        )

    def take(self, mentor: Enrolment, mentee: Enrolment) -> None:
        """The two will be a pair: that counts for those that come after."""
        self.active.add(Mentorship.key_of(mentor, mentee))
        self.live.update((mentor.pk, mentee.pk))


def _refusals(pairs: Sequence[Two]) -> list[Refusal]:
    """Why some of these cannot be, the first reason of each."""
    known, refusals = Known.of(pairs), []
    for mentor, mentee in pairs:
        try:
            _refuse_the_impossible(mentor, mentee, known)
        except Refusal as refusal:
            refusals.append(refusal)
        else:
            known.take(mentor, mentee)
    return refusals


def _refuse_the_impossible(mentor: Enrolment, mentee: Enrolment, known: Known) -> None:
    if mentor.role != Role.MENTOR or mentee.role != Role.MENTEE or mentor.cohort_id != mentee.cohort_id:
        raise Refusal(_("A mentorship joins a mentor and a mentee of the same cohort."))
    if mentor.person_id == mentee.person_id:
        raise Refusal(_("Nobody can be their own mentor."))
    if frozenset((mentor.person_id, mentee.person_id)) in known.apart:
        raise Conflict(APART)
    for enrolment in (mentor, mentee):
        if enrolment.asks_paused:
            sentence = _("%(name)s takes nobody new at the moment.")
            raise Conflict(sentence % {"name": enrolment.person.shown_name})
        if enrolment.state != Enrolment.State.ACCEPTED:
            sentence = _("%(name)s is not taking part: %(state)s.")
            raise Conflict(
                sentence % {"name": enrolment.person.shown_name, "state": enrolment.get_state_display()}
            )
    if Mentorship.key_of(mentor, mentee) in known.active:
        raise Conflict(ALREADY)
    _refuse_a_full_one(mentor, known.live[mentor.pk], _("%(name)s has no place left."))
    words = _("%(name)s already has as many mentors as they asked for.")
    _refuse_a_full_one(mentee, known.live[mentee.pk], words)


def refuse_own(*places: Enrolment, by: User | None) -> None:
    """Before anything else is looked up about the two."""
    if not (allowed := policies.may_pair([place.person for place in places], by)):
        raise Refusal(allowed.reason)


def refuse_apart(mentor: Person, mentee: Person) -> None:
    """What brings two together in another way than by starting a mentorship comes by here."""
    if are_apart(mentor.pk, mentee.pk):
        raise Conflict(APART)


def refuse_a_full_one(enrolment: Enrolment, sentence: str) -> None:
    """Live mentorships count against the capacity of both sides; the row is locked, so the count holds."""
    live = Member.objects.filter(enrolment=enrolment, mentorship__state=Mentorship.State.ACTIVE).count()
    _refuse_a_full_one(enrolment, live, sentence)


def _refuse_a_full_one(enrolment: Enrolment, live: int, sentence: str) -> None:
    if live >= enrolment.capacity:
        raise Conflict(sentence % {"name": enrolment.person.shown_name})


def _create(pairs: Sequence[Two], follows: Mentorship | None) -> list[Mentorship]:
    now, codes = clock.now(), fresh_codes(Mentorship.objects.all(), len(pairs))
    try:
        with transaction.atomic():
            started = Mentorship.objects.bulk_create(
                Mentorship(
                    code=code,
                    cohort=mentor.cohort,
                    rhythm_weeks=mentor.cohort.program.rhythm_weeks,
                    pair_key=Mentorship.key_of(mentor, mentee),
                    started_at=now,
                    follows=follows,
                )
                for code, (mentor, mentee) in zip(codes, pairs, strict=True)
            )
    except IntegrityError as error:
        raise Conflict(ALREADY) from error
    Member.objects.bulk_create(
        Member(mentorship=mentorship, enrolment=enrolment, role=enrolment.role)
        for mentorship, two in zip(started, pairs, strict=True)
        for enrolment in two
    )
    return started


@transaction.atomic
def end_mentorship(
    *, mentorship: Mentorship, by: User | None, reason: str = "", tell: bool = True
) -> Mentorship:
    """End it, once: a second end changes nothing. Mails about it are no longer wanted when composed.

    Both hear of it by mail, without the reason, but for whoever did it. `tell`: not where somebody speaks with them.
    """
    ended = Mentorship.objects.filter(pk=mentorship.pk, state=Mentorship.State.ACTIVE).update(
        state=Mentorship.State.ENDED, ended_at=clock.now(), end_reason=reason
    )
    mentorship.refresh_from_db()
    if ended:
        organisation = mentorship.cohort.program.organisation
        named = by is not None and _coordinates(mentorship, by)
        audit.record(
            "mentorship.ended", target=mentorship, by=by, organisation=organisation, names_actor=named
        )
        if tell:
            tell_by_mail("mentorship_ended", mentorship, besides=by)
        events.mentorship_ended.send(sender=Mentorship, mentorship=mentorship)
    return mentorship


def _coordinates(mentorship: Mentorship, user: User) -> bool:
    """One of the two or a safeguarding contact may end it too, and that is for no log."""
    roles = StaffRole.objects.coordinators().of(user)
    return roles.filter(program=mentorship.cohort.program_id).exists()


def tell_by_mail(kind: str, mentorship: Mentorship, *, besides: User | None = None) -> None:
    """At once, to each of the two who has an account. A second end, or opening, is another thing to tell."""
    period = f"{clock.now():%Y%m%d%H%M%S}"
    for member in mentorship.members.select_related("enrolment__person__user").order_by("pk"):
        user = member.enrolment.person.user
        if user is not None and user != besides:
            ledger.plan(kind, subject_id=member.pk, recipient=user, period=period)
