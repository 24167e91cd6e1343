"""Advice, the marks on topics, and actions across one's mentorships."""

from collections.abc import Callable

from django.urls import reverse

from mentorship.lib import clock
from sessions.actions import advice
from sessions.actions.action_items import add_action, hand_back
from sessions.models import ActionItem, Advice
from tests.access import places
from tests.access.row import MEMBERS_ONLY, MENTEE_ONLY, MENTOR_ONLY, SIGNED_IN, Row
from tests.sessions import rows
from tests.world import World

TEXTS = ("text", "why", "first_step", "tried", "result")
ONE_PRESS = {"get": 405, "hx": 405}
NAMED_BY_THE_PAGE = Row(MEMBERS_ONLY, post=404, to=places.own_pair, **ONE_PRESS)


def given(world: World) -> places.Kwargs:
    """Ada advises Ben."""
    row = advice.give_advice(by=rows.seats(world.ada_ben)[0], text="Ask first.")
    return {**places.own_pair(world), "number": row.number}


def made_advice(world: World, text: str) -> Advice:
    texts = dict.fromkeys(TEXTS, text)
    return Advice.objects.create(
        mentorship=world.ada_ben, number=901, giver=rows.seats(world.ada_ben)[0], **texts
    )


def made_action(world: World, text: str) -> ActionItem:
    return ActionItem.objects.create(
        mentorship=world.ada_ben,
        owner=rows.seats(world.ada_ben)[1],
        text=text,
        handed_back_line=text,
        handed_back_at=clock.now(),
    )


ROUTES = {
    "sessions:my_actions": Row(SIGNED_IN),
    "sessions:action_date": NAMED_BY_THE_PAGE,
    "sessions:action_back": NAMED_BY_THE_PAGE,
    "sessions:action_remove": NAMED_BY_THE_PAGE,
    "sessions:advice": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    # What became of advice is for whoever got it to say.
    "sessions:advice_one": Row(MENTEE_ONLY, post=422, to=given, but={"ada": (200, 403, 200)}),
    "sessions:advice_action": Row(MENTEE_ONLY, post=303, to=given, but={"ada": (405, 403, 405)}, **ONE_PRESS),
    "sessions:told": Row(MENTOR_ONLY, post=404, to=places.past_meeting, but={"ben": (200, 403, 200)}),
}
MADE = {"mentoring_sessions.Advice": made_advice, "mentoring_sessions.ActionItem": made_action}
AUTHORS: dict[str, str] = {}
QUERYSETS = {("mentoring_sessions.Advice", "visible_to"): "advice"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ada advises, Ben tries it and says what came of it; Ada hands an action back."""
    mentor, mentee = rows.seats(world.ada_ben)
    said = {name: word(f"Advice.{name}") for name in TEXTS}
    row = advice.give_advice(by=mentor, text=said["text"], why=said["why"], first_step=said["first_step"])
    facts = {"tried": said["tried"], "result": said["result"]}
    advice.report_on(by=mentee, advice=row, version=row.version, state="tried", **facts)
    item = add_action(by=mentor, owner=mentor, text="Find the recording")
    hand_back(by=mentor, item=item, line=word("ActionItem.handed_back_line"))


def addresses(world: World) -> list[str]:
    pair = [world.ada_ben.code]
    return [
        reverse("sessions:my_actions"),
        f"{reverse('sessions:my_actions')}?tab=promised",
        reverse("sessions:advice", args=pair),
        reverse("sessions:advice_one", args=[*pair, 1]),
        reverse("sessions:told", args=[*pair, 1]),
    ]
