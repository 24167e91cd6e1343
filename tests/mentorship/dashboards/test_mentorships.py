"""Who has met, for the coordinator: facts, never words."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.dashboards.lines.cohorts import cohort_lines
from mentorship.dashboards.queries.coordinating import cohorts_now
from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship
from sessions.actions import agreements
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "mentorships") -> str:
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code])


def listed(client, world, **query: str) -> list[str]:
    return [row.mentor.name for row in client.get(url(world), query).context["rows"]]


def file(client, world, **query: str) -> list[dict[str, str]]:
    answer = client.get(url(world), {**query, "as": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_list_says_how_often_when_and_whether_feedback_was_given(world, sign_in):
    rows.meeting(world.ada_ben, days=-40)
    last = rows.meeting(world.ada_ben, days=-5)
    rows.meeting(world.ada_ben, days=-2, state="missed")
    ahead = rows.meeting(world.ada_ben, days=9)
    rows.feedback(last, rows.seats(world.ada_ben)[0], "Not for coordinators")
    answer = sign_in(world.mira).get(url(world))
    ada, cleo = answer.context["rows"]
    assert (ada.mentor.name, ada.mentee.name, ada.met) == ("Ada", "Ben", 2)
    assert (ada.last_at, ada.next_at) == (last.starts_at, ahead.starts_at)
    assert (ada.mentor_answered, ada.mentee_answered) == (True, False)
    assert (cleo.met, cleo.last_at, cleo.next_at, cleo.mentor_answered) == (0, None, None, None)
    assert "Not for coordinators" not in answer.content.decode()


def test_list_says_whether_the_agreement_is_signed_and_no_word_of_it(world, sign_in):
    mentor, mentee = rows.seats(world.ada_ben)
    text = agreements.take_suggestion(by=mentor)
    unsigned = sign_in(world.mira).get(url(world))
    assert [row.signed_at for row in unsigned.context["rows"]] == [None, None]
    agreements.sign_text(by=mentee, read=text.serial)
    agreements.revisit(by=mentee)
    answer = sign_in(world.mira).get(url(world))
    assert [row.signed_at for row in answer.context["rows"]] == [clock.now(), None]
    assert text.confidentiality not in answer.content.decode()
    found = file(sign_in(world.mira), world)
    assert [row["Agreement signed by both"] for row in found] == ["2026-11-18", ""]


def test_list_filters_by_silence_and_state(world, sign_in):
    mira = sign_in(world.mira)
    rows.meeting(world.ada_ben, days=-43)
    rows.meeting(world.cleo_dan, days=-20)
    assert listed(mira, world) == ["Ada", "Cleo"]
    assert listed(mira, world, not_met_weeks="6") == ["Ada"]
    assert listed(mira, world, not_met_weeks="7") == []
    end_mentorship(mentorship=world.cleo_dan, by=world.mira)
    assert listed(mira, world, state="ended") == ["Cleo"]
    assert listed(mira, world, state="active") == ["Ada"]
    assert listed(mira, world, not_met_weeks="-1", state="odd") == ["Ada", "Cleo"]


def test_filters_combine_and_each_says_how_many_it_would_leave(world, sign_in):
    mira = sign_in(world.mira)
    rows.meeting(world.ada_ben, days=-9)
    rows.meeting(world.cleo_dan, days=4)
    BouncedAddress.objects.create(user=world.dan.user, reason="550", since=clock.now())
    end_mentorship(mentorship=make.mentorship(world.cohort, world.mira), by=world.mira)
    boxes = ("never_met", "no_date", "late", "unsigned", "bounced")
    assert [listed(mira, world, **{box: "on"}) for box in boxes] == [
        ["Cleo"],
        ["Ada"],
        [],
        ["Ada", "Cleo"],
        ["Cleo"],
    ]
    assert listed(mira, world, unsigned="on", no_date="on") == ["Ada"]
    assert listed(mira, world, bounced="on", no_date="on") == []
    page = mira.get(url(world), {"bounced": "on"})
    assert {name: page.context["list"].counts[name] for name in (*boxes, "hand", "all")} == {
        "never_met": 1,
        "no_date": 1,
        "late": 0,
        "unsigned": 2,
        "bounced": 1,
        "hand": 0,
        "all": 3,
    }
    text = page.content.decode()
    assert ("1 mentorship of 3" in text, text.count("mail comes back"), "No next date (1)" in text) == (
        True,
        1,
        True,
    )


def test_a_hand_is_offered_to_those_without_a_first_date_who_do_not_rest(world, sign_in):
    mira = sign_in(world.mira)
    Mentorship.objects.update(started_at=clock.now() - timedelta(days=8))
    assert "2 pairs haven’t met and have no date yet." in mira.get(url(world)).content.decode()
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(paused_until=clock.now() + timedelta(days=20))
    assert listed(mira, world, hand="on") == ["Cleo"]
    rows.meeting(world.cleo_dan, days=4)
    assert "Send a hand" not in mira.get(url(world)).content.decode()


def test_sorting_is_by_what_a_coordinator_asks(world, sign_in):
    mira = sign_in(world.mira)
    rows.meeting(world.ada_ben, days=-3)
    rows.meeting(world.ada_ben, days=9)
    orders = {sort: listed(mira, world, sort=sort) for sort in ("", "quiet", "next", "met", "new", "odd")}
    ada, cleo = ["Ada", "Cleo"], ["Cleo", "Ada"]
    assert orders == {"": ada, "quiet": cleo, "next": ada, "met": cleo, "new": ada, "odd": ada}


def test_pages_of_fifty_keep_the_filter_and_the_file_holds_all_that_match(world, sign_in):
    mentor = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Zoe"), capacity=60)
    for _ in range(51):
        make.mentorship(world.cohort, world.mira, mentor=mentor)
    rows.meeting(world.ada_ben, days=-3)
    mira = sign_in(world.mira)
    first = mira.get(url(world), {"never_met": "on"})
    second = mira.get(url(world) + first.context["older"])
    assert [len(page.context["rows"]) for page in (first, second)] == [50, 2]
    assert "51–52 of 52" in second.content.decode()
    assert len(file(mira, world, never_met="on")) == 52


def test_csv_holds_the_list_and_no_formula(world, sign_in):
    world.ada.name = "=cmd|'/c calc'!A1"
    world.ada.save()
    rows.meeting(world.ada_ben, days=-5)
    found = file(sign_in(world.mira), world, not_met_weeks="")
    told = ("Mentor", "Mentee", "State", "Matched on", "Meetings", "Last meeting")
    assert [[row[name] for name in told] for row in found] == [
        ["'=cmd|'/c calc'!A1", "Ben", "active", "2026-11-18", "1", "2026-11-13"],
        ["Cleo", "Dan", "active", "2026-11-18", "0", ""],
    ]


def test_list_of_another_program_is_not_there(world, sign_in):
    for who in (world.nora, world.zed, world.otto, world.ada):
        assert sign_in(who).get(url(world)).status_code == 404
        assert sign_in(who).get(url(world), {"as": "csv"}).status_code == 404


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_list_costs_the_same_whatever_is_in_it(world, sign_in, django_assert_num_queries, pairs):
    mentor = make.enrolment(world.cohort, "mentor", capacity=pairs)
    for _ in range(pairs):
        rows.meeting(make.mentorship(world.cohort, world.mira, mentor=mentor), days=-3)
    mira = sign_in(world.mira)
    with django_assert_num_queries(8):
        assert len(mira.get(url(world)).context["rows"]) == pairs + 2
    with django_assert_num_queries(6):
        assert len(file(mira, world)) == pairs + 2


def test_never_met_shows_the_pairs_today_speaks_of(world, sign_in):
    """Today's line “haven’t met” and the list it leads to count the same pairs."""
    Mentorship.objects.update(started_at=clock.now() - timedelta(days=30))
    rows.meeting(world.ada_ben, days=-25)
    (line,) = [line for cohort in cohorts_now(world.mira) for line in cohort_lines(cohort)]
    shown = sign_in(world.mira).get(line.url).context["rows"]
    assert (line.title, [row.mentor.name for row in shown]) == ("1 new pair hasn’t met", ["Cleo"])
    assert listed(sign_in(world.mira), world, not_met_weeks="3") == ["Ada", "Cleo"]
