"""The dates the running cohort shares: a kick-off that was, an hour with everybody that asks who comes, a closing."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import DAY, Told
from programs.actions.timeline import Wanted, add_date, add_usual_dates, answer_date
from programs.models import Enrolment, StaffRole

MORNING, FIVE = time(9, 5), time(17, 0)
AHEAD = 16  # days until the hour with everybody, or a working day after that
# Whoever is not here has not said.
SAID = {
    "Lena Brandt": "yes",
    "Tomás Herrera": "yes",
    "Amara Nwosu": "maybe",
    "Ingrid Solberg": "no",
    "Daniel Costa": "yes",
    "Priya Raman": "yes",
    "Olivia Tremblay": "maybe",
}


def timeline(everybody: Mapping[str, Told]) -> None:
    told = everybody["Lena Brandt"]
    cohort = told.mentorship.cohort
    by = StaffRole.objects.coordinators().filter(program=cohort.program).order_by("pk")[0].user
    with clock.at(told.instant(-75, MORNING)):
        add_usual_dates(cohort=cohort, by=by)
    with clock.at(told.instant(-6, MORNING)):
        one = add_date(
            cohort=cohort,
            by=by,
            wanted=Wanted(
                day=_working_day(told.today + AHEAD * DAY),
                name="An hour with everybody",
                hour=FIVE,
                until=time(18, 0),
                place="https://meet.example.org/linden",
                about="Bring one thing you have tried, and a question for the others. No slides.",
                asks=True,
            ),
        )
    places = Enrolment.objects.accepted().filter(cohort=cohort).select_related("person")
    for number, place in enumerate(places.order_by("pk")):
        if answer := SAID.get(place.person.name):
            with clock.at(told.instant(-5, MORNING) + timedelta(minutes=23 * number)):
                answer_date(date=one, person=place.person, answer=answer)


def _working_day(day: date) -> date:
    return day + (8 - day.isoweekday()) * DAY if day.isoweekday() > 5 else day
