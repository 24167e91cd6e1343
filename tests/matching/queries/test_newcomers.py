"""Who waits and is not in a draft."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.publishing import publish, undo
from matching.models import Draft, Publication
from matching.queries.newcomers import newcomers
from tests import make
from tests.matching.people import fill

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def draft(cohort, mira) -> Draft:
    """Two pairs, and one mentee who is left."""
    fill(cohort, 2, 3, easy=True)
    cohort.enrolments.update(capacity=1)
    return run_matching(cohort=cohort, by=mira)


def test_whoever_has_a_pair_or_is_left_is_in_the_draft(draft):
    assert newcomers(draft) == 0


def test_who_was_accepted_since_is_not_unless_paused_or_a_mentor_or_not_accepted(draft, cohort):
    make.enrolment(cohort, "mentor")
    make.enrolment(cohort, "mentee", asks_paused=True)
    make.enrolment(cohort, "mentee", state="applied")
    assert newcomers(draft) == 0
    make.enrolment(cohort, "mentee")
    assert newcomers(draft) == 1


def test_whose_pair_was_published_ahead_and_taken_back_is_not_in_the_draft_of_the_rest(draft, cohort, mira):
    draft.proposals.update(score=9000)
    publish(draft=draft, by=mira, strong=True)
    make.enrolment(cohort, "mentor")
    rest = run_matching(cohort=cohort, by=mira)
    assert newcomers(rest) == 0
    undo(publication=Publication.objects.get(), by=mira)
    assert newcomers(rest) == 2


def test_a_closed_draft_is_a_record(draft, cohort):
    make.enrolment(cohort, "mentee")
    draft.state = Draft.State.DISCARDED
    assert newcomers(draft) == 0
