"""Advice: given by either, taken up once, told what became of it."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News
from sessions.access import get_seat
from sessions.actions.advice import give_advice, report_on, take_up
from sessions.models import ActionItem, Advice
from sessions.queries.advice import open_advice
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_either_advises_and_the_other_hears_of_it(world):
    ada, ben = rows.seats(world.ada_ben)
    for giver, other in ((ada, ben), (ben, ada)):
        advice = give_advice(by=giver, text="Ask first.", why="It worked for me.")
        told = News.objects.get(reader=other, kind="advice_given")
        assert (told.ref, told.asks) == (advice.number, False)
    assert list(Advice.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_its_first_step_becomes_one_action_of_whoever_got_it(world):
    ada, ben = rows.seats(world.ada_ben)
    advice = give_advice(by=ada, text="Ask first.", first_step="Ask Jonas", step_by=make.some_day(3))
    first, second = take_up(by=ben, advice=advice), take_up(by=ben, advice=advice)
    assert first == second == ActionItem.objects.get()
    assert (first.owner, first.text, first.due_on) == (ben, "Ask Jonas", make.some_day(3))
    with pytest.raises(PermissionDenied):
        take_up(by=ada, advice=advice)


def test_an_unresolved_item_always_starts_the_next_agenda(world):
    """Open until somebody says what became of it, however old, by whomever, an action or not."""
    ada, ben = rows.seats(world.ada_ben)
    given = [give_advice(by=by, text=f"{by.role} {number}") for by in (ada, ben) for number in range(3)]
    take_up(by=ben, advice=given[0])
    report_on(by=ben, advice=given[1], version=1, state="tried", tried="I did")
    report_on(by=ada, advice=given[3], version=1, state="not_for_me")
    left = [given[0], given[2], given[4], given[5]]
    for who in (world.ada, world.ben):
        seat = get_seat(who.user, world.ada_ben.code)
        assert [card.number for card in open_advice(seat)] == [row.number for row in left]
    given[1].refresh_from_db()
    report_on(by=ben, advice=given[1], version=2, state="open")
    seat = get_seat(world.ben.user, world.ada_ben.code)
    assert [card.number for card in open_advice(seat)] == [1, 2, 3, 5, 6]


def test_the_giver_hears_what_became_of_it_once(world):
    ada, ben = rows.seats(world.ada_ben)
    advice = give_advice(by=ada, text="Ask first.")
    report_on(by=ben, advice=advice, version=1, state="tried", tried="With Jonas", result="He told me.")
    report_on(by=ben, advice=advice, version=2, state="tried", tried="With Jonas", result="And more.")
    assert News.objects.filter(reader=ada, kind="advice_tried", ref=advice.number).count() == 1
    with pytest.raises(Conflict, match="kept here"):
        report_on(by=ben, advice=advice, version=1, state="not_for_me")
    with pytest.raises(Conflict, match="settled"):
        take_up(by=ben, advice=advice)


@pytest.mark.parametrize("state", ["tried", "", "maybe"])
def test_a_report_that_says_nothing_is_refused(world, state):
    ada, ben = rows.seats(world.ada_ben)
    advice = give_advice(by=ada, text="Ask first.")
    with pytest.raises(Refusal):
        report_on(by=ben, advice=advice, version=1, state=state)
    advice.refresh_from_db()
    assert advice.state == "open"
    with pytest.raises(PermissionDenied):
        report_on(by=ada, advice=advice, version=1, state="tried", tried="Mine")
