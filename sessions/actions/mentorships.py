"""How every action of a pair begins and ends: the mentorship is locked and live; that it was done is kept."""

from django.db.models import Model

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions import audit
from programs.models import Member, Mentorship
from sessions import policies


def lock_mentorship(by: Member) -> Mentorship:
    """The row, locked: numbers and positions within it are given one at a time. Ended is a conflict (409)."""
    mentorship = lock_any(by)
    if not (allowed := policies.can_write(mentorship)):
        raise Conflict(allowed.reason)
    return mentorship


def lock_any(by: Member) -> Mentorship:
    """The row, locked, whatever its state: for what stays possible when nothing else can be written."""
    return (
        Mentorship.objects.select_for_update(of=("self",))
        .select_related("cohort__program__organisation")
        .get(pk=by.mentorship_id)
    )


def lock_for_parting(by: Member) -> Mentorship:
    """As `lock_any`, but nothing passes between the two while contact is stopped, nor after it ended so."""
    mentorship = lock_any(by)
    if mentorship.contact_stopped_at:
        raise Conflict(policies.STOPPED.reason)
    return mentorship


def users_of(mentorship: Mentorship) -> list[User]:
    """Both, as far as they have an account."""
    people = mentorship.members.select_related("enrolment__person__user").order_by("pk")
    return [user for member in people if (user := member.enrolment.person.user) is not None]


def tell_both(kind: str, *, subject_id: int, mentorship: Mentorship, period: str) -> None:
    for user in users_of(mentorship):
        ledger.plan(kind, subject_id=subject_id, recipient=user, period=period, fast=True)


def write_down(verb: str, *, target: Model, by: Member, mentorship: Mentorship) -> None:
    program, user = mentorship.cohort.program, by.enrolment.person.user
    audit.record(verb, target=target, by=user, organisation=program.organisation, program=program)


def lock_for_staff(mentorship: Mentorship) -> Mentorship:
    """The row, locked, for a coordinator who corrects a fact: also of one that has ended."""
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("cohort__program__organisation")
    return rows.get(pk=mentorship.pk)
