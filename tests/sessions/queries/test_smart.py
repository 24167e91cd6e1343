"""The look at the wording of a goal."""

import pytest

from sessions.queries.smart import checks_of

WHOLE = {
    "sentence": "By June I will lead a team of three, so that others trust me.",
    "measure": "They say so",
    "in_hands": "Asking",
    "relevance": "New team",
    "until": "2027-06-01",
}


def done(**facts: object) -> set[str]:
    return {check.key for check in checks_of({**WHOLE, **facts}) if check.done}


ALL = {"you", "specific", "measure", "hands", "why", "date"}


def test_a_whole_wording_has_everything():
    assert done() == ALL
    assert [check.key for check in checks_of({}) if check.done] == []


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"sentence": "The company becomes the leader of its market by June."}, {"you"}),
        ({"sentence": "I lead a whole team. I also write a long book."}, {"you"}),
        ({"sentence": "I lead."}, {"specific"}),
        ({"measure": ""}, {"measure"}),
        ({"in_hands": ""}, {"hands"}),
        ({"relevance": ""}, {"why"}),
        ({"until": None}, {"date"}),
        ({"measure": "", "start_value": "0", "target_value": "9"}, set()),
    ],
)
def test_what_is_missing_is_said_and_nothing_else(facts, missing):
    assert ALL - done(**facts) == missing
