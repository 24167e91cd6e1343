"""A coordinator adds somebody to a cohort."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from programs import policies
from programs.actions import invitations
from programs.actions.enrolments import enrol
from programs.actions.mentorships import start_mentorship
from programs.actions.people import add_person
from programs.models import Cohort, Enrolment, Person
from programs.models.enrolments import Role


@transaction.atomic
def add_to_cohort(
    *, cohort: Cohort, by: User, roles: Sequence[str], capacity: int = 1, invite: bool = False, **facts: str
) -> Person:
    """Give one person their roles. Somebody known by address or reference is not made twice.

    With `invite` and an address the place waits for their answer; otherwise it is theirs at once. Somebody of
    another program is always asked: their place here opens what they said there.
    """
    known = _known(cohort, facts)
    person = known or add_person(organisation=cohort.program.organisation, **facts)
    invite = invite or (known is not None and policies.is_known_elsewhere(known, by))
    asks = invite and person.user is not None
    state = Enrolment.State.APPLIED if asks else Enrolment.State.ACCEPTED
    for role in roles:
        places = capacity if role == Role.MENTOR else 1
        enrolment = enrol(cohort=cohort, person=person, role=role, by=by, state=state, capacity=places)
        if asks:
            invitations.invite(enrolment=enrolment, by=by)
    return person


@transaction.atomic
def add_late_mentee(*, cohort: Cohort, by: User, mentor: Enrolment | None = None, **facts: Any) -> Person:
    """Somebody who comes after the matching; with a mentor they are a pair at once, and the mail says so."""
    person = add_to_cohort(cohort=cohort, by=by, roles=[Role.MENTEE], **facts)
    if mentor is not None:
        place = Enrolment.objects.get(cohort=cohort, person=person, role=Role.MENTEE)
        if place.state == Enrolment.State.APPLIED:
            sentence = _(
                "%(name)s takes part in another program too and is asked first. Add them without a mentor."
            )
            raise Conflict(sentence % {"name": person.shown_name}, field="mentor")
        start_mentorship(mentor=mentor, mentee=place, by=by)
    return person


def _known(cohort: Cohort, facts: dict[str, str]) -> Person | None:
    people = Person.objects.filter(organisation=cohort.program.organisation)
    email, reference = facts.get("email", "").strip().lower(), facts.get("reference", "").strip()
    if email:
        return people.filter(email=email).first()
    return people.filter(reference=reference).first() if reference else None
