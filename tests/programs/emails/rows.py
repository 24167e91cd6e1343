"""For each mail of a fixed moment an occurrence of it, as its action would have planned it."""

from mentorship.notifications import ledger
from mentorship.notifications.models import Occurrence
from programs.actions.invitations import invite
from programs.actions.mentorships import end_mentorship
from programs.actions.reopening import reopen_mentorship
from programs.models import Enrolment, Invitation
from tests import make
from tests.world import World


def made_for(world: World, kind: str) -> Occurrence:
    if kind == "matched":
        return Occurrence.objects.get(kind="matched", recipient=world.ben.user)
    if kind.startswith("mentorship_"):
        end_mentorship(mentorship=world.ada_ben, by=None)
        if kind == "mentorship_reopened":
            reopen_mentorship(mentorship=world.ada_ben, by=world.mira)
        return Occurrence.objects.get(kind=kind, recipient=world.ben.user)
    if kind == "invitation":
        place = make.enrolment(world.cohort, "mentee", state=Enrolment.State.APPLIED)
        invite(enrolment=place, by=world.mira)
        return Occurrence.objects.get(kind="invitation", subject_id=Invitation.objects.latest("pk").pk)
    role = "mentor" if kind == "unmatched_mentor" else "mentee"
    state = {"application_received": "applied", "application_declined": "declined"}.get(kind, "accepted")
    waits = (
        {"state": "applied", "waiting_since": make.NOW}
        if kind == "application_waitlisted"
        else {"state": state}
    )
    place = make.enrolment(world.cohort, role, **waits)
    named = kind.partition("_m")[0] if kind.startswith("unmatched") else kind
    ledger.plan(named, subject_id=place.pk, recipient=place.person.user)
    return Occurrence.objects.get(kind=named, subject_id=place.pk)
