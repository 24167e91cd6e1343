"""What the coordinator wrote to all mentees, and what somebody asked who is not matched yet."""

from collections.abc import Mapping
from datetime import time

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo.told import Told
from mentorship.notifications.models import Delivery
from programs.actions.coordinator_notes import send_note
from programs.actions.requests import answer_request, ask_coordinators
from programs.models import Cohort, Enrolment, HelpRequest, StaffRole

MORNING, NOON, EVENING = time(9, 5), time(12, 20), time(20, 15)
NOTE = (
    "Hello {name},\n\nhalf of our time together is nearly over. On the second Thursday of next month, at five, "
    "everybody in the program meets for an hour, in the canteen in Lisbon and by video. No slides: bring one "
    "thing you have tried, and a question for the others. {partner} knows of it, too.\n\nYour next date: {next date}."
)


def notes(everybody: Mapping[str, Told]) -> None:
    told = everybody["Lena Brandt"]
    program = told.mentorship.cohort.program
    coordinator = StaffRole.objects.coordinators().filter(program=program).order_by("pk")[0].user
    _a_note(told, everybody, coordinator)
    _a_question_before_the_start(told, program.cohorts.latest("pk"), coordinator)


def _a_note(told: Told, everybody: Mapping[str, Told], by: User) -> None:
    """It left the same morning, long before the demo's outbox was opened."""
    running = [one.mentorship.pk for one in everybody.values() if not one.pair.ended]
    with clock.at(told.instant(-6, MORNING)) as sent_at:
        note = send_note(
            cohort=told.mentorship.cohort,
            to=running,
            whom="mentees",
            by=by,
            subject="An hour with everybody",
            text=NOTE,
        )
    mails = Delivery.objects.filter(occurrence__kind="coordinator_note", occurrence__subject_id=note.pk)
    mails.update(state=Delivery.State.SENT, sent_at=sent_at)


def _a_question_before_the_start(told: Told, cohort: Cohort, by: User) -> None:
    accepted = Enrolment.objects.accepted().mentees().filter(cohort=cohort)
    place = accepted.select_related("person__user").earliest("pk")
    with clock.at(told.instant(-3, EVENING)):
        request = ask_coordinators(
            by=place,
            kind=HelpRequest.Kind.QUESTION,
            text="I am away for the first two weeks of the program. Is it better to wait for the next round?",
        )
    with clock.at(told.instant(-2, NOON)):
        words = "No need to wait: most pairs take that long to find a first date. Come back rested."
        answer_request(request=request, by=by, text=words)
