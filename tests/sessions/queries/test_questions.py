"""Which three questions are offered follows from the agenda, never from chance."""

import pytest

from sessions.queries.questions import ASK_BEFORE_YOU_TELL, WORTH_AN_HOUR, questions_for


def three(**changes):
    facts = {"asks": True, "kinds": {"decision"}, "first": False, "stuck": False, "number": 2}
    return questions_for(**{**facts, **changes})


def test_both_banks_hold_twelve_questions_and_no_question_twice():
    texts = [str(one.text) for one in (*ASK_BEFORE_YOU_TELL, *WORTH_AN_HOUR)]
    assert (len(ASK_BEFORE_YOU_TELL), len(WORTH_AN_HOUR), len(set(texts))) == (12, 12, 24)


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize("number", range(1, 9))
def test_three_different_ones_are_offered_and_the_same_ones_again(asks, number):
    offered = three(asks=asks, number=number)
    assert len(set(map(str, offered))) == 3
    assert offered == three(asks=asks, number=number)


def test_those_that_fit_the_agenda_come_first():
    bank = {str(one.text): one.about for one in WORTH_AN_HOUR}
    assert all("practice" in bank[str(text)] for text in three(asks=False, kinds={"practice"})[:2])
    assert "first" in bank[str(three(asks=False, kinds=set(), first=True, number=1)[0])]


def test_the_next_meeting_begins_elsewhere():
    assert three(kinds=set(), number=2) != three(kinds=set(), number=3)
