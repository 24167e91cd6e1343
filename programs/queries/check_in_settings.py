"""When the people of a program are asked their question: what a coordinator chose, or what is usual."""

from dataclasses import dataclass
from datetime import date

from mentorship.lib import clock
from programs.models import Program
from programs.models.check_in_settings import CheckInSchedule, monday_of, usual_schedule


@dataclass(frozen=True)
class CheckInsPage:
    schedule: CheckInSchedule
    asking_now: bool  # this very week is one of questions
    next_week: date | None  # the Monday of the next one; None while nothing is asked


def schedule_of(program: Program) -> CheckInSchedule:
    """No statement where the settings were fetched with the program (`select_related("check_in_settings")`)."""
    chosen = getattr(program, "check_in_settings", None)
    return chosen.schedule if chosen else usual_schedule(program)


def check_ins_page(program: Program) -> CheckInsPage:
    """For the coordinator who fetched the program. One statement at most."""
    schedule, today = schedule_of(program), clock.today(program.zone)
    return CheckInsPage(
        schedule=schedule,
        asking_now=schedule.is_asking_week(monday_of(today)),
        next_week=schedule.next_week(today) if schedule.asks else None,
    )
