"""The page of a program's reminders: sets fill numbers, numbers show as a set, and looking changes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.forms.reminder_rules import OWN, REMINDERS
from programs.models import ReminderRule
from programs.models.reminder_rules import MOST, TIMES, USUAL, Pace

HTMX = {"HX-Request": "true", "HX-Target": "rules"}


@pytest.fixture
def page(world) -> str:
    return reverse("programs:program_reminders", args=[world.program.code])


def typed(pace: str, times: dict[str, int], *, shown: str = Pace.USUAL, seen: dict | None = None):
    """What a browser posts: the choices, and what the page was made with."""
    seen = USUAL if seen is None else seen
    return {
        "pace": pace,
        "initial-pace": shown,
        **times,
        **{f"initial-{kind}": often for kind, often in seen.items()},
    }


def times(world) -> dict[str, int]:
    return ReminderRule.objects.times_of(world.program)


def chosen(answer) -> tuple[str, dict[str, int]]:
    """As the page shows it: the set, and the number of each kind."""
    html = answer.content.decode()
    pace = re.search(r'name="pace" value="(\w+)"[^>]*checked', html)
    selects = re.findall(r'<select name="(\w+)".*?<option value="(\d)" selected', html, re.DOTALL)
    return pace and pace[1], {kind: int(often) for kind, often in selects}


def mails(answer) -> float:
    return float(re.search(r"A mentor gets about ([\d.]+) mails", answer.content.decode())[1])


def test_every_kind_has_words_and_no_more_choices_than_it_is_told():
    assert REMINDERS.keys() == USUAL.keys()
    assert {kind for kind, one in REMINDERS.items() if one.most != MOST} == {
        "agenda",
        "meeting_soon",
        "timeline",
        "event",
    }
    assert all(TIMES[pace][kind] <= one.most for pace in Pace for kind, one in REMINDERS.items())


@pytest.mark.parametrize(
    ("pace", "numbers", "kept"),
    [
        (Pace.FEW, USUAL, TIMES[Pace.FEW]),  # a set fills the numbers, without script
        (Pace.USUAL, {**USUAL, "goal": 3}, {**USUAL, "goal": 3}),  # numbers by hand, the set left as it was
        (Pace.FEW, {**USUAL, "goal": 3}, {**TIMES[Pace.FEW], "goal": 3}),  # a set, and one number by hand
        (OWN, {**USUAL, "goal": 0}, {**USUAL, "goal": 0}),
        (Pace.USUAL, USUAL, USUAL),
    ],
    ids=["a set", "by hand", "a set and by hand", "own", "nothing"],
)
@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_what_is_saved(world, sign_in, page, pace, numbers, kept, headers, status):
    answer = sign_in(world.mira).post(page, typed(pace, numbers), headers=headers)
    assert answer.status_code == status
    assert times(world) == kept


def test_a_look_shows_what_it_comes_to_and_changes_nothing(world, sign_in, page):
    client = sign_in(world.mira)
    few = client.get(page, typed(Pace.FEW, USUAL), headers=HTMX)
    assert chosen(few) == (Pace.FEW, TIMES[Pace.FEW])
    assert "<h1>" not in few.content.decode()
    own = client.get(page, typed(Pace.USUAL, {**USUAL, "goal": 3}), headers=HTMX)
    assert chosen(own) == (OWN, {**USUAL, "goal": 3})
    back = client.get(page, typed(OWN, USUAL, shown=OWN, seen={**USUAL, "goal": 3}), headers=HTMX)
    assert chosen(back) == (Pace.USUAL, USUAL)
    assert mails(few) < mails(back) <= mails(own)
    assert re.search(r'id="announce" hx-swap-oob="innerHTML">\s*A mentor gets about', few.content.decode())
    assert ReminderRule.objects.count() == 0


def test_after_a_look_the_shown_numbers_are_saved(world, sign_in, page):
    client = sign_in(world.mira)
    few = TIMES[Pace.FEW]
    assert client.post(page, typed(Pace.FEW, few, shown=Pace.FEW, seen=few)).status_code == 303
    assert times(world) == few
    assert chosen(client.get(page)) == (Pace.FEW, few)


@pytest.mark.parametrize(("field", "odd"), [("goal", 4), ("agenda", 2), ("review", "x"), ("pace", "all")])
def test_odd_numbers_are_refused_and_change_nothing(world, sign_in, page, field, odd):
    answer = sign_in(world.mira).post(page, {**typed(Pace.USUAL, USUAL), field: odd})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert times(world) == USUAL


def test_page_shows_the_program_own_rhythm_and_takes_few_statements(world, sign_in, page):
    client = sign_in(world.mira)
    slow = mails(client.get(page))
    world.program.rhythm_weeks = 1
    world.program.save()
    ReminderRule.objects.bulk_create(
        ReminderRule(program=world.program, kind=kind, times=1) for kind in USUAL if kind != "review"
    )
    with CaptureQueriesContext(connection) as taken:
        answer = client.get(page)
    assert len(taken) <= 12
    assert mails(answer) > slow
    assert "New pairs start with one meeting a week." in answer.content.decode()
