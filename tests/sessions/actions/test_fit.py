"""How the match feels, asked after the first meeting that took place."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from sessions.actions.fit import answer_fit
from sessions.models import FitAnswer
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_fit_is_answered_after_the_first_meeting_and_may_change(world):
    ben = rows.seats(world.ada_ben)[1]
    rows.meeting(world.ada_ben, days=-20, state="missed")
    first, second = rows.meeting(world.ada_ben, days=-9), rows.meeting(world.ada_ben, days=-2)
    for answer in ("too_early", "good"):
        answer_fit(by=ben, meeting=first, answer=answer)
    assert FitAnswer.objects.get().answer == "good"
    with pytest.raises(Conflict, match="first meeting only"):
        answer_fit(by=ben, meeting=second, answer="good")


@pytest.mark.parametrize(("days", "answer", "error"), [(1, "good", Conflict), (-1, "great", Refusal)])
def test_fit_that_cannot_be_answered(world, days, answer, error):
    with pytest.raises(error):
        answer_fit(
            by=rows.seats(world.ada_ben)[1], meeting=rows.meeting(world.ada_ben, days=days), answer=answer
        )
    assert not FitAnswer.objects.exists()
