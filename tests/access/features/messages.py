"""Messages, updates, thanks, introductions: the pair reads them, nobody else."""

from collections.abc import Callable

from django.urls import reverse

from sessions.actions.introductions import answer_introduction, note_outcome, start_introduction
from sessions.actions.messages import post_update, send_message
from sessions.actions.thanks import say_thanks
from sessions.models import Introduction, Message, Thanks, Update
from tests.access import places
from tests.access.row import MEMBERS_ONLY, PLACED, Row
from tests.sessions import rows
from tests.world import World


def an_introduction(world: World) -> places.Kwargs:
    start_introduction(by=rows.seats(world.ada_ben)[1], kind="asked", whom="A data lead")
    return {**places.own_pair(world), "number": 1}


# Whoever takes part in a program that uses it, Eve in one of another organisation: each their own.
WITH_A_PROGRAM = PLACED | {"eve"}
ROUTES = {
    "sessions:messages": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:messages_poll": Row(MEMBERS_ONLY, 303, 405, 204, to=places.own_pair),
    "sessions:message_turn": Row(MEMBERS_ONLY, 303, 404, 204, to=places.own_pair),
    "sessions:updates": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:thanks": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:thanks_mine": Row(WITH_A_PROGRAM),
    "sessions:introductions": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:introduction": Row(MEMBERS_ONLY, post=422, to=an_introduction),
    "sessions:introduction_outcome": Row(MEMBERS_ONLY, 303, 422, 204, to=an_introduction),
}


def a_message(world: World, text: str) -> Message:
    return rows.message(world.member(world.ben), text, number=901)


def an_update(world: World, text: str) -> Update:
    return rows.update(world.member(world.ben), text, obstacle=text, link=text, number=901)


def some_thanks(world: World, text: str) -> Thanks:
    return rows.thanks(world.member(world.ada), text)


def made_introduction(world: World, text: str) -> Introduction:
    texts = {"reason": text, "answer": text, "outcome": text}
    return rows.introduction(world.member(world.ben), text, number=901, **texts)


MADE = {
    "mentoring_sessions.Message": a_message,
    "mentoring_sessions.Update": an_update,
    "mentoring_sessions.Thanks": some_thanks,
    "mentoring_sessions.Introduction": made_introduction,
}
AUTHORS: dict[str, str] = {}
QUERYSETS = {
    ("mentoring_sessions.Message", "visible_to"): "message",
    ("mentoring_sessions.Update", "visible_to"): "update",
    ("mentoring_sessions.Thanks", "visible_to"): "thanks",
    ("mentoring_sessions.Introduction", "visible_to"): "introduction_log",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A first message leaves by mail with its words, as its author says; see the test of the mails."""
    mentor, mentee = rows.seats(world.ada_ben)
    send_message(by=mentee, text=word("Message.text"), by_mail=True)
    send_message(by=mentor, text=word("Message.text"))
    post_update(
        by=mentee,
        progress=word("Update.progress"),
        obstacle=word("Update.obstacle"),
        link=f"https://example.org/{word('Update.link')}",
    )
    say_thanks(by=mentee, text=word("Thanks.text"))
    asked = start_introduction(
        by=mentee, kind="asked", whom=word("Introduction.whom"), reason=word("Introduction.reason")
    )
    answer_introduction(by=mentor, introduction=asked, state="made", answer=word("Introduction.answer"))
    note_outcome(by=mentee, introduction=asked, outcome=word("Introduction.outcome"))


def addresses(world: World) -> list[str]:
    code = world.ada_ben.code
    names = ("messages", "messages_poll", "updates", "thanks", "introductions")
    return [
        *(reverse(f"sessions:{name}", args=[code]) for name in names),
        f"{reverse('sessions:messages', args=[code])}?choose",
        reverse("sessions:introduction", args=[code, 1]),
        reverse("sessions:thanks_mine"),
    ]
