"""Somebody fills in the form of an open cohort, signed in or not."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import policies
from programs.actions import enrolments
from programs.actions.answers import record_answers
from programs.actions.meaning import texts_changed
from programs.actions.people import add_person, write_profile
from programs.models import Cohort, Enrolment, Person

# What the form says for each role: the fields of an Enrolment.
Answers = Mapping[str, Mapping[str, Any]]
# And what it says to the questions of the program: the code of each -> the answer, for each role.
Asked = Mapping[str, Mapping[str, str]]


@transaction.atomic
def join_by_form(
    *, cohort: Cohort, email: str, about: Mapping[str, Any], answers: Answers, asked: Asked | None = None
) -> None:
    """Signed out: an unknown address becomes a person who applies; a known one only gets a mail.

    The answer is the same, so nobody learns who is known here, and nobody writes into another's data.
    """
    _refuse_when_closed(cohort)
    address = email.strip().lower()
    if not _is_known(cohort, address):
        try:
            with transaction.atomic():
                person = add_person(organisation=cohort.program.organisation, email=address, **about)
        except (IntegrityError, Refusal):
            pass  # pressed twice, and the other press was first: by now the address is known
        else:
            _apply(cohort, person, answers, asked)
            return
    _tell_the_owner(cohort, address)


def _account_of(address: str) -> User | None:
    """Whose address it is: another that they proved is theirs, or the one they sign in with."""
    proved = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    return proved.user if proved else User.objects.filter(email=address).first()


def _is_known(cohort: Cohort, address: str) -> bool:
    here = Person.objects.filter(organisation=cohort.program.organisation, email=address)
    return here.exists() or _account_of(address) is not None


def _tell_the_owner(cohort: Cohort, address: str) -> None:
    """Once a day, that somebody filled in the form with their address."""
    user = _account_of(address)
    if user is not None:
        day = clock.now().strftime("%Y%m%d")
        ledger.plan("application_known", subject_id=cohort.pk, recipient=user, period=day, fast=True)


@transaction.atomic
def join_signed_in(
    *, cohort: Cohort, user: User, about: Mapping[str, Any], answers: Answers, asked: Asked | None = None
) -> Person:
    """Signed in: one's own data are written, and each role is applied for (or its answers changed)."""
    if not _changes_only(cohort, user, answers):
        _refuse_when_closed(cohort)
    person = own_person(cohort, user) or _adopted(cohort, user) or _new_person(cohort, user)
    write_profile(person=person, **about)
    _apply(cohort, person, answers, asked)
    return person


def _changes_only(cohort: Cohort, user: User, answers: Answers) -> bool:
    """Every role was applied for while enrolment was open, and its answers may still be changed."""
    started = policies.matching_has_started(cohort)
    places = Enrolment.objects.visible_to(user).filter(cohort=cohort, person__user=user)
    open_roles = {one.role for one in places if policies.may_change_answers(one, started=started)}
    return set(answers) <= open_roles


def own_person(cohort: Cohort, user: User) -> Person | None:
    return Person.objects.filter(organisation=cohort.program.organisation, user=user).order_by("pk").first()


def _adopted(cohort: Cohort, user: User) -> Person | None:
    """Somebody kept here by this address without an account is this user, once they proved the address."""
    if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        return None
    kept = Person.objects.filter(organisation=cohort.program.organisation, email=user.email, user=None)
    return own_person(cohort, user) if kept.update(user=user) else None


def _new_person(cohort: Cohort, user: User) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create(
                organisation=cohort.program.organisation, user=user, email=user.email
            )
    except IntegrityError:
        own = own_person(cohort, user)  # pressed twice
        if own is not None:
            return own
    raise Conflict(
        _(
            "Somebody else is kept here with your e-mail address, so nothing was sent. "
            "Ask the coordinators to correct it."
        )
    )


def _apply(cohort: Cohort, person: Person, answers: Answers, asked: Asked | None) -> None:
    for role, own in answers.items():
        place = enrolments.apply(cohort=cohort, person=person, role=role, **own)
        record_answers(enrolment=place, answers=(asked or {}).get(role, {}))
    texts_changed(cohort=cohort)


def _refuse_when_closed(cohort: Cohort) -> None:
    if not cohort.enrolment_is_open:
        raise Conflict(
            _("Enrolment is closed, so nothing was sent. Ask the coordinators about the next one.")
        )
