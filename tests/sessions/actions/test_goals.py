"""Goals: whoever sets one writes it; what is kept to oneself stays there until it is shared."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import AuditEvent, News
from sessions.actions.goals import edit_goal, look_back, set_goal, set_goal_state, share_goal
from sessions.models import Goal, GoalWords
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def told(kind: str) -> list[tuple[str, int]]:
    """Who was told, and of which goal."""
    found = News.objects.filter(kind=kind).order_by("pk").select_related("reader")
    return [(one.reader.role, one.ref) for one in found]


def test_goal_is_numbered_audited_and_told_and_a_fourth_in_focus_waits(world):
    ada, ben = rows.seats(world.ada_ben)
    assert [set_goal(by=ben, sentence=words).number for words in ("One", "Two", "Three")] == [1, 2, 3]
    assert AuditEvent.objects.filter(verb="goal.set").count() == 3
    assert told("goal_set") == [("mentor", 1), ("mentor", 2), ("mentor", 3)]
    with pytest.raises(Conflict, match="Three goals"):
        set_goal(by=ben, sentence="Four")
    assert set_goal(by=ada, sentence="My own").number == 4
    assert told("goal_set")[-1] == ("mentee", 4)


def test_goal_is_never_written_by_the_other(world):
    ada, ben = rows.seats(world.ada_ben)
    for other, goal in ((ada, rows.goal(world.ada_ben)), (ben, rows.goal(world.ada_ben, owner=ada))):
        with pytest.raises(PermissionDenied, match="whoever set it"):
            edit_goal(by=other, goal=goal, version=1, sentence="Yours")
        with pytest.raises(PermissionDenied):
            set_goal_state(by=other, goal=goal, state="reached")
        with pytest.raises(PermissionDenied):
            share_goal(by=other, goal=goal)


def test_goal_edited_on_an_old_version_is_a_conflict(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    assert edit_goal(by=ben, goal=goal, version=1, sentence="New").version == 2
    with pytest.raises(Conflict, match="kept here"):
        edit_goal(by=ben, goal=goal, version=1, sentence="Newer")
    goal.refresh_from_db()
    assert goal.sentence == "New"


def test_goal_keeps_every_wording_and_tells_of_a_change_once_a_day(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = set_goal(by=ben, sentence="First", measure="Seen")
    edit_goal(by=ben, goal=goal, version=1, sentence="First", measure="Seen", stretch=True)
    edit_goal(by=ben, goal=goal, version=2, sentence="Second")
    edit_goal(by=ben, goal=goal, version=3, sentence="Third")
    kept = GoalWords.objects.filter(goal=goal).order_by("number")
    assert [(one.number, one.sentence, one.measure) for one in kept] == [
        (1, "First", "Seen"),
        (2, "Second", ""),
        (3, "Third", ""),
    ]
    assert told("goal_changed") == [("mentor", 1)]


@pytest.mark.parametrize("days", [0, -5, 4000])
def test_goal_until_a_past_or_far_day_is_refused(world, days):
    with pytest.raises(Refusal) as refused:
        set_goal(by=rows.seats(world.ada_ben)[1], sentence="x", until=make.some_day(days))
    assert refused.value.field == "until"


@pytest.mark.parametrize(
    ("start", "target", "field"),
    [
        (Decimal(0), None, "target_value"),
        (None, Decimal(9), "start_value"),
        (Decimal(3), Decimal(3), "target_value"),
    ],
)
def test_goal_with_half_a_number_is_refused(world, start, target, field):
    with pytest.raises(Refusal) as refused:
        set_goal(by=rows.seats(world.ada_ben)[1], sentence="x", start_value=start, target_value=target)
    assert refused.value.field == field


def test_goal_is_parked_reached_let_go_and_back_in_focus(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    for state in ("parked", "reached", "let_go", "in_focus"):
        goal = set_goal_state(by=ben, goal=goal, state=state)
        assert (goal.state, goal.closed_at is not None) == (state, state in {"reached", "let_go"})
    assert told("goal_reached") == [("mentor", 1)]
    with pytest.raises(Refusal):
        set_goal_state(by=ben, goal=goal, state="sunk")


def test_goal_comes_back_only_where_there_is_room(world):
    ben = rows.seats(world.ada_ben)[1]
    parked = rows.goal(world.ada_ben, state="parked")
    for _number in range(3):
        rows.goal(world.ada_ben)
    with pytest.raises(Conflict, match="Three goals"):
        set_goal_state(by=ben, goal=parked, state="in_focus")


def test_goal_kept_to_oneself_is_neither_seen_nor_told_until_it_is_shared(world):
    ada, ben = rows.seats(world.ada_ben)
    goal = set_goal(by=ben, sentence="Quiet", only_me=True)
    edit_goal(by=ben, goal=goal, version=1, sentence="Quieter")
    set_goal_state(by=ben, goal=goal, state="reached")
    assert News.objects.count() == 0
    assert list(Goal.objects.visible_to(ada.enrolment.person.user)) == []
    assert list(GoalWords.objects.visible_to(ada.enrolment.person.user)) == []
    assert list(Goal.objects.visible_to(ben.enrolment.person.user)) == [goal]
    assert Goal.objects.shared().count() == 0
    for _twice in range(2):
        assert share_goal(by=ben, goal=goal).only_me is False
    assert told("goal_set") == [("mentor", 1)]
    assert list(Goal.objects.visible_to(ada.enrolment.person.user)) == [goal]


def test_goal_is_looked_back_on_once_it_is_closed(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben)
    with pytest.raises(Conflict, match="Looking back"):
        look_back(by=ben, goal=goal, reflection="Too early")
    goal = set_goal_state(by=ben, goal=goal, state="let_go")
    assert look_back(by=ben, goal=goal, reflection="It was somebody else’s").reflection[:6] == "It was"


def test_next_goal_follows_on_from_one(world):
    ben = rows.seats(world.ada_ben)[1]
    first = rows.goal(world.ada_ben, state="reached")
    assert set_goal(by=ben, sentence="Harder", follows=first, stretch=True).follows == first


def test_numbers_of_the_pairs_goals_leave_no_gap_for_one_somebody_keeps(world):
    """From “1, 3” the other would know that there is a goal they may not read."""
    ada, ben = rows.seats(world.ada_ben)
    kept = set_goal(by=ben, sentence="Mine alone", only_me=True)
    assert kept.number > 1_000_000
    assert set_goal(by=ben, sentence="Ours").number == 1
    assert set_goal(by=ada, sentence="Hers alone", only_me=True).number > 1_000_000
    assert set_goal(by=ada, sentence="Hers").number == 2
    shared = share_goal(by=ben, goal=kept)
    assert (shared.number, told("goal_set")[-1]) == (3, ("mentor", 3))
    assert share_goal(by=ben, goal=shared).number == 3
