"""Two at once on one date: a yes beside a move, two coordinators, two presses of one button."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from mentorship.lib.refusals import Conflict
from programs.actions.timeline import Wanted, add_usual_dates, answer_date, edit_date, remove_date
from programs.models import DateReply, TimelineDate
from tests import make
from tests.rounds import ROUNDS
from tests.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[str]:
    """What became of each; SQLite lets one write at a time, so there they come one after the other."""
    said = ["" for _ in jobs]
    together = Barrier(len(jobs)) if connection.vendor == "postgresql" else Barrier(1)

    def run(place: int, job: Callable[[], Any]) -> None:
        try:
            together.wait(timeout=10)
            job()
            said[place] = "done"
        except Conflict:
            said[place] = "conflict"
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
        if connection.vendor != "postgresql":
            thread.join()
    for thread in threads:
        thread.join()
    return said


@pytest.fixture
def crowd() -> World:
    return build_world()


def test_no_answer_to_the_old_time_outlives_a_move(crowd):
    for turn in range(ROUNDS):
        one = make.timeline_date(crowd.cohort, crowd.mira, days=5)
        seen = TimelineDate.objects.get(pk=one.pk)
        later = Wanted(day=one.day + timedelta(days=1), name=f"Moved {turn}", asks=True)
        moved, answered = at_once(
            partial(edit_date, date=one, by=crowd.mira, sequence=0, wanted=later),
            partial(answer_date, date=seen, person=crowd.ben, answer="yes"),
        )
        assert (moved, answered in {"done", "conflict"}) == ("done", True)
        assert not DateReply.objects.filter(date=one).exists()
        remove_date(date=TimelineDate.objects.get(pk=one.pk), by=crowd.mira)  # a timeline holds a hundred


def test_of_two_coordinators_one_wins_and_the_other_is_told(crowd):
    for _turn in range(ROUNDS):
        one = make.timeline_date(crowd.cohort, crowd.mira, days=5)
        both = [TimelineDate.objects.get(pk=one.pk) for _ in range(2)]
        wanted = [Wanted(day=one.day, name=name) for name in ("First", "Second")]
        said = at_once(
            *(
                partial(edit_date, date=date, by=crowd.mira, sequence=0, wanted=name)
                for date, name in zip(both, wanted, strict=True)
            )
        )
        assert sorted(said) == ["conflict", "done"]
        one.refresh_from_db()
        assert one.sequence == 1
        remove_date(date=one, by=crowd.mira)


def test_two_presses_add_the_usual_dates_once(crowd):
    at_once(*[lambda: add_usual_dates(cohort=crowd.cohort, by=crowd.mira)] * 2)
    assert TimelineDate.objects.filter(cohort=crowd.cohort).count() == 3
