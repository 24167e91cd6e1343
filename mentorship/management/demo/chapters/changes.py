"""When things change: a question, a rest, a wish for another match, an ending begun and one that is over."""

from collections.abc import Mapping
from datetime import time

from django.utils.dateformat import format as format_date

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo.told import DAY, Told
from programs.actions.requests import answer_request, ask_coordinators, close_request, write_again
from programs.models import EndingAnswer, EndReason, HelpRequest, StaffRole
from sessions.actions.endings import answer_ending, begin_ending, put_closing_topics, save_letter
from sessions.actions.help import ask_for_another
from sessions.actions.rhythm import NewRhythm, pause, propose_rhythm
from sessions.actions.stories import approve_story, write_story

NOON, EVENING = time(12, 10), time(19, 20)


def changes(everybody: Mapping[str, Told]) -> None:
    """A pair each: Lena, Kwame, Daniel, Tariq, Sofia, Grace."""
    _a_question(everybody["Lena Brandt"])
    _another_rhythm(everybody["Kwame Mensah"])
    _a_rest(everybody["Daniel Costa"])
    _another_match(everybody["Tariq Hussain"])
    _an_ending_begun(everybody["Sofia Marinou"])
    _an_ending(everybody["Grace Thornton"])


def _coordinator(told: Told) -> User:
    roles = StaffRole.objects.coordinators().filter(program=told.mentorship.cohort.program)
    return roles.select_related("user").earliest("pk").user


def _a_question(told: Told) -> None:
    lena, by = told.members["mentee"], _coordinator(told)
    with clock.at(told.instant(-33, EVENING)):
        request = ask_coordinators(
            by=lena.enrolment,
            mentorship=told.mentorship,
            kind=HelpRequest.Kind.QUESTION,
            text="Is there a room in the Lisbon office we could use in March? Tomás will be in town, and we "
            "would love to meet in person once.",
        )
    with clock.at(told.instant(-32, NOON)):
        words = "Yes: the small one on the second floor is free on Thursdays after four. Write to me a week ahead."
        answer_request(request=request, by=by, text=words)
    if (user := lena.enrolment.person.user) is not None:
        with clock.at(told.instant(-31, NOON)):
            write_again(request=request, by=user, text="The second Thursday in March, half past four?")
    with clock.at(told.instant(-30, NOON)):
        answer_request(request=request, by=by, text="It is yours. The key is at the front desk.")
        close_request(request=request, by=by, outcome=HelpRequest.Outcome.ANSWERED)


def _another_rhythm(told: Told) -> None:
    """His mentor has not answered yet."""
    with clock.at(told.instant(-1, EVENING)):
        propose_rhythm(by=told.members["mentee"], rhythm=NewRhythm(3, 90, "video"))


def _a_rest(told: Told) -> None:
    until = told.today + 49 * DAY
    day = format_date(until, "j F")
    with clock.at(told.instant(-4, EVENING)):
        pause(by=told.members["mentee"], until=until, line=f"Exams until {day} – see you then.")


def _another_match(told: Told) -> None:
    with clock.at(told.instant(-1, EVENING)):
        ask_for_another(
            by=told.members["mentee"],
            wish=HelpRequest.Wish.TALK_FIRST,
            text="Carys is kind, and it is not about her. I work nights in the lab and she is only free in the "
            "mornings, so ten weeks on we have still not met. Somebody with free evenings would suit me better.",
        )


def _an_ending_begun(told: Told) -> None:
    with clock.at(told.instant(-3, EVENING)):
        begin_ending(by=told.members["mentee"])
        put_closing_topics(by=told.members["mentee"])
    letter = (
        "Dear Eleni,\n\nwhen we began I introduced myself with what I had *not* done for eight years. You "
        "asked what I had done instead, and wrote it down, and it filled a page. I still have that page.\n\n"
        "I start next month. What I take with me: numbers are patient, and so were you.\n\nSofia"
    )
    with clock.at(told.instant(-2, EVENING)):
        save_letter(by=told.members["mentee"], text=letter, version=0, done=True)


FROM_GRACE = (
    "Dear Ruth,\n\nI came to you with a number in my head that I was ashamed to say aloud. You made me say it "
    "three times, first to you, then to the window, then to you again as if you were them.\n\nThe call took "
    "four minutes. The sentence took one breath. I got the number, and something else: I now know that I can "
    "ask, and the sky stays where it is.\n\nThank you for never giving me your number instead of mine.\n\nGrace"
)
FROM_RUTH = (
    "Dear Grace,\n\nyou thanked me for courage in our last meeting. For the record: all I did was sit there and "
    "wait until you had found your own sentence.\n\nI have taken something with me, too. I had not asked for "
    "anything in years. After our second talk I went and asked for a day a week to teach, and I have it.\n\n"
    "Keep the list you made. You will need it for somebody else one day.\n\nRuth"
)
STORY = (
    "Grace wanted to negotiate her offer and did not know what she was worth. Ruth did not tell her. They "
    "prepared one sentence together, said it aloud until it sounded like Grace, and after two meetings she made "
    "the call. “It took one sentence,” says Grace. “I asked for something myself afterwards,” says Ruth."
)


def _an_ending(told: Told) -> None:
    """It ended well before today; the chapter of its end comes after this one."""
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-20, EVENING)):
        begin_ending(by=mentee)
        save_letter(by=mentee, text=FROM_GRACE, version=0, done=True)
    with clock.at(told.instant(-16, EVENING)):
        save_letter(by=mentor, text=FROM_RUTH, version=0, done=True)
    outcome = EndingAnswer.Outcome
    for member, found in ((mentee, outcome.CONFIDENCE), (mentor, outcome.CLARITY)):
        with clock.at(told.instant(-15, EVENING)):
            answer_ending(
                by=member,
                reason=EndReason.PURPOSE_MET,
                outcome=found,
                useful=5,
                at_ease=5,
                well_run=4,
                stays_in_touch=True,
            )
    with clock.at(told.instant(-14, EVENING)):
        story = write_story(by=mentee, text=STORY, version=0)
    with clock.at(told.instant(-13, NOON)):
        approve_story(by=mentor, version=story.version)
