"""Starting and ending a mentorship. Lock order: cohort, then enrolments by id, then the mentorship."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import events
from programs.actions import audit
from programs.models import Enrolment, Member, Mentorship, Organisation, Person
from programs.models.enrolments import Role
from programs.queries.vetoes import are_apart

ALREADY = gettext_lazy("These two already have a mentorship in this cohort.")
# Says nothing of why: whom somebody never wants to be matched with is known to them alone.
APART = gettext_lazy("These two can’t be matched. Choose somebody else.")


@transaction.atomic
def start_mentorship(
    *,
    mentor: Enrolment,
    mentee: Enrolment,
    by: User | None,
    announce: bool = True,
    follows: Mentorship | None = None,
) -> Mentorship:
    """Pair two accepted people of a cohort. It is active at once; everything that follows is here.

    `follows` is the mentorship it takes the place of, of which one of the two was a member.
    """
    mentor, mentee = _locked(mentor, mentee)
    _refuse_the_impossible(mentor, mentee)
    started = _create(mentor, mentee, follows)  # 1 the rows
    if announce:
        for member in started.members.select_related("enrolment__person__user"):
            if (user := member.enrolment.person.user) is not None:  # 2 "you're matched" to each
                ledger.plan("matched", subject_id=member.pk, recipient=user, fast=True)
    audit.record(
        "mentorship.started", target=started, by=by, organisation=_organisation(mentor)
    )  # 3 that it was
    events.mentorship_started.send(sender=Mentorship, mentorship=started)  # 4 whoever listens above
    return started


def _locked(mentor: Enrolment, mentee: Enrolment) -> tuple[Enrolment, Enrolment]:
    """Both rows, locked in the order of their ids so that two publishers never wait in a ring."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "person", "cohort__program__organisation"
    )
    found = {row.pk: row for row in rows.filter(pk__in=[mentor.pk, mentee.pk]).order_by("pk")}
    if not {mentor.pk, mentee.pk} <= found.keys():
        raise Conflict(_("One of the two is no longer here: the import that brought them was taken back."))
    return found[mentor.pk], found[mentee.pk]


def _refuse_the_impossible(mentor: Enrolment, mentee: Enrolment) -> None:
    if mentor.role != Role.MENTOR or mentee.role != Role.MENTEE or mentor.cohort_id != mentee.cohort_id:
        raise Refusal(_("A mentorship joins a mentor and a mentee of the same cohort."))
    if mentor.person_id == mentee.person_id:
        raise Refusal(_("Nobody can be their own mentor."))
    refuse_apart(mentor.person, mentee.person)
    for enrolment in (mentor, mentee):
        if enrolment.asks_paused:
            sentence = _("%(name)s takes nobody new at the moment.")
            raise Conflict(sentence % {"name": enrolment.person.shown_name})
        if enrolment.state != Enrolment.State.ACCEPTED:
            sentence = _("%(name)s is not taking part: %(state)s.")
            raise Conflict(
                sentence % {"name": enrolment.person.shown_name, "state": enrolment.get_state_display()}
            )
    if (
        Mentorship.objects.active()
        .filter(cohort=mentor.cohort_id, pair_key=Mentorship.key_of(mentor, mentee))
        .exists()
    ):
        raise Conflict(ALREADY)
    refuse_a_full_one(mentor, _("%(name)s has no place left."))
    refuse_a_full_one(mentee, _("%(name)s already has as many mentors as they asked for."))


def refuse_apart(mentor: Person, mentee: Person) -> None:
    """Every way to a pair comes by here."""
    if are_apart(mentor.pk, mentee.pk):
        raise Conflict(APART)


def refuse_a_full_one(enrolment: Enrolment, sentence: str) -> None:
    """Live mentorships count against the capacity of both sides; the rows are locked, so the count holds."""
    live = Member.objects.filter(enrolment=enrolment, mentorship__state=Mentorship.State.ACTIVE).count()
    if live >= enrolment.capacity:
        raise Conflict(sentence % {"name": enrolment.person.shown_name})


def _create(mentor: Enrolment, mentee: Enrolment, follows: Mentorship | None) -> Mentorship:
    try:
        with transaction.atomic():
            started = Mentorship.objects.create(
                cohort_id=mentor.cohort_id,
                rhythm_weeks=mentor.cohort.program.rhythm_weeks,
                pair_key=Mentorship.key_of(mentor, mentee),
                started_at=clock.now(),
                follows=follows,
            )
    except IntegrityError as error:
        raise Conflict(ALREADY) from error
    Member.objects.bulk_create(
        Member(mentorship=started, enrolment=enrolment, role=enrolment.role) for enrolment in (mentor, mentee)
    )
    return started


def _organisation(enrolment: Enrolment) -> Organisation:
    return enrolment.cohort.program.organisation


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
        audit.record("mentorship.ended", target=mentorship, by=by, organisation=organisation)
        if tell:
            tell_by_mail("mentorship_ended", mentorship, besides=by)
        events.mentorship_ended.send(sender=Mentorship, mentorship=mentorship)
    return mentorship


def tell_by_mail(kind: str, mentorship: Mentorship, *, besides: User | None = None) -> None:
    """At once, to each of the two who has an account. A second end, or opening, is another thing to tell."""
    period = f"{clock.now():%Y%m%d%H%M%S}"
    for member in mentorship.members.select_related("enrolment__person__user").order_by("pk"):
        user = member.enrolment.person.user
        if user is not None and user != besides:
            ledger.plan(kind, subject_id=member.pk, recipient=user, period=period)
