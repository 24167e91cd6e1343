"""Advice between Lena and Tomás in all its states, what they learn from each other, and the marks on their topics."""

from collections.abc import Mapping
from datetime import time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from sessions.actions.action_items import add_action, hand_back
from sessions.actions.advice import give_advice, report_on, take_up
from sessions.actions.learning import write_learning
from sessions.actions.told import mark_topic
from sessions.models import AgendaItem

EVENING, MORNING = time(19, 20), time(8, 30)
# How Tomás handled the topics of their meetings, the earliest first.
MARKS = ("confirmed", "told", "asked", "told", "asked", "asked", "confirmed", "asked")


def advice(everybody: Mapping[str, Told]) -> None:
    lena, amara = everybody["Lena Brandt"], everybody["Amara Nwosu"]
    _tried(lena)
    _not_for_her(lena)
    _open(lena)
    _marks(lena)
    _learned(lena)
    _amara(amara)
    with clock.at(everybody["Kwame Mensah"].instant(-14, EVENING)):
        write_learning(
            by=everybody["Kwame Mensah"].members["mentee"],
            text="To ask what is in it for the others before I ask them for anything.",
        )


def _tried(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-51, EVENING)):
        first = give_advice(
            by=mentor,
            text="After an open question, wait ten seconds before you say anything.",
            why="I used to fill every pause. The best answers I got came after the pause in which I bit my tongue.",
            first_step="Do it once, in the one-to-one you fear least",
            step_by=told.today - timedelta(days=40),
        )
    with clock.at(told.instant(-38, EVENING)):
        report_on(
            by=mentee,
            advice=first,
            version=first.version,
            state="tried",
            tried="With Mirela and with Ada. I counted on my fingers under the table.",
            result="Ada laughed and asked if I was all right. Mirela told me what she had told nobody since spring.",
        )


def _not_for_her(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-37, EVENING)):
        second = give_advice(
            by=mentor,
            text="Hold one-to-ones while walking.",
            why="Side by side, people say things they would not say across a table.",
        )
    with clock.at(told.instant(-23, EVENING)):
        report_on(
            by=mentee,
            advice=second,
            version=second.version,
            state="not_for_me",
            tried="Two of my five work from home, and one does not walk well.",
        )


def _open(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-8, EVENING)):
        third = give_advice(
            by=mentor,
            text="Ask each of the five for one change, and ask in writing a day before you meet.",
            why="People who think before they speak get the same chance as those who speak at once.",
            first_step="Send the question to the first of them",
            step_by=told.today + timedelta(days=4),
        )
    with clock.at(told.instant(-7, MORNING)):
        take_up(by=mentee, advice=third)
        give_advice(
            by=mentee,
            text="Put your slides for the mentors’ evening away and bring one story.",
            why="You are at your best without notes. I have never once remembered a slide of yours.",
            first_step="Tell the story of your first team to somebody who was not there",
        )
        lost = add_action(by=mentor, owner=mentor, text="Find the recording of the talk on delegating")
    with clock.at(told.instant(-4, EVENING)):
        hand_back(
            by=mentor, item=lost, line="It was never recorded. I will tell you what I remember instead."
        )


def _marks(told: Told) -> None:
    topics = AgendaItem.objects.filter(
        meeting__mentorship=told.mentorship, meeting__starts_at__lt=told.instant(-1, time(0))
    ).select_related("meeting")
    for topic, kind in zip(topics.order_by("meeting__starts_at", "position"), MARKS, strict=False):
        with clock.at(topic.meeting.ends_at + timedelta(hours=2)):
            mark_topic(by=told.members["mentor"], topic=topic, kind=kind)


def _learned(told: Told) -> None:
    with clock.at(told.instant(-35, EVENING)):
        write_learning(
            by=told.members["mentor"],
            text="How a team of twenty-year-olds decides things in a chat, and why my long mails annoy them.",
        )
    with clock.at(told.instant(-13, MORNING)):
        write_learning(
            by=told.members["mentee"],
            text="That results take a while: my second one-to-one was worse than my first, and the fifth was good.",
        )


def _amara(told: Told) -> None:
    with clock.at(told.instant(-20, EVENING)):
        give_advice(
            by=told.members["mentor"],
            text="Write the two lines about each talk on the same day.",
            why="A week later one remembers how it felt and no longer what was said.",
            first_step="Note the first talk before you go home",
        )
    with clock.at(told.instant(-1, EVENING)):
        write_learning(
            by=told.members["mentee"],
            text="That I may stop in the middle of a sentence and begin again. Nobody minds but me.",
        )
