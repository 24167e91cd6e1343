"""Fetching drafts and pairs through `visible_to`: a foreign one is 404, as if it were not there."""

from django.shortcuts import get_object_or_404  # noqa: TID251 - the one place that may

from matching.models import Draft, Proposal
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, HelpRequest


def get_draft(user: User, program: str, cohort: str, number: int) -> Draft:
    rows = Draft.objects.visible_to(user).select_related(
        "cohort__program__organisation", "made_by", "published_by"
    )
    return get_object_or_404(rows, cohort__program__code=program, cohort__code=cohort, number=number)


def get_proposal(draft: Draft, code: str) -> Proposal:
    """A pair of a draft that was fetched by `get_draft`."""
    rows = Proposal.objects.filter(draft=draft)
    return get_object_or_404(rows.select_related("mentor__person", "mentee__person"), code=code)


def get_place(cohort: Cohort, code: str, role: str) -> Enrolment:
    """Somebody's place in the cohort of a draft, which the caller fetched by `get_draft`."""
    rows = Enrolment.objects.filter(cohort=cohort, role=role).select_related("person")
    return get_object_or_404(rows, code=code)


def get_wish(user: User, program: str, cohort: str, code: str) -> HelpRequest:
    """A wish for a different match that this coordinator may answer."""
    rows = HelpRequest.objects.for_coordinator(user).filter(kind=HelpRequest.Kind.DIFFERENT_MATCH)
    rows = rows.select_related("cohort__program__organisation", "author__person", "mentorship")
    return get_object_or_404(rows, cohort__program__code=program, cohort__code=cohort, code=code)
