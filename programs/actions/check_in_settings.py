"""How often the people of a program are asked one short question."""

from datetime import date, timedelta

from django.db import transaction

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions import audit
from programs.models import CheckInSettings, Program
from programs.models.check_in_settings import CheckInSchedule, monday_of
from programs.queries.check_in_settings import schedule_of


@transaction.atomic
def choose_check_ins(*, program: Program, by: User, asks: bool, weeks: int) -> CheckInSettings:
    """From next Monday at the earliest. Questions that were asked already stay open as long as they said."""
    locked = Program.objects.select_for_update().get(pk=program.pk)  # two at once: the second sees the first
    old = schedule_of(locked)
    facts = {"asks": asks, "weeks": weeks, "first_week": old.first_week}
    if asks and (old.asks, old.weeks) != (asks, weeks):
        facts["first_week"] = _first_week(locked, old, weeks)
    settings, _made = CheckInSettings.objects.update_or_create(
        program=locked, defaults={**facts, "changed_at": clock.now()}
    )
    audit.record("program.check_ins_chosen", target=program, by=by, organisation=program.organisation)
    return settings


def _first_week(program: Program, old: CheckInSchedule, weeks: int) -> date:
    """The new distance counts from the last week of questions, so that nobody is asked twice in a short while."""
    asked_until = clock.today(program.zone)
    next_monday = monday_of(asked_until) + timedelta(weeks=1)
    if not old.asks:  # turned on again: the last week of questions is the last before it was turned off
        asked_until = program.check_in_settings.changed_at.astimezone(program.zone).date()
    last = old.last_week(asked_until)
    return max(next_monday, last + timedelta(weeks=weeks) if last else old.first_week)
