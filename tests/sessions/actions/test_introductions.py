"""Introductions: whose turn it is, and what each answer leads to."""

import pytest

from mentorship.lib.refusals import Conflict
from programs.actions.mentorships import end_mentorship
from programs.models import News
from sessions.actions.introductions import answer_introduction, note_outcome, start_introduction
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def waits_for() -> list[tuple[str, str]]:
    return list(News.objects.open().order_by("pk").values_list("kind", "reader__role"))


def test_asked_for_is_made_by_the_other_and_its_guest_says_what_came_of_it(world):
    ada, ben = rows.seats(world.ada_ben)
    row = start_introduction(by=ben, kind="asked", whom="A data lead", reason="To learn")
    assert waits_for() == [("introduction_asked", "mentor")]
    with pytest.raises(Conflict, match="moved on"):
        answer_introduction(by=ben, introduction=row, state="made")
    answer_introduction(by=ada, introduction=row, state="made", answer="Wrote to her.")
    assert (row.state, row.answer, waits_for()) == ("made", "Wrote to her.", [])
    with pytest.raises(Conflict, match="whoever was introduced"):
        note_outcome(by=ada, introduction=row, outcome="Mine")
    assert note_outcome(by=ben, introduction=row, outcome="We met.").outcome == "We met."
    told = [kind for (kind,) in News.objects.order_by("pk").values_list("kind")]
    assert told == ["introduction_asked", "introduction_made", "introduction_outcome"]


def test_offered_waits_for_a_yes_then_for_the_making(world):
    ada, ben = rows.seats(world.ada_ben)
    row = start_introduction(by=ada, kind="offered", whom="My old lead")
    assert waits_for() == [("introduction_offered", "mentee")]
    answer_introduction(by=ben, introduction=row, state="wanted")
    assert waits_for() == [("introduction_wanted", "mentor")]
    with pytest.raises(Conflict):
        note_outcome(by=ben, introduction=row, outcome="Too early")
    answer_introduction(by=ada, introduction=row, state="made")
    assert (row.state, waits_for()) == ("made", [])


@pytest.mark.parametrize(("kind", "by", "answers"), [("asked", 1, 0), ("offered", 0, 1)])
def test_not_this_time_ends_it(world, kind, by, answers):
    seats = rows.seats(world.ada_ben)
    row = start_introduction(by=seats[by], kind=kind, whom="Somebody")
    answer_introduction(by=seats[answers], introduction=row, state="declined", answer="Not now, sorry.")
    assert (row.state, waits_for()) == ("declined", [])
    for state in ("made", "wanted", "declined", "nonsense"):
        with pytest.raises(Conflict):
            answer_introduction(by=seats[answers], introduction=row, state=state)


def test_introduction_is_not_begun_once_it_has_ended(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        start_introduction(by=rows.seats(world.ada_ben)[1], kind="asked", whom="Somebody")
