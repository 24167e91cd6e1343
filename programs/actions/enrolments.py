"""A place in a cohort: applied for, given, declined, withdrawn, and how many it is for."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import events, policies
from programs.actions import audit
from programs.actions.mentorships import end_mentorship
from programs.actions.people import take_back_invitations
from programs.models import Cohort, Enrolment, Invitation, Member, Mentorship, Person

State = Enrolment.State


@transaction.atomic
def enrol(
    *, cohort: Cohort, person: Person, role: str, by: User, state: str = State.ACCEPTED, **answers: Any
) -> Enrolment:
    """A coordinator gives somebody a place. `state` "applied" waits for that person's own answer."""
    if Enrolment.objects.filter(cohort=cohort, person=person, role=role).exists():
        raise Refusal(
            _("%(name)s already has this role in the cohort.") % {"name": person.shown_name}, field="roles"
        )
    enrolment = Enrolment.objects.create(
        cohort=cohort, person=person, role=role, state=state, decided_at=_decided(state), **answers
    )
    _record("enrolment.added", enrolment, by)
    return enrolment


def _decided(state: str) -> Any:
    return clock.now() if state == State.ACCEPTED else None


@transaction.atomic
def apply(*, cohort: Cohort, person: Person, role: str, **answers: Any) -> Enrolment:
    """Somebody asks for a place, or changes what they answered until matching starts. Leavers may ask again."""
    now = {"applied_at": clock.now(), "decided_at": None, "waiting_since": None, "state": State.APPLIED}
    enrolment, made = Enrolment.objects.select_for_update().get_or_create(
        cohort=cohort, person=person, role=role, defaults={**answers, **now}
    )
    accepted = enrolment.state == State.ACCEPTED
    if enrolment.state == State.DECLINED or (accepted and policies.matching_has_started(cohort)):
        raise Conflict(_("This was already decided. Ask the coordinators to change it."))
    if accepted:
        Enrolment.objects.filter(pk=enrolment.pk).update(**answers)
        enrolment.refresh_from_db()
        if person.user is not None:
            _record("enrolment.answers_changed", enrolment, person.user)
        return enrolment
    if not made:
        again = enrolment.state == State.WITHDRAWN
        Enrolment.objects.filter(pk=enrolment.pk).update(**answers, **(now if again else {}))
        enrolment.refresh_from_db()
    if person.user is not None:
        ledger.plan("application_received", subject_id=enrolment.pk, recipient=person.user, fast=True)
    return enrolment


@transaction.atomic
def accept(*, enrolment: Enrolment, by: User, tell: bool = True, seen: str = "") -> Enrolment:
    """The place is theirs: matching may use it. Somebody of another program who was asked says so themselves.

    `seen`, here and below: the state in which a coordinator saw the application. If somebody else decided meanwhile
    that is a conflict, also where the press alone would still be possible.
    """
    if by != enrolment.person.user and not policies.is_open_to(enrolment.person, by):
        sentence = _("%(name)s takes part in another program too and answers the invitation themselves.")
        raise Conflict(sentence % {"name": enrolment.person.shown_name})
    since: set[str] = {State.APPLIED, State.DECLINED}
    _move(enrolment, to=State.ACCEPTED, since=since, by=by, seen=seen)  # 1 the state
    _answered(enrolment, "application_accepted", tell=tell)  # 2 the mail
    return enrolment


@transaction.atomic
def decline(*, enrolment: Enrolment, by: User, tell: bool = True, seen: str = "") -> Enrolment:
    """Not this time. Somebody who already takes part is withdrawn instead, with what follows from that."""
    _move(enrolment, to=State.DECLINED, since={State.APPLIED}, by=by, seen=seen)
    take_back_invitations(Invitation.objects.filter(enrolment=enrolment))
    _answered(enrolment, "application_declined", tell=tell)
    return enrolment


@transaction.atomic
def wait_list(*, enrolment: Enrolment, by: User, seen: str = "") -> Enrolment:
    """No place now, perhaps in the next round. It stays an application, which may be changed and decided later."""
    waits = Enrolment.objects.filter(pk=enrolment.pk, state=State.APPLIED, waiting_since=None)
    _won(enrolment, waits.filter(_SEEN.get(seen, Q())).update(waiting_since=clock.now()))
    _record("enrolment.waitlisted", enrolment, by)
    _answered(enrolment, "application_waitlisted", tell=True)
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User) -> Enrolment:
    """This person leaves the cohort in this role."""
    _move(enrolment, to=State.WITHDRAWN, since={State.APPLIED, State.ACCEPTED}, by=by)  # 1 the state
    for member in (
        Member.objects.filter(enrolment=enrolment, mentorship__state=Mentorship.State.ACTIVE)
        .select_related("mentorship__cohort__program__organisation")
        .order_by("mentorship_id")
    ):
        end_mentorship(mentorship=member.mentorship, by=by)  # 2 their mentorships
    take_back_invitations(
        Invitation.objects.filter(enrolment=enrolment)
    )  # 3 links that would bring them back
    ledger.settle("application_accepted", subject_id=enrolment.pk)  # 4 mails that lost their point
    ledger.settle("application_received", subject_id=enrolment.pk)
    ledger.settle("application_waitlisted", subject_id=enrolment.pk)
    events.participant_withdrew.send(sender=Enrolment, enrolment=enrolment)  # 5 whoever listens above
    return enrolment


# What a coordinator may have seen on the page where they decided.
_SEEN = {
    "applied": Q(state=State.APPLIED, waiting_since=None),
    "waitlisted": Q(state=State.APPLIED, waiting_since__isnull=False),
    "declined": Q(state=State.DECLINED),
}


def _move(enrolment: Enrolment, *, to: str, since: set[str], by: User, seen: str = "") -> None:
    """Compare and set; whoever comes second is told what it is now."""
    rows = Enrolment.objects.filter(_SEEN.get(seen, Q()), pk=enrolment.pk, state__in=since)
    _won(enrolment, rows.update(state=to, decided_at=clock.now(), waiting_since=None))
    _record(f"enrolment.{to}", enrolment, by)


def _won(enrolment: Enrolment, moved: int) -> None:
    enrolment.refresh_from_db()
    if not moved:
        sentence = _("%(name)s: this place is already %(state)s.")
        raise Conflict(sentence % {"name": enrolment.person.shown_name, "state": enrolment.state_words})


def _answered(enrolment: Enrolment, kind: str, *, tell: bool) -> None:
    """The answer replaces "we received it", if that has not left yet. A later answer is a mail of its own."""
    for earlier in ("application_received", "application_waitlisted"):
        ledger.settle(earlier, subject_id=enrolment.pk)
    user, when = enrolment.person.user, enrolment.waiting_since or enrolment.decided_at
    if tell and user is not None:
        period = when.strftime("%Y%m%d%H%M%S") if when else ""
        ledger.plan(kind, subject_id=enrolment.pk, recipient=user, period=period, fast=True)


def _record(verb: str, enrolment: Enrolment, by: User) -> None:
    audit.record(verb, target=enrolment, by=by, organisation=enrolment.cohort.program.organisation)
