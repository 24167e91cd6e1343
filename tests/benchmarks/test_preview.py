"""One step of a slider, from the request to the HTML, once the people have been compared. On demand: `make bench`."""

import sys

import pytest
from django.db import connection
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.engine import DEFAULT_WEIGHTS
from matching.queries import stepping
from tests import make
from tests.benchmarks.test_matching import seconds
from tests.matching.people import fill

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

GOALS = {50: 5, 300: 40, 2000: 400}  # people: milliseconds on an idle machine


@pytest.mark.parametrize("people", GOALS)
def test_slider_step_with_its_html(people, sign_in, capsys):
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    fill(cohort, people // 2, people // 2)
    draft = run_matching(cohort=cohort, by=mira)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what an autovacuum does within the minute; no test has one
    client = sign_in(mira)
    url = reverse("matching:preview", args=[cohort.program.code, cohort.code, draft.number])
    rows = ",".join(draft.proposals.values_list("code", flat=True)[:100])
    data = {f"w-{name}": 5 - weight for name, weight in DEFAULT_WEIGHTS.items()}
    asked = {**data, "protect": "on", "rows": rows}
    part = {"HX-Request": "true", "HX-Target": "preview"}

    def step() -> None:
        assert client.get(url, asked, headers=part).status_code == 200

    first = seconds(step, times=1)
    taken = seconds(step, times=7)
    stepping._DESK._end()
    with capsys.disabled():
        sys.stdout.write(
            f"\nslider step, {people} people: {taken * 1000:.0f} ms (goal {GOALS[people]}, idle); the first, which "
            f"compares everybody, {first * 1000:.0f} ms\n"
        )
