"""Goals as lists show them."""

import pytest

from programs.models import Enrolment
from sessions.access import get_seat
from sessions.queries.goals import Topic, all_goals, goals_of, topics_covered
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_card_says_who_learns_to_each_reader_and_how_far_it_is(world):
    goal = rows.goal(world.ada_ben, start_value=10, target_value=20, direction="learn")
    goal.values.create(on=make.some_day(-1), value=15)
    goal.values.create(on=make.some_day(-9), value=12)
    rows.milestone(goal)
    rows.milestone(goal, removed_at=make.NOW, reached_at=make.NOW)
    cards = [goals_of(get_seat(who.user, world.ada_ben.code))[0] for who in (world.ben, world.ada)]
    assert [(card.direction, card.is_mine) for card in cards] == [
        ("you’re learning", True),
        ("you’re sharing", False),
    ]
    assert (cards[0].now_value, cards[0].percent, cards[0].steps, cards[0].reached) == (15, 50, 1, 0)


@pytest.mark.parametrize(("value", "percent"), [(5, 0), (20, 100), (40, 100)])
def test_percent_stays_between_its_ends(world, value, percent):
    goal = rows.goal(world.ada_ben, start_value=10, target_value=20)
    goal.values.create(on=make.some_day(), value=value)
    assert goals_of(get_seat(world.ben.user, world.ada_ben.code))[0].percent == percent


def test_all_goals_are_those_a_person_may_read_in_each_mentorship(world):
    rows.goal(world.ada_ben, "Shared")
    rows.goal(world.ada_ben, "Quiet", only_me=True)
    rows.goal(world.cleo_dan, "Elsewhere")
    read = {
        name: [card.sentence for pair in all_goals(getattr(world, name).user) for card in pair.page.in_focus]
        for name in ("ada", "ben", "dan", "fay")
    }
    assert read == {"ada": ["Shared"], "ben": ["Shared", "Quiet"], "dan": ["Elsewhere"], "fay": []}


def test_topics_are_covered_by_a_shared_goal_with_a_live_mentor(world):
    place = world.enrolment(world.ben)
    Enrolment.objects.filter(pk=place.pk).update(topics=["Hiring", "Speaking", "Budgets"], capacity=2)
    place.refresh_from_db()
    second = make.mentorship(world.cohort, world.mira, world.enrolment(world.cleo), place)
    rows.goal(world.ada_ben, topic="hiring")
    rows.goal(second, topic="Hiring")
    rows.goal(second, topic="Speaking", only_me=True)
    rows.goal(second, topic="Budgets", state="let_go")
    assert topics_covered(world.ben.user) == [
        Topic("Hiring", ["Ada", "Cleo"]),
        Topic("Speaking", []),
        Topic("Budgets", []),
    ]
    assert topics_covered(world.ada.user) == []
