"""Endings are counted from five people on, and never by name."""

import pytest

from programs.models import EndingAnswer, Member
from programs.queries.endings import ending_counts
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def answers(world, number: int) -> None:
    while Member.objects.count() < number:
        make.mentorship(world.cohort, world.mira)
    for member in Member.objects.order_by("pk")[:number]:
        EndingAnswer.objects.create(
            mentorship_id=member.mentorship_id, author=member, outcome="skill", useful=5, at_ease=2
        )


@pytest.mark.parametrize(
    ("number", "outcomes", "agreeing"),
    [
        (4, [], []),
        (5, [("I can do something I could not do before", 5)], [("useful", 5, 5), ("at_ease", 0, 5)]),
    ],
)
def test_counts_begin_at_five(world, number, outcomes, agreeing):
    answers(world, number)
    counts = ending_counts(world.cohort)
    assert (counts.people, counts.outcomes, counts.agreeing) == (number, outcomes, agreeing)


def test_one_answer_more_changes_no_number(world):
    """Somebody who looks before and after would know what this one person said; so they are counted in fives."""
    answers(world, 5)
    before = ending_counts(world.cohort)
    member = make.mentorship(world.cohort, world.mira).members.order_by("pk")[0]
    EndingAnswer.objects.create(mentorship_id=member.mentorship_id, author=member, outcome="little", useful=1)
    assert ending_counts(world.cohort) == before
