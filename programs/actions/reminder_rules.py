"""How often a program's people are reminded of one thing."""

from collections.abc import Mapping

from django.db import transaction

from mentorship.accounts.models import User
from programs.actions import audit
from programs.models import Program, ReminderRule
from programs.models.reminder_rules import USUAL


@transaction.atomic
def set_reminder_rules(*, program: Program, by: User, times: Mapping[str, int]) -> None:
    """For reminders that fall due from now on. Rows only where the program differs from the usual, so that a better
    usual reaches everybody who never chose. The same rules again change nothing and write nothing.
    """
    Program.objects.select_for_update().get(pk=program.pk)  # two coordinators who save at once
    if {**USUAL, **times} == ReminderRule.objects.times_of(program):
        return
    own = {kind: often for kind, often in times.items() if often != USUAL[kind]}
    ReminderRule.objects.filter(program=program).delete()
    ReminderRule.objects.bulk_create(
        ReminderRule(program=program, kind=kind, times=often) for kind, often in own.items()
    )
    audit.record("program.reminders_changed", target=program, by=by, organisation=program.organisation)
