"""What partners ask and tell, as lines of Today and as events below."""

from datetime import timedelta

import pytest

from mentorship.dashboards.queries.today import today_of
from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.actions.news import ask, ask_partner, close, tell_partner
from programs.models import Part
from programs.queries.roles import roles_of
from sessions.queries.news import KINDS


def page_of(who):
    return today_of(who.user, roles_of(who.user))


def titles(who) -> list[str]:
    page = page_of(who)
    return [line.title for line in [page.hero, *page.waiting] if line]


def asked(kind: str, name: str) -> str:
    return str(KINDS[kind].to_me) % {"name": name}


@pytest.fixture
def kind() -> str:
    """One that asks, in every program."""
    return next(key for key, one in KINDS.items() if one.why and one.part is None and not one.outlives)


def test_what_a_partner_asks_is_a_line_until_it_is_answered(world, kind):
    ask_partner(kind, by=world.member(world.ada))
    assert asked(kind, "Ada") in titles(world.ben)
    assert asked(kind, "Ben") not in titles(world.ada)
    close(kind, mentorship=world.ada_ben)
    assert asked(kind, "Ada") not in titles(world.ben)
    assert [event.words for event in page_of(world.ben).events] == [asked(kind, "Ada")]


def test_what_the_calendar_asks_names_the_partner_and_is_no_event(world, kind):
    ask(kind, reader=world.member(world.ben))
    assert asked(kind, "Ada") in titles(world.ben)
    close(kind, mentorship=world.ada_ben)
    assert page_of(world.ben).events == []


def test_a_line_goes_when_its_time_is_over_and_with_the_mentorship(world, kind):
    ask_partner(kind, by=world.member(world.ada), until=clock.now() + timedelta(days=2))
    with clock.at(clock.now() + timedelta(days=3)):
        assert asked(kind, "Ada") not in titles(world.ben)
    assert asked(kind, "Ada") in titles(world.ben)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert titles(world.ben) == []


def test_what_is_off_leaves_no_line_and_no_event(world):
    tell_partner("thanks_received", by=world.member(world.ada))
    assert len(page_of(world.ben).events) == 1
    world.program.chosen_parts = [part for part in Part.values if part != Part.THANKS]
    world.program.save()
    assert page_of(world.ben).events == []


def test_events_are_of_two_weeks_and_fifteen_at_most(world):
    told = next(key for key, one in KINDS.items() if not one.why and one.part is None)
    with clock.at(clock.now() - timedelta(days=15)):
        tell_partner(told, by=world.member(world.ada), ref=1)
    assert page_of(world.ben).events == []
    for ref in range(17):
        tell_partner(told, by=world.member(world.ada), ref=ref + 1)
    assert len(page_of(world.ben).events) == 15


def test_news_without_words_must_not_ship(world):
    tell_partner("made_up", by=world.member(world.ada))
    with pytest.raises(KeyError):
        page_of(world.ben)
