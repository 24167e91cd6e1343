"""The dates of a cohort: added, changed, called off, answered."""

import csv
import os
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions import timeline
from programs.actions.programs import edit_program
from programs.actions.timeline import (
    Wanted,
    add_date,
    add_usual_dates,
    answer_date,
    edit_date,
    remove_date,
)
from programs.models import AuditEvent, DateReply, TimelineDate
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
DAY = date(2027, 3, 28)  # the clocks of Europe go forward at one in the morning, in London


@pytest.fixture
def london(world):
    edit_program(program=world.program, by=world.mira, time_zone="Europe/London")
    return world


def add(world, **facts) -> TimelineDate:
    return add_date(
        cohort=world.cohort, by=world.mira, wanted=Wanted(**{"day": DAY, "name": "Lunch", **facts})
    )


def test_a_date_is_added_changed_and_removed_and_each_is_written_down(world):
    one = add(world, hour=time(12))
    edit_date(date=one, by=world.mira, sequence=0, wanted=Wanted(day=DAY, name="Dinner", hour=time(18)))
    assert (one.title, one.sequence, one.moves) == ("Dinner", 1, 1)
    for _ in range(2):
        remove_date(date=one, by=world.mira)
    assert list(TimelineDate.objects.standing()) == []
    verbs = (
        AuditEvent.objects.filter(verb__startswith="timeline.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["timeline.added", "timeline.changed", "timeline.removed"]


def test_times_are_those_of_the_programs_wall_and_an_hour_is_the_usual_length(london):
    one = add(london, hour=time(9))
    assert (one.starts_at, one.ends_at) == (
        datetime(2027, 3, 28, 8, tzinfo=UTC),  # already summer time
        datetime(2027, 3, 28, 9, tzinfo=UTC),
    )
    assert one.begins_at == datetime(2027, 3, 28, 0, tzinfo=UTC)


def test_in_a_new_zone_a_whole_day_stays_that_day_and_an_event_its_instant(london):
    whole, event = add(london), add(london, hour=time(9))
    edit_program(program=london.program, by=london.mira, time_zone="America/New_York")
    for one in (whole, event):
        one.refresh_from_db()
    assert (whole.day, whole.begins_at) == (DAY, datetime(2027, 3, 28, 4, tzinfo=UTC))
    assert event.starts_at == datetime(2027, 3, 28, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"until": time(12)}, "hour"),
        ({"hour": time(12), "until": time(12)}, "until"),
        ({"hour": time(1, 30)}, "hour"),
        ({"hour": time(0, 30), "until": time(1, 30)}, "until"),
    ],
    ids=["no name", "an end alone", "no length", "in the gap", "ends in the gap"],
)
def test_what_is_odd_is_refused_beside_its_field(london, facts, field):
    with pytest.raises(Refusal) as refused:
        add(london, **facts)
    assert refused.value.field == field
    assert not TimelineDate.objects.exists()


def test_a_kick_off_needs_no_name_and_a_hundred_dates_are_enough(world, monkeypatch):
    assert add(world, kind="kickoff", name="").title == "Kick-off"
    monkeypatch.setattr(timeline, "MOST", 1)
    with pytest.raises(Refusal, match="no timeline any more"):
        add(world)


def test_the_usual_dates_come_from_the_cohort_and_only_where_they_lack(world):
    add(world, kind="closing")
    made = add_usual_dates(cohort=world.cohort, by=world.mira)
    half = world.cohort.starts_on + (world.cohort.ends_on - world.cohort.starts_on) / 2
    assert [(one.kind, one.day) for one in made] == [("kickoff", world.cohort.starts_on), ("midpoint", half)]
    assert add_usual_dates(cohort=world.cohort, by=world.mira) == []


def test_the_mid_point_is_a_working_day(world):
    saturday = date(2026, 12, 5)
    cohort = make.cohort(world.program, starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 12))
    days = [one.day for one in add_usual_dates(cohort=cohort, by=world.mira)]
    assert days == [cohort.starts_on, saturday + timedelta(days=2), cohort.ends_on]


def test_an_older_version_is_a_conflict_and_changes_nothing(world):
    one = add(world)
    edit_date(date=one, by=world.mira, sequence=0, wanted=Wanted(day=DAY, name="First"))
    with pytest.raises(Conflict, match="changed this meanwhile"):
        edit_date(date=one, by=world.mira, sequence=0, wanted=Wanted(day=DAY, name="Second"))
    assert TimelineDate.objects.get().name == "First"


def test_the_last_answer_holds_and_a_new_time_makes_all_of_them_void(world):
    one = make.timeline_date(world.cohort, world.mira)
    for answer in ("yes", "no", "maybe"):
        answer_date(date=one, person=world.ben, answer=answer)
    assert list(DateReply.objects.values_list("person__name", "answer")) == [("Ben", "maybe")]
    same = Wanted(day=one.day, name="Renamed", hour=time(18), asks=True)
    edit_date(date=one, by=world.mira, sequence=0, wanted=same)
    assert DateReply.objects.count() == 1
    later = Wanted(day=one.day, name="Renamed", hour=time(19), asks=True)
    edit_date(date=one, by=world.mira, sequence=1, wanted=later)
    assert (DateReply.objects.count(), one.moves, one.asked_at) == (0, 1, clock.now())


def test_an_answer_is_refused_where_there_is_nothing_to_answer(world):
    quiet, one = (
        make.timeline_date(world.cohort, world.mira, asks=False),
        make.timeline_date(world.cohort, world.mira),
    )
    with pytest.raises(Refusal, match="one of the three"):
        answer_date(date=one, person=world.ben, answer="perhaps")
    with pytest.raises(Conflict):
        answer_date(date=quiet, person=world.ben, answer="yes")
    with clock.at(one.starts_at), pytest.raises(Conflict):
        answer_date(date=one, person=world.ben, answer="yes")
    TimelineDate.objects.filter(pk=one.pk).update(moves=1)
    with pytest.raises(Conflict, match="moved"):
        answer_date(date=one, person=world.ben, answer="yes")
    assert not DateReply.objects.exists()


def test_whoever_comes_hears_that_it_is_called_off_and_nobody_else(world):
    one = make.timeline_date(world.cohort, world.mira)
    for person, answer in ((world.ben, "yes"), (world.ada, "maybe"), (world.cleo, "no")):
        answer_date(date=one, person=person, answer=answer)
    over = make.timeline_date(world.cohort, world.mira, days=0, hour=0)
    remove_date(date=over, by=world.mira)
    remove_date(date=one, by=world.mira)
    told = Occurrence.objects.filter(kind="event").values_list("recipient", "period", "lapses_at")
    assert set(told) == {(who.user_id, "off", one.starts_at) for who in (world.ben, world.ada)}
    assert timedelta() < one.starts_at - clock.now()


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAY_IN_TEXT = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]* (\d{{1,2}})\b|(?<=- )[A-Z][a-z]+ (\d{{1,2}}),")
KINDS = {"program begins": "kickoff", "midterm": "midpoint", "last day of term": "closing"}


def real_terms() -> dict[str, list[tuple[str, date]]]:
    """Each term with its activities and the last day each names, in the order of the file."""
    found: dict[str, list[tuple[str, date]]] = {}
    with (Path(os.environ["REAL_DATA"]) / "cncf_lfx_term_calendars.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            days = DAY_IN_TEXT.findall(row["date_text"])
            if days:
                month, day, _other = next(one for one in reversed(days) if one[0])
                on = date(int(row["term"][:4]), MONTHS.index(month) + 1, int(day))
                found.setdefault(row["term"], []).append((row["activity"], on))
    return found


@pytest.mark.real_data
def test_the_real_calendars_of_thirteen_terms_become_timelines(world):
    terms = real_terms()
    assert (len(terms), sum(map(len, terms.values()))) == (13, 115)
    for term, activities in terms.items():
        starts, ends = activities[0][1], activities[-1][1]
        cohort = make.cohort(world.program, name=term, starts_on=starts, ends_on=ends)
        for activity, day in activities:
            kind = next((kind for words, kind in KINDS.items() if words in activity.lower()), "own")
            name = "" if kind != "own" else activity[:120]
            add_date(cohort=cohort, by=world.mira, wanted=Wanted(day=day, kind=kind, name=name))
        kept = TimelineDate.objects.filter(cohort=cohort)
        assert [one.day for one in kept] == sorted(day for _activity, day in activities)
        firsts = {kind: kept.filter(kind=kind).first().day for kind in ("kickoff", "midpoint", "closing")}
        assert starts < firsts["kickoff"] < firsts["midpoint"] < firsts["closing"] == ends
        assert add_usual_dates(cohort=cohort, by=world.mira) == []
