"""Invitations to the next cohort of the demo: most people came by themselves, a few were asked, one mail came back."""

from datetime import timedelta

from django.db.models import F

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress, Delivery
from programs.actions.invitations import accept_invitation, invite
from programs.models import Cohort

DAY = timedelta(days=1)
# Whom a coordinator asked, how many days ago, and what became of it.
ANSWERED, OPEN, BOUNCED = "answered", "open", "bounced"
ASKED = {
    "Jerome Baptiste": (9, ANSWERED),
    "Annelies de Vries": (9, ANSWERED),
    "Lindiwe Dlamini": (8, ANSWERED),
    "Marisol Quispe": (3, OPEN),
    "Chidinma Okonkwo": (12, OPEN),  # whose link ran out
    "Georgia Lambert": (5, BOUNCED),
}
# Added from a list and not asked yet.
UNASKED = ("Svetlana Petrovic", "Ebru Yıldız")
STATES = {BOUNCED: Delivery.State.FAILED}


def ask_a_few(cohort: Cohort, by: User) -> None:
    places = {one.person.name: one for one in cohort.enrolments.accepted().select_related("person__user")}
    for name, (ago, outcome) in ASKED.items():
        with clock.at(clock.now() - ago * DAY):
            invitation = invite(enrolment=places[name], by=by)
            if outcome == BOUNCED:
                said = "550 5.1.1 There is no mailbox of this name."
                BouncedAddress.objects.create(user=invitation.user, reason=said)
        mails = Delivery.objects.filter(occurrence__kind="invitation", occurrence__subject_id=invitation.pk)
        mails.update(state=STATES.get(outcome, Delivery.State.SENT), sent_at=F("due_at"))
        if outcome == ANSWERED:
            with clock.at(clock.now() - (ago - 1) * DAY):
                accept_invitation(invitation=invitation)
    # Whoever applied by themselves has signed in to do so.
    came = User.objects.filter(people__enrolments__cohort=cohort, last_login=None)
    came.exclude(people__name__in=[*ASKED, *UNASKED]).update(last_login=clock.now() - 14 * DAY)
