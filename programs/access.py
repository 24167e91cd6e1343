"""Fetching what an address names: through `visible_to`, so that foreign things are 404, as if they were not there."""

from django.shortcuts import get_object_or_404  # noqa: TID251 - the one place that may

from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Mentorship, PeopleImport, Person, Program


def get_program(user: User, code: str) -> Program:
    return get_object_or_404(Program.objects.visible_to(user).select_related("organisation"), code=code)


def get_cohort(user: User, code: str) -> Cohort:
    return get_object_or_404(
        Cohort.objects.visible_to(user).select_related("program__organisation"), code=code
    )


def get_enrolment(user: User, code: str) -> Enrolment:
    """One's own, or one of a cohort one coordinates."""
    rows = Enrolment.objects.visible_to(user).select_related("person__user", "cohort__program__organisation")
    return get_object_or_404(rows, code=code)


def get_person(user: User, cohort: Cohort, code: str) -> Person:
    """Somebody enrolled in `cohort`, which the caller fetched by `get_cohort`."""
    rows = Person.objects.visible_to(user).filter(enrolments__cohort=cohort).distinct()
    return get_object_or_404(rows.select_related("user", "organisation"), code=code)


def get_own_mentorship(user: User, code: str) -> Mentorship:
    """The space of a pair: its members only; a coordinator gets 404 here."""
    rows = Mentorship.objects.of_member(user).select_related("cohort__program__organisation")
    return get_object_or_404(rows, code=code)


def get_import(user: User, cohort: Cohort, number: int) -> PeopleImport:
    rows = PeopleImport.objects.visible_to(user).filter(cohort=cohort)
    return get_object_or_404(rows, number=number)
