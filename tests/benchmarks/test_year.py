"""A year of five hundred people through the ledger, on demand: it takes minutes. See `tests/journeys/test_year.py`."""

import pytest

from programs.models.reminder_rules import Pace
from tests.journeys.test_year import compare, lived, look_at

HALF = 26  # weeks, which the projection is about
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.embedded,
    pytest.mark.timeout(3600),
    pytest.mark.django_db,
]


@pytest.mark.parametrize("pace", [Pace.USUAL, Pace.CLOSE])
def test_a_year_of_five_hundred_people(settings, capsys, pace):
    told = lived(settings, 250, 52, pace)
    found = compare(told, HALF)
    with capsys.disabled():
        for role, (said, true) in found.items():
            print(f"{pace}: a {role} gets {true:.2f} mails a week, {said:.2f} were projected")  # noqa: T201
    look_at(told)
    for said, true in found.values():
        assert said == pytest.approx(true, rel=0.3)
