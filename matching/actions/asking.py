"""Asking a mentor for one more place. The number changes when they say yes, never before."""

from django.db import transaction
from django.utils.translation import gettext as _

from matching.actions.pairing import still_open
from matching.models import Draft
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import policies
from programs.actions.capacity import set_capacity
from programs.models import Enrolment


@transaction.atomic
def ask_for_place(*, draft: Draft, mentor: Enrolment, by: User) -> Enrolment:
    """A line on their Today, and a mail about it. Whom the place would be for is in neither."""
    still_open(draft)
    user = mentor.person.user
    if user is None or not policies.must_consent(mentor):
        sentence = _("%(name)s has not signed in yet: ask them yourself, and set the number on their page.")
        raise Refusal(sentence % {"name": mentor.person.shown_name})
    wanted = mentor.capacity + 1
    if mentor.capacity_asked is not None and mentor.capacity_asked >= wanted:
        raise Conflict(_("%(name)s has been asked already.") % {"name": mentor.person.shown_name})
    asked = set_capacity(enrolment=mentor, capacity=wanted, by=by)  # 1 the question
    period = f"{wanted}-{asked.capacity_asked_at:%Y%m%d%H%M}"
    ledger.plan("place_asked", subject_id=mentor.pk, recipient=user, period=period, by=by)  # 2 the mail
    return asked
