"""A program like another: how it works, never who is in it."""

from django.db import transaction

from mentorship.accounts.models import User
from programs.actions import audit
from programs.actions.programs import Dates, create_program
from programs.actions.questions import copy_form
from programs.actions.reminder_rules import set_reminder_rules
from programs.models import CheckInSettings, LibraryItem, Program, ReminderRule, ReviewSettings

# What a program is. `code` and `created_at` are its own, the rest of its rows are copied below.
FACTS = ("purpose", "kind", "months", "rhythm_weeks", "time_zone", "chosen_parts", "suggested_terms")
ITEM = ("title", "link", "text", "topics", "minutes", "language", "for_whom")
REVIEWS = ("rhythm", "cycle_weeks", "days", "prompts")


@transaction.atomic
def duplicate_program(*, source: Program, by: User, name: str, dates: Dates) -> Program:
    """Whoever presses coordinates it. Safeguarding contacts are people, who say yes for one program: not copied."""
    facts = {fact: getattr(source, fact) for fact in FACTS}
    made = create_program(  # 1 the program, its coordinator and its first cohort
        organisation=source.organisation, by=by, dates=dates, name=name, **facts
    )
    copy_form(by=by, program=made, source=source)  # 2 what it asks
    times = ReminderRule.objects.times_of(source)
    set_reminder_rules(program=made, by=by, times=times)  # 3 how often it reminds
    _copy_schedules(source, made)  # 4 when it asks and looks back
    _copy_library(source, made, by)  # 5 what it recommends
    audit.record("program.duplicated", target=source, by=by, organisation=source.organisation)
    return made


def _copy_schedules(source: Program, made: Program) -> None:
    for check_ins in CheckInSettings.objects.filter(program=source):
        CheckInSettings.objects.create(
            program=made, asks=check_ins.asks, weeks=check_ins.weeks, first_week=check_ins.first_week
        )
    for reviews in ReviewSettings.objects.filter(program=source):
        ReviewSettings.objects.create(program=made, **{fact: getattr(reviews, fact) for fact in REVIEWS})


def _copy_library(source: Program, made: Program, by: User) -> None:
    items = LibraryItem.objects.filter(program=source).order_by("pk")
    LibraryItem.objects.bulk_create(
        LibraryItem(program=made, added_by=by, **{fact: getattr(item, fact) for fact in ITEM})
        for item in items
    )
