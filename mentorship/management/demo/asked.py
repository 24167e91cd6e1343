"""What the demo's program asks besides, and what its people answered. All of it invented."""

from mentorship.accounts.models import User
from programs.actions.answers import record_answers
from programs.actions.questions import add_question, publish_form
from programs.models import Enrolment, Program, Question
from programs.models.enrolments import Role
from programs.queries.ready_questions import READY, ready_question

TRIED = (
    "Two books, and a colleague who listens. The books were easier to find.",
    "A course last spring. I kept the folder and lost the habit.",
    "Writing a plan every January. It lasts until March.",
    "Asking friends, who are kind and agree with me.",
)
WISHED = (
    "That nobody else knew what they were doing either.",
    "To ask earlier. Most people are glad to be asked.",
    "That a no, said early and kindly, is a favour to everybody.",
    "To write down what went well, as nobody else would remember it for me.",
)
HOW = ("By video", "In person\nBy video", "By phone", "It does not matter")


def ask(program: Program, by: User) -> None:
    """Four of the questions that suit the program's kind."""
    for number in range(len(READY[program.kind])):
        facts = ready_question(program.kind, str(number))
        if facts and number not in {3, 5}:
            add_question(by=by, program=program, **facts)
    publish_form(by=by, program=program)


def answer(place: Enrolment, number: int) -> None:
    """The same answers on every run."""
    told = TRIED if place.role == Role.MENTEE else WISHED
    by_kind = {
        Question.Kind.LONG: told[number % len(told)],
        Question.Kind.YES_NO: "yes" if number % 3 else "no",
        Question.Kind.CHOICES: HOW[number % len(HOW)],
    }
    live = Question.objects.filter(version_of__program=place.cohort.program)
    record_answers(enrolment=place, answers={one.code: by_kind[Question.Kind(one.kind)] for one in live})
