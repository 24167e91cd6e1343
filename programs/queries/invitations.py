"""What an invitation says (who asks, for what, how long, and who sees what), and who has not answered one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentorship.accounts.links import site_link
from programs.models import Cohort, Enrolment, Invitation, Person, Program
from programs.models.invitations import InvitationQuerySet

# Days after somebody was asked. The last one says that it is the last.
REMINDER_DAYS = (1, 15, 29)
# How long after its day a reminder still makes sense, when the server was away.
LOOK_BACK = timedelta(days=4)


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


class ReminderDue(NamedTuple):
    invitation: int
    user: int
    step: int  # one of REMINDER_DAYS
    due_at: datetime


def unanswered() -> InvitationQuerySet:
    """The latest invitation to each place that waits for a yes or no, open or run out.

    Not of somebody who was accepted by a coordinator and has signed in since: they are here.
    """
    newer = Invitation.objects.filter(
        user=OuterRef("user"), enrolment=OuterRef("enrolment"), pk__gt=OuterRef("pk")
    )
    here = Q(enrolment__state=Enrolment.State.ACCEPTED, user__last_login__isnull=False)
    places = Invitation.objects.filter(
        ~Exists(newer),
        ~here,
        used_at=None,
        revoked_at=None,
        enrolment__state__in=[Enrolment.State.APPLIED, Enrolment.State.ACCEPTED],
    )
    return places.select_related("user", "invited_by", "enrolment__person", "enrolment__cohort__program")


def reminders_due(as_of: datetime) -> Iterator[ReminderDue]:
    """Whom to remind of an invitation to a place: at most three times, never of a cohort that is over. One statement.

    `renew_for_reminders` goes first, so that the invitation named here has a link that works.
    """
    in_time = Q()
    for step in REMINDER_DAYS:
        day = as_of - timedelta(days=step)
        in_time |= Q(asked_at__gt=day - LOOK_BACK, asked_at__lte=day)
    rows = unanswered().filter(
        in_time,
        user__is_active=True,
        user__bouncedaddress__isnull=True,
        enrolment__cohort__ends_on__gte=as_of.date(),
    )
    for pk, user, asked_at in rows.order_by("pk").values_list("pk", "user", "asked_at"):
        step = max(days for days in REMINDER_DAYS if asked_at + timedelta(days=days) <= as_of)
        yield ReminderDue(pk, user, step, asked_at + timedelta(days=step))
