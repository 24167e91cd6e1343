"""What an invitation says: who asks, for what, how long, and who sees what."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mentorship.accounts.links import site_link
from programs.models import Cohort, Invitation, Person, Program


@dataclass(frozen=True)
class InvitationPage:
    organisation: str
    program: Program
    cohort: Cohort | None
    role: str
    asked_by: str
    email: str
    starts_on: date | None
    ends_on: date | None
    opens: bool  # the link alone signs in; otherwise they sign in as always
    is_new: bool  # nobody has signed in to this account yet

    @property
    def coordinates(self) -> bool:
        return self.cohort is None


def link_of(pk: int) -> str:
    """The address of an open invitation, computed when it is shown: no store holds it. Empty once it closed."""
    found = Invitation.objects.open().filter(pk=pk).first()
    return site_link(reverse("programs:invitation", args=[found.token])) if found else ""


def invitation_page(invitation: Invitation, *, opens: bool) -> InvitationPage:
    place = invitation.enrolment
    cohort = place.cohort if place else None
    program = cohort.program if cohort else invitation.program
    assert program is not None  # noqa: S101 - the database's constraint: one of the two is set
    return InvitationPage(
        organisation=program.organisation.name,
        program=program,
        cohort=cohort,
        role=place.get_role_display() if place else "",
        asked_by=_name_of(invitation, program),
        email=invitation.user.email,
        starts_on=cohort.starts_on if cohort else None,
        ends_on=cohort.ends_on if cohort else None,
        opens=opens,
        is_new=invitation.user.last_login is None,
    )


def _name_of(invitation: Invitation, program: Program) -> str:
    """The name of whoever invited, where the organisation knows one; their address otherwise."""
    if invitation.invited_by is None:
        return ""
    people = Person.objects.filter(organisation=program.organisation_id, user=invitation.invited_by_id)
    return people.exclude(name="").values_list("name", flat=True).first() or invitation.invited_by.email
