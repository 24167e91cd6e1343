"""How long a run of 200 mentees and 200 mentors takes, against the solver alone. On demand: `make bench`."""

import sys
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matching.actions.drafts import run_matching
from matching.engine import DEFAULT_WEIGHTS, solve
from matching.queries.pool import load_pool
from tests import make
from tests.matching.people import fill

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


def seconds(work, times: int = 5) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def test_load_score_solve_explain_and_save_two_hundred_a_side(capsys):
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    fill(cohort, 200, 200)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        draft = run_matching(cohort=cohort, by=mira)
    problem = load_pool(cohort).score(DEFAULT_WEIGHTS).problem()
    whole = seconds(lambda: run_matching(cohort=cohort, by=mira))
    alone = seconds(lambda: solve(problem))
    with capsys.disabled():
        sys.stdout.write(
            f"\n200 + 200 on {connection.vendor}: {whole * 1000:.0f} ms for {draft.summary['matched']} pairs in "
            f"{len(captured)} statements; the solver alone {alone * 1000:.0f} ms, ratio {whole / alone:.1f}\n"
        )
    assert len(captured) <= 15
    assert whole < 1.0
