"""Choosing how pairs come about in a program."""

from django.db import transaction

from matching.models import PairingWay
from mentorship.accounts.models import User
from programs.actions import audit
from programs.models import Program


@transaction.atomic
def choose_way(
    *, program: Program, by: User, way: str, wishes: int, answer_days: int, trial_call: bool
) -> PairingWay:
    """From now on. What was proposed or asked before keeps the time it was given."""
    facts = {"way": way, "wishes": wishes, "answer_days": answer_days, "trial_call": trial_call}
    found, _made = PairingWay.objects.update_or_create(program=program, defaults=facts)
    audit.record("program.way_chosen", target=program, by=by, organisation=program.organisation)
    return found
