"""Somebody fills in the form of an open cohort, signed in or not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions import enrolments
from programs.actions.people import add_person, write_profile
from programs.models import Cohort, Person

# What the form says for each role: the fields of an Enrolment.
Answers = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def join_by_form(*, cohort: Cohort, email: str, about: Mapping[str, Any], answers: Answers) -> None:
    """Signed out: an unknown address becomes a person who applies; a known one only gets a mail.

    The answer is the same, so nobody learns who is known here, and nobody writes into another's data.
    """
    _refuse_when_closed(cohort)
    address = email.strip().lower()
    known = Person.objects.filter(organisation=cohort.program.organisation, email=address).exists()
    user = User.objects.filter(email=address).first()
    if user is not None:
        ledger.plan(
            "application_known",
            subject_id=cohort.pk,
            recipient=user,
            period=clock.now().strftime("%Y%m%d"),
            fast=True,
        )
    if known or user is not None:
        return
    person = add_person(organisation=cohort.program.organisation, email=address, **about)
    _apply(cohort, person, answers)


@transaction.atomic
def join_signed_in(*, cohort: Cohort, user: User, about: Mapping[str, Any], answers: Answers) -> Person:
    """Signed in: one's own data are written, and each role is applied for (or its answers changed)."""
    _refuse_when_closed(cohort)
    person = own_person(cohort, user)
    if person is None:
        person = Person.objects.create(organisation=cohort.program.organisation, user=user, email=user.email)
    write_profile(person=person, **about)
    _apply(cohort, person, answers)
    return person


def own_person(cohort: Cohort, user: User) -> Person | None:
    return Person.objects.filter(organisation=cohort.program.organisation, user=user).order_by("pk").first()


def _apply(cohort: Cohort, person: Person, answers: Answers) -> None:
    for role, own in answers.items():
        enrolments.apply(cohort=cohort, person=person, role=role, **own)


def _refuse_when_closed(cohort: Cohort) -> None:
    if not cohort.enrolment_is_open:
        raise Conflict(
            _("Enrolment is closed, so nothing was sent. Ask the coordinators about the next one.")
        )
