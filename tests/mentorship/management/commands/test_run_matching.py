"""`manage.py run_matching`: the board's button without the board."""

import pytest
from django.core.management import CommandError, call_command

from matching.models import Draft
from programs.models import Enrolment, Mentorship
from tests import make
from tests.matching.people import fill


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation()))


def run(capsys, *arguments: str) -> str:
    call_command("run_matching", *arguments)
    return capsys.readouterr().out


def test_run_matching_prints_counts_and_leaves_a_draft(cohort, capsys):
    fill(cohort, 3, 4, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    said = run(capsys, "--cohort", cohort.code, "--policy", "best_total")
    draft = Draft.objects.get()
    weakest = draft.summary["floor"] // 100
    assert said == (
        "draft 1: 3 pairs, 3 of 4 mentees have a mentor, 3 places with 3 mentors, "
        f"weakest fit {weakest} of 100, 1 people left over\n"
    )
    assert (draft.state, draft.policy, draft.made_by) == ("open", "best_total", None)


def test_run_matching_with_publish_starts_the_pairs(cohort, capsys):
    fill(cohort, 3, 3, easy=True)
    said = run(capsys, "--cohort", cohort.code, "--publish")
    assert said.endswith("published: 3 mentorships started\n")
    assert Mentorship.objects.active().count() == 3
    assert Draft.objects.get().state == "published"


def test_run_matching_of_no_cohort_or_nobody_says_so(cohort):
    with pytest.raises(CommandError, match="No cohort has the code nothere"):
        call_command("run_matching", "--cohort", "nothere")
    with pytest.raises(CommandError, match="Nobody is waiting for a mentor"):
        call_command("run_matching", "--cohort", cohort.code)


def test_run_matching_has_no_limit_on_people(cohort, capsys):
    fill(cohort, 1, 301, easy=True)
    Enrolment.objects.filter(role="mentor").update(capacity=2)
    assert run(capsys, "--cohort", cohort.code).startswith("draft 1: 2 pairs, 2 of 301 mentees")
