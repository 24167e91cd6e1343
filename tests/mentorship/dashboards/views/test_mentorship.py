"""One mentorship for its coordinator: noting, re-dating, striking, moving, reopening, and several at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.reopening import end_for_them
from programs.models import Mentorship
from programs.templatetags.trellis import short_when
from sessions.models import Correction, Meeting
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "mentorship", *more: object) -> str:
    pair = [] if name.startswith("mentorships") else [world.ada_ben.code]
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code, *pair, *more])


def typed(days: int, **more: str) -> dict[str, str]:
    day = clock.now().date() + timedelta(days=days)
    return {"day": day.isoformat(), "hour": "12:00", "minutes": "45", **more}


def test_page_shows_dates_and_no_word_of_the_two(world, sign_in):
    meeting = rows.meeting(world.ada_ben, days=-5, place="Our secret place")
    rows.feedback(meeting, world.member(world.ada), "Not for coordinators")
    text = sign_in(world.mira).get(url(world)).content.decode()
    assert ("Met 1 time" in text, "secret" in text, "Not for" in text) == (True, False, False)


def test_noting_a_meeting_is_one_form_and_the_pair_reads_and_undoes_it(world, sign_in):
    world.program.organisation.people.create(user=world.mira, name="Mira Holm", email="mira@orchard.example")
    mira, ben = sign_in(world.mira), sign_in(world.ben)
    assert mira.post(url(world, "mentorship_log"), typed(-3)).status_code == 303
    where = reverse("sessions:correction", args=[world.ada_ben.code, 1])
    for page in (reverse("sessions:thread", args=[world.ada_ben.code]), reverse("dashboards:today")):
        text = ben.get(page).content.decode()
        assert ("Mira Holm noted that you two met" in text, where in text) == (True, True)
    assert "Mira Holm noted a meeting" in ben.get(where).content.decode()
    assert ben.post(f"{where}back/").status_code == 303
    assert "put back by Ben" in mira.get(url(world)).content.decode()
    assert Meeting.objects.get().state == "missed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"day": "", "hour": "12:00", "minutes": "45"}, "Give a date"),
        ({"day": "2026-11-30", "hour": "12:00", "minutes": "45"}, "This date is still ahead"),
        ({"day": "0001-01-01", "hour": "12:00", "minutes": "45"}, "within the last two years"),
        ({"day": "2026-11-03", "hour": "soon", "minutes": "7"}, "Give a time"),
    ],
)
def test_what_is_no_date_is_said_beside_it(world, sign_in, given, said):
    answer = sign_in(world.mira).post(url(world, "mentorship_log"), given)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Meeting.objects.count() == 0


def test_a_date_is_corrected_and_a_meeting_struck(world, sign_in):
    mira = sign_in(world.mira)
    meeting = rows.meeting(world.ada_ben, days=-5)
    assert 'value="1"' in mira.get(url(world, "mentorship_meeting", 1)).content.decode()
    first = mira.post(url(world, "mentorship_meeting", 1), typed(-8, version="1"))
    stale = mira.post(url(world, "mentorship_meeting", 1), typed(-9, version="1"))
    struck = mira.post(url(world, "mentorship_strike", 1), {"version": "2"})
    again = mira.post(url(world, "mentorship_strike", 1), {"version": "3"})
    assert [one.status_code for one in (first, stale, struck, again)] == [303, 409, 303, 409]
    meeting.refresh_from_db()
    assert (meeting.starts_at.date(), meeting.state) == (clock.now().date() - timedelta(days=8), "missed")


def test_striking_says_first_which_meeting_and_changes_nothing_yet(world, sign_in):
    mira = sign_in(world.mira)
    meeting = rows.meeting(world.ada_ben, days=-5)
    assert f'href="{url(world, "mentorship_strike", 1)}"' in mira.get(url(world)).content.decode()
    page = mira.get(url(world, "mentorship_strike", 1)).content.decode()
    assert (
        f"<b>{short_when(meeting.starts_at)}</b>" in page,
        "Ada" in page and "Ben" in page,
        "It counts no more" in page,
        'id="leave"' in page,
    ) == (True,) * 4
    unsaid = mira.post(url(world, "mentorship_strike", 1), {})
    assert (unsaid.status_code, "not clear which meeting" in unsaid.content.decode()) == (422, True)
    meeting.refresh_from_db()
    assert (meeting.state, Correction.objects.count()) == ("booked", 0)


def test_what_did_not_take_place_or_has_feedback_is_not_struck(world, sign_in):
    mira = sign_in(world.mira)
    ahead = rows.meeting(world.ada_ben, days=5, state="booked")
    assert 'id="strike"' not in mira.get(url(world, "mentorship_strike", ahead.number)).content.decode()
    said = rows.meeting(world.ada_ben, days=-5)
    rows.feedback(said, world.member(world.ada), "Thank you")
    answer = mira.post(url(world, "mentorship_strike", said.number), {"version": "1"})
    assert (answer.status_code, "feedback on this meeting already" in answer.content.decode()) == (409, True)


def test_start_and_planned_end_move(world, sign_in):
    mira = sign_in(world.mira)
    page = mira.get(url(world, "mentorship_dates"))
    given = {"start": "2026-10-01", "end": "2027-05-31", "seen": "0"}
    assert (page.status_code, mira.post(url(world, "mentorship_dates"), given).status_code) == (200, 303)
    text = mira.get(url(world)).content.decode()
    assert ("Since 1 Oct 2026" in text, "until 31 May 2027" in text) == (True, True)


def test_it_is_reopened_from_its_page(world, sign_in):
    mira = sign_in(world.mira)
    end_for_them(mentorship=world.ada_ben, by=world.mira, reason="time_up")
    assert 'id="reopen"' in mira.get(url(world)).content.decode()
    assert [mira.post(url(world, "mentorship_reopen")).status_code for _ in range(2)] == [303, 409]
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "active"


def test_those_ticked_are_extended_and_ended_with_one_reason(world, sign_in):
    mira, ticked = sign_in(world.mira), {"m": [world.ada_ben.code]}
    for name, field in (("mentorships_extend", 'name="until"'), ("mentorships_end", 'name="reason"')):
        assert field in mira.get(url(world, name), ticked).content.decode()
    assert "Ada · Ben" in mira.get(url(world, "mentorships_extend"), ticked).content.decode()
    answer = mira.post(url(world, "mentorships_extend"), {**ticked, "until": "2027-09-01"})
    assert (answer.status_code, Correction.objects.get().now_day.isoformat()) == (303, "2027-09-01")
    assert mira.post(url(world, "mentorships_end"), ticked).status_code == 422
    assert mira.post(url(world, "mentorships_end"), {**ticked, "reason": "time_up"}).status_code == 303
    assert list(Mentorship.objects.order_by("pk").values_list("state", flat=True)) == ["ended", "active"]


def test_all_that_match_a_filter_are_ended_and_no_other(world, sign_in):
    rows.meeting(world.ada_ben, days=-3)
    match = {"all": "1", "never_met": "on", "reason": "time_up"}
    assert sign_in(world.mira).post(url(world, "mentorships_end"), match).status_code == 303
    assert list(Mentorship.objects.order_by("pk").values_list("state", flat=True)) == ["active", "ended"]


def test_list_finds_a_name_and_those_past_their_end(world, sign_in):
    mira, page = sign_in(world.mira), url(world, "mentorships")
    Mentorship.objects.filter(pk=world.cleo_dan.pk).update(ends_on=clock.now().date() - timedelta(days=1))
    for query, found in (({"q": "be ada"}, ["Ada"]), ({"q": "zz"}, []), ({"past_end": "on"}, ["Cleo"])):
        assert [row.mentor.name for row in mira.get(page, query).context["rows"]] == found


@pytest.mark.parametrize("number", [1, 3, 30])
def test_page_costs_the_same_whatever_is_in_it(world, sign_in, django_assert_num_queries, number):
    for day in range(number):
        rows.meeting(world.ada_ben, days=-3 - day)
        Correction.objects.create(mentorship=world.ada_ben, number=day + 1, kind="logged", by=world.mira)
    mira = sign_in(world.mira)
    with django_assert_num_queries(11):
        assert len(mira.get(url(world)).context["page"].meetings) == number


def test_a_pair_of_another_cohort_is_not_there(world, sign_in):
    other = make.cohort(world.program)
    address = reverse("dashboards:mentorship", args=[world.program.code, other.code, world.ada_ben.code])
    assert sign_in(world.mira).get(address).status_code == 404
