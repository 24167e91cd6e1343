"""Fetching what an address of these pages names; foreign things are 404, as if not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404  # noqa: TID251 - one of the places that may

from mentorship.accounts.models import User
from mentorship.work.models import Job
from programs.models import Cohort, CoordinatorNote, StaffRole


def get_job(user: User, code: str) -> Job:
    """For whoever started it."""
    return get_object_or_404(Job.objects.visible_to(user), code=code)


def get_failed_job(code: str) -> Job:
    """Anybody's, for an owner (the caller asked): its kind and its code, nothing of what it was about."""
    return get_object_or_404(Job, code=code, state=Job.State.FAILED)


def require_coordinator(user: User) -> None:
    """The reports: whoever coordinates a program; nobody else finds them."""
    if not StaffRole.objects.coordinators().of(user).exists():
        raise Http404


def get_note_of(user: User, cohort: Cohort, code: str) -> CoordinatorNote:
    """One that was sent to people of a cohort, which the caller fetched as its coordinator."""
    rows = CoordinatorNote.objects.visible_to(user).sent().filter(cohort=cohort)
    return get_object_or_404(rows.select_related("author"), code=code)


def get_note_to(user: User, code: str) -> CoordinatorNote:
    """For whom it was written to, and nobody else."""
    rows = CoordinatorNote.objects.addressed_to(user).select_related(
        "cohort__program__organisation", "author"
    )
    return get_object_or_404(rows, code=code)
