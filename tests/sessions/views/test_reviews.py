"""The pages of an impact review until it is open to both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.models import Mentorship, ReviewSettings
from sessions.actions.goals import edit_goal, set_goal
from sessions.actions.reviews import close_unrevealed
from sessions.actions.reviews_closing import close_reviews
from sessions.models import AgendaItem, Goal, Review, ReviewSheet
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, revealed, sealed_by, typed

pytestmark = pytest.mark.usefixtures("frozen")
AUTOSAVE = {"HX-Request": "true", "HX-Target": "sheet-state"}


def url(world, name: str = "review", period: str = SLUG) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, period])


def sheet_of(world, who) -> ReviewSheet:
    return ReviewSheet.objects.get(author=world.member(who))


def test_before_it_opens_the_page_shows_its_dates_and_leads_to_a_date_first(world, sign_in):
    rows.meeting(world.ada_ben, days=-10)
    rows.meeting(world.ada_ben, days=-60)
    ben = sign_in(world.ben)
    answer = ben.get(url(world))
    page = answer.context["page"]
    assert (page.period.first_day.isoformat(), page.period.last_day.isoformat(), page.meetings) == (
        "2026-10-01",
        "2026-12-31",
        1,
    )
    assert reverse("sessions:meeting_new", args=[world.ada_ben.code]) in answer.content.decode()
    assert ben.post(url(world, "review_agenda")).status_code == 409
    assert ben.post(url(world)).status_code == 404


def test_review_is_put_on_the_agenda_by_one_press(world, sign_in):
    rows.meeting(world.ada_ben, days=3)
    answer = sign_in(world.ada).post(url(world, "review_agenda"))
    assert answer["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("period", ["2026-q5", "now", "9999-q4", "0001-q1", "round-0", "round-100"])
def test_review_of_no_period_is_404(world, sign_in, period):
    ben = sign_in(world.ben)
    assert ben.get(url(world, period=period)).status_code == 404
    assert ben.post(url(world, "review_agenda", period)).status_code == 404


def test_the_sheet_asks_about_goals_then_and_now_and_what_the_program_asks(world, sign_in):
    _ada, ben = rows.seats(world.ada_ben)
    goal = set_goal(by=ben, sentence="I lead a team.")
    edit_goal(by=ben, goal=goal, version=1, sentence="I lead a team of three.")
    opened(world.ada_ben, ReviewSettings(program=world.program, prompts=["Whom would you tell?"]))
    page = sign_in(world.ben).get(url(world)).content.decode()
    for words in (
        "I lead a team of three.",
        "“I lead a team.”",
        "Whom would you tell?",
        "more Ada",
        "more Ben",
    ):
        assert words in page, words
    assert "What did you learn from Ada?" in page


def test_the_sheet_saves_itself_part_by_part_and_whole_without_script(world, sign_in):
    rows.goal(world.ada_ben)
    review = opened(world.ada_ben)
    goal, ben = review.goals.get().pk, sign_in(world.ben)
    boxes = {
        "helped": "Your questions.",
        "rhythm": "2",
        f"level_{goal}": "4",
        f"text_{goal}": "Nearly there.",
    }
    part = ben.post(url(world), {"version": "0", **boxes}, headers=AUTOSAVE)
    assert (part.status_code, 'name="version" value="1"' in part.content.decode()) == (200, True)
    assert "<html" not in part.content.decode()
    again = ben.post(url(world), {"version": "1", **boxes, "hindered": "Time."})
    assert again["Location"] == url(world)
    page = ben.get(url(world)).content.decode()
    for words in ("Your questions.", "Nearly there.", "Time."):
        assert words in page, words
    kept = sheet_of(world, world.ben)
    assert (kept.rhythm, kept.sealed_at, kept.version) == (2, None, 2)


def test_another_window_is_told_of_and_written_over_only_by_a_press(world, sign_in):
    opened(world.ada_ben)
    ben = sign_in(world.ben)
    ben.post(url(world), {"version": "0", "helped": "First window"})
    conflict = ben.post(url(world), {"version": "0", "helped": "Second window"}, headers=AUTOSAVE)
    shown = conflict.content.decode()
    assert (conflict.status_code, 'name="version" value="0"' in shown, 'name="over" value="1"' in shown) == (
        409,
        True,
        True,
    )
    assert sheet_of(world, world.ben).helped == "First window"
    whole = ben.post(url(world), {"version": "0", "helped": "Second window"})
    assert (whole.status_code, "Second window" in whole.content.decode()) == (409, True)
    assert ben.post(url(world), {"version": "0", "over": "1", "helped": "Second window"}).status_code == 303
    assert sheet_of(world, world.ben).helped == "Second window"


def test_an_empty_sheet_is_refused_with_what_was_chosen_kept(world, sign_in):
    review = opened(world.ada_ben)
    refused = sign_in(world.ben).post(url(world), {"version": "0", "rhythm": "4", "then": "seal"})
    assert refused.status_code == 422
    assert "Write a sentence first" in refused.content.decode()
    assert refused.context["sheet_form"]["rhythm"].value() == "4"
    review.refresh_from_db()
    assert sheet_of(world, world.ben).sealed_at is None


def test_the_partner_learns_whether_and_neither_when_nor_what(world, sign_in):
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    with clock.at(clock.now() + timedelta(hours=3, minutes=21)):
        answers = typed(review, ben, helped="Kept to myself", then="seal")
        assert sign_in(world.ben).post(url(world), answers).status_code == 303
    page = sign_in(world.ada).get(url(world)).content.decode()
    assert ("Ben has sealed." in page, "Kept to myself" in page, "13:21" in page) == (True, False, False)
    own = sign_in(world.ben).get(url(world)).content.decode()
    assert ("Your answers are sealed" in own, "Kept to myself" in own) == (True, True)
    together = sign_in(world.ada).get(url(world, "review_together"))
    assert (together.status_code, together["Location"]) == (303, url(world))


def test_typed_text_survives_a_seal_set_in_another_window(world, sign_in):
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    sealed_by(ben, review)
    late = sign_in(world.ben).post(url(world), {"version": "1", "helped": "Typed too late"})
    assert (late.status_code, "Typed too late" in late.content.decode()) == (409, True)


def test_when_the_other_is_silent_one_press_gives_time_or_closes_it(world, sign_in):
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    sealed_by(ben, review)
    client = sign_in(world.ben)
    assert client.post(url(world, "review_more_time")).status_code == 409
    with clock.at(review.deadline + timedelta(hours=1)):
        close_reviews(clock.now())
        page = client.get(url(world)).content.decode()
        assert ("Seven more days for you both" in page, "Close it unread" in page) == (True, True)
        assert "Take the seal off" not in page
        assert client.post(url(world, "review_more_time")).status_code == 303
        assert Review.objects.get().extended is True


def test_what_closed_unread_stays_mine_and_becomes_my_goal(world, sign_in):
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    sealed_by(ben, review)
    with clock.at(review.deadline + timedelta(hours=1)):
        close_reviews(clock.now())
        close_unrevealed(by=ben, review=review)
        client, partner = sign_in(world.ben), sign_in(world.ada)
        page = client.get(url(world)).content.decode()
        assert ("Your questions." in page, "Make a goal of it" in page) == (True, True)
        assert "Your questions." not in partner.get(url(world)).content.decode()
        assert client.post(url(world, "review_goal"), {"sentence": ""}).status_code == 422
        made = client.post(
            url(world, "review_goal"), {"sentence": "I ask one question more.", "only_me": "on"}
        )
    goal = Goal.objects.get()
    assert (goal.sentence, goal.only_me, goal.owner) == ("I ask one question more.", True, ben)
    assert made["Location"] == reverse("sessions:goal", args=[world.ada_ben.code, goal.number])
    assert not Goal.objects.visible_to(world.ada.user).exists()


def test_after_the_end_each_still_reads_their_own_and_nothing_is_offered(world, sign_in):
    review = opened(world.ada_ben)
    _ada, ben = rows.seats(world.ada_ben)
    sealed_by(ben, review)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended", ended_at=clock.now())
    page = sign_in(world.ben).get(url(world)).content.decode()
    assert ("Your questions." in page, "Make a goal of it" in page, "Take the seal off" in page) == (
        True,
        False,
        False,
    )
    assert sign_in(world.ben).post(url(world, "review_unseal")).status_code == 409
    assert "Your questions." not in sign_in(world.ada).get(url(world)).content.decode()


def test_while_contact_is_stopped_the_sheet_is_read_and_not_written(world, sign_in):
    review = opened(world.ada_ben)
    ben = sign_in(world.ben)
    ben.post(url(world), {"version": "0", "helped": "Your questions."})
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=clock.now())
    page = ben.get(url(world)).content.decode()
    assert ("Your questions." in page, "Seal my answers" in page) == (True, False)
    late = ben.post(url(world), {"version": "1", "helped": "Typed meanwhile"})
    assert (late.status_code, "Typed meanwhile" in late.content.decode()) == (409, True)
    assert review.is_open


def test_the_list_names_each_review_and_the_next_day(world, sign_in):
    ben, code = sign_in(world.ben), world.ada_ben.code
    listing = reverse("sessions:reviews", args=[code])
    first = ben.get(listing).context["page"]
    assert (first.lines, first.next_slug) == ([], "2027-q1")
    revealed(world.ada_ben)
    page = ben.get(listing).context["page"]
    assert [(line.period, line.stage) for line in page.lines] == [(SLUG, "revealed")]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_on_them(world, sign_in, number, django_assert_num_queries):
    for _row in range(number):
        rows.goal(world.ada_ben)
    review = opened(world.ada_ben)
    for row in range(number):
        at = clock.now() - timedelta(days=100 + row)
        facts = {"since": at, "opened_at": at, "deadline": at, "closed_at": at}
        Review.objects.create(mentorship=world.ada_ben, period=f"round-{row + 1}", **facts)
    ben = sign_in(world.ben)
    for name, statements in (("review", 9), ("reviews", 7)):
        path = url(world) if name == "review" else reverse("sessions:reviews", args=[world.ada_ben.code])
        with django_assert_num_queries(statements):
            assert ben.get(path).status_code == 200
    assert review.goals.count() == number
