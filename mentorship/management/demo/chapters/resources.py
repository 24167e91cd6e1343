"""What Lena and Tomás hand to each other, what the program recommends, and what Tomás has read."""

from collections.abc import Mapping
from datetime import time

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.files import new_file
from mentorship.management.demo.paper import pdf_of
from mentorship.management.demo.told import Told
from programs.actions.library import add_item, mark_read
from programs.models import StaffRole
from sessions.actions import resources
from sessions.actions.library import share_from_library
from sessions.actions.resources import NewResource, share_resource, talk_about
from sessions.models import Resource

EVENING, MORNING = time(19, 40), time(7, 50)
QUESTIONS = (
    "1. What has been on your mind since we last spoke?",
    "2. What went better than you expected?",
    "3. Where are you waiting for something, or for somebody?",
    "4. What should I stop doing?",
    "5. What would you do if it were only up to you?",
    "6. What do I not see from my chair?",
    "7. What did I forget to ask?",
    "",
    "Three of them are enough for half an hour. Ask one, then wait.",
)
RULES = """Three things have proved their worth here.

# Before the first meeting
- Whoever is less busy proposes two dates.
- Both answer the first questions of the agreement alone.

# Between meetings
- One action each, small enough to be done.
- If a month gets too full, move the meeting. Don’t let it lapse.

# If something is wrong
- Ask the coordinators. We answer within two working days.
"""


def shared(everybody: Mapping[str, Told]) -> None:
    lena = everybody["Lena Brandt"]
    _from_tomas(lena)
    _from_lena(lena)
    _others(everybody)
    _program(lena)
    _practice(lena)


def _share(told: Told, role: str, days: int, **facts: object) -> Resource:
    with clock.at(told.instant(-days, EVENING)):
        return share_resource(by=told.members[role], new=NewResource(**facts))  # type: ignore[arg-type]


def _read(told: Told, role: str, days: int, resource: Resource) -> None:
    with clock.at(told.instant(-days, MORNING)):
        resources.mark_read(by=told.members[role], resource=resource, read=True)


def _from_tomas(told: Told) -> None:
    book = _share(
        told,
        "mentor",
        62,
        title="The Coaching Habit, by Michael Bungay Stanier",
        why="Short, and the seven questions in it cured me of answering too fast. Chapter two is enough to begin.",
        kind="book",
    )
    _read(told, "mentee", 50, book)
    paper = _share(
        told,
        "mentor",
        5,
        title="The seven questions I start from",
        why="You asked for my list. Change the words until they sound like you.",
        kind="file",
        upload=new_file(
            "Seven questions for a one-to-one.pdf", pdf_of("Seven questions for a one-to-one", QUESTIONS)
        ),
    )
    _read(told, "mentee", 4, paper)
    _share(
        told,
        "mentor",
        12,
        title="The lunch table of new team leads",
        why="Every first Thursday, half an hour by video, no slides. I found my two best sparring partners there.",
        kind="network",
    )
    with clock.at(told.instant(-2, EVENING)):
        share_from_library(
            by=told.members["mentor"],
            slug="results-take-time",
            title="Results take time",
            why="For the week in which you wondered whether all this leads anywhere.",
        )


def _from_lena(told: Told) -> None:
    decisions = _share(
        told,
        "mentee",
        30,
        title="How our team writes decisions down",
        why="You said yours get lost in chats. Half a page each, and people do read them.",
        link="https://example.org/handbook/decisions-on-half-a-page",
    )
    _read(told, "mentor", 28, decisions)
    _share(
        told,
        "mentee",
        20,
        title="Three evenings on difficult conversations",
        why="The talk with Jonas was luck. I want to know what I did.",
        kind="course",
        link="https://example.org/evening-school/difficult-conversations",
        direction="author",
    )
    evening = _share(
        told,
        "mentee",
        6,
        title="Panel: leading former colleagues",
        why="Next month, online, an hour at lunchtime. Shall we listen together?",
        kind="event",
        link="https://example.org/events/leading-former-colleagues",
        direction="both",
    )
    with clock.at(told.instant(-1, MORNING)):
        talk_about(by=told.members["mentee"], resource=evening)


def _others(everybody: Mapping[str, Told]) -> None:
    _share(
        everybody["Amara Nwosu"],
        "mentor",
        18,
        title="Situation, behaviour, effect: one page",
        why="The frame I use before every hard talk. It fits on a card.",
        link="https://example.org/cards/situation-behaviour-effect",
    )
    _share(
        everybody["Kwame Mensah"],
        "mentee",
        12,
        title="The podcast on negotiating without a title",
        why="Episode four is our last conversation, only with better jokes.",
        link="https://example.org/podcasts/without-a-title/4",
    )


def _program(told: Told) -> None:
    program = told.mentorship.cohort.program
    by = User.objects.filter(staff_roles__in=StaffRole.objects.filter(program=program)).earliest("pk")
    with clock.at(told.instant(-70, MORNING)):
        add_item(
            program=program,
            by=by,
            title="How we do it in Growing together",
            text=RULES,
            topics=["beginning", "house rules"],
            minutes=2,
            language="English",
        )
        add_item(
            program=program,
            by=by,
            title="Talk: what mentors wish they had known",
            link="https://example.org/talks/what-mentors-wish-they-had-known",
            topics=["talking and listening"],
            minutes=18,
            language="English",
            for_whom="mentor",
        )


def _practice(told: Told) -> None:
    """Tomás reads a guide now and then; his marks are his record."""
    tomas = told.members["mentor"].enrolment.person.user
    for days, slug in (
        (69, "start-mentor"),
        (66, "first-meeting"),
        (52, "asking-before-telling"),
        (9, "feedback"),
    ):
        if tomas is not None:
            with clock.at(told.instant(-days, MORNING)):
                mark_read(user=tomas, slug=slug, read=True)
