"""Work that steps back does so alone."""

import pytest

from mentorship.work.aside import STEPS_BACK, aside
from tests.matching.threads import priority


def test_work_steps_back_and_whoever_asked_for_it_does_not():
    before = priority()
    assert aside(priority) == STEPS_BACK
    assert priority() == before < STEPS_BACK


def test_what_the_work_raises_is_raised_to_whoever_asked_for_it():
    with pytest.raises(ZeroDivisionError):
        aside(lambda: 1 // 0)
