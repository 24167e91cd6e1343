"""Today: the right line first, for each of the three people."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.offers import withdraw_offer
from matching.actions.publishing import publish
from matching.models import Offer, PairingWay
from mentorship.dashboards.lines.pairs import WORDS
from mentorship.dashboards.queries.today import headline, today_of
from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.models import Member, Mentorship, StaffRole
from programs.queries.roles import roles_of
from sessions.actions.thanks import say_thanks
from sessions.models import ActionItem, AgendaItem, Feedback, Meeting
from sessions.queries.waiting import RANKS
from tests import make
from tests.sessions import rows as rows_of


def page_of(who):
    user = getattr(who, "user", None) or who
    return today_of(user, roles_of(user))


def meeting(world, hours, minutes=60):
    """A meeting of Ada and Ben that starts `hours` from now."""
    starts = clock.now() + timedelta(hours=hours)
    return Meeting.objects.create(
        mentorship=world.ada_ben,
        number=world.ada_ben.meetings.count() + 1,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        zone="UTC",
        booked_by=world.member(world.ben),
    )


def kinds(page):
    lines = [page.hero, *page.waiting] if page.hero else []
    return [line.key.split("-")[0] for line in lines]


def test_every_kind_that_waits_has_words():
    assert set(WORDS) == set(RANKS)


def test_mentee_with_a_meeting_in_two_days_and_no_topic_prepares(world):
    soon = meeting(world, 30)
    page = page_of(world.ben)
    assert page.hero.url == reverse("sessions:prepare", args=[world.ada_ben.code, soon.number])
    assert kinds(page)[0] == "agenda"
    AgendaItem.objects.create(meeting=soon, author=world.member(world.ben), title="One topic", position=1)
    assert "agenda" not in kinds(page_of(world.ben))


def test_feedback_is_asked_for_five_days_and_until_it_is_given(world):
    held = meeting(world, -26)
    assert kinds(page_of(world.ada))[0] == "feedback"
    with clock.at(held.ends_at + timedelta(days=5, minutes=1)):
        assert "feedback" not in kinds(page_of(world.ada))
    Feedback.objects.create(meeting=held, author=world.member(world.ada), went_well="Clear questions")
    assert "feedback" not in kinds(page_of(world.ada))
    assert kinds(page_of(world.ben))[0] == "feedback"


def test_meeting_about_to_start_is_the_hero_before_everything(world):
    meeting(world, -26)
    meeting(world, 0.1)
    assert kinds(page_of(world.ada))[:2] == ["meeting_now", "feedback"]


def test_mentor_of_two_has_a_row_each(world):
    make.mentorship(world.cohort, world.mira, world.enrolment(world.ada), world.enrolment(world.fay))
    assert [row.partner for row in page_of(world.ada).mentorships] == ["Ben", "Fay"]
    assert [row.partner for row in page_of(world.cleo).mentorships] == ["Dan"]


def test_own_actions_stand_there_the_partners_do_not(world):
    for who in (world.ada, world.ben):
        ActionItem.objects.create(mentorship=world.ada_ben, owner=world.member(who), text=f"{who.name} reads")
    assert [action.text for action in page_of(world.ben).actions] == ["Ben reads"]


def test_coordinator_sees_applications_and_the_oldest_ones_age(world):
    applied = make.enrolment(
        world.cohort, "mentee", state="applied", applied_at=clock.now() - timedelta(days=3)
    )
    page = page_of(world.mira)
    assert "3 days old" in page.hero.detail
    assert page.hero.url.endswith(f"/{world.cohort.code}/applications/")
    applied.waiting_since = clock.now()  # the waiting list asks nothing of her
    applied.save()
    assert page_of(world.mira).hero is None
    assert page_of(world.nora).hero is None


def test_coordinator_hears_of_pairs_that_have_not_met_in_three_weeks(world):
    assert page_of(world.mira).hero is None
    with clock.at(clock.now() + timedelta(days=22)):
        assert page_of(world.mira).hero.title == "2 new pairs haven’t met"
        meeting(world, -2)
        assert page_of(world.mira).hero.title == "1 new pair hasn’t met"


def test_coordinator_of_an_empty_cohort_is_shown_the_ways_in(world):
    fresh = make.program(world.orchard)
    cohort = make.cohort(fresh)
    coordinator = make.coordinator(fresh)
    assert page_of(coordinator).hero.title == "Bring in your people"
    for role in ("mentor", "mentee"):
        make.enrolment(cohort, role)
    assert page_of(coordinator).hero.title == "Ready to match: 1 mentor, 1 mentee"


def test_coordinator_whose_pairs_are_proposed_is_not_asked_to_match_them(world):
    fresh = make.program(world.orchard)
    cohort = make.cohort(fresh)
    PairingWay.objects.create(program=fresh, way="both")
    coordinator = make.coordinator(fresh)
    for role in ("mentor", "mentee"):
        make.enrolment(cohort, role)
    publish(draft=run_matching(cohort=cohort, by=coordinator), by=coordinator)
    assert page_of(coordinator).hero is None
    withdraw_offer(offer=Offer.objects.get(cohort=cohort), by=coordinator)
    assert page_of(coordinator).hero.title == "Ready to match: 1 mentor, 1 mentee"


def test_applicant_sees_where_the_application_stands(world):
    assert [place.program for place in page_of(world.fay).places] == ["Growing together"]
    assert page_of(world.ben).places == []


def test_headline_says_how_much_and_that_it_ends():
    line = Line(rank=1, key="a", title="", detail="", url="", action="", minutes=2, why="")
    assert headline([]) == "Nothing waiting. Enjoy your day."
    assert headline([line]) == "One thing, about 2 minutes"
    assert headline([line, line]) == "Two things, then you’re free"
    assert headline([line] * 9).startswith("9 things")


@pytest.mark.parametrize("rows", (1, 3, 30))
def test_today_reads_in_a_constant_number_of_statements(world, sign_in, django_assert_num_queries, rows):
    ada = world.enrolment(world.ada)
    ada.capacity = 40
    ada.save()
    for _ in range(rows):
        pair = make.mentorship(world.cohort, world.mira, mentor=ada)
        world.ada_ben = pair
        Meeting.objects.create(
            mentorship=pair,
            number=1,
            starts_at=clock.now() - timedelta(hours=3),
            ends_at=clock.now() - timedelta(hours=2),
            zone="UTC",
            booked_by=pair.members.first(),
        )
    mentor, coordinator = sign_in(world.ada), sign_in(world.mira)
    # 2 session and user, 1 roles, 4 mentorships, 1 news, 1 places, 1 put off; and that it was looked at
    with django_assert_num_queries(11):
        assert mentor.get("/today/").status_code == 200
    with django_assert_num_queries(10):
        assert mentor.get("/today/").status_code == 200
    # 2 session and user, 1 roles, 1 cohorts, 1 put off
    with django_assert_num_queries(5):
        assert coordinator.get("/today/").status_code == 200
    for seat in Member.objects.filter(enrolment=ada):
        say_thanks(by=rows_of.seats(seat.mentorship)[1], text="Thank you for your questions.")
    StaffRole.objects.create(
        user=world.ada.user, organisation=world.orchard, program=world.program, role="coordinator"
    )
    # the same and 1 cohorts, 1 thanks: a mentor who coordinates and was thanked
    with django_assert_num_queries(12):
        assert mentor.get("/today/").status_code == 200


def test_signed_out_is_led_to_the_sign_in_page(client):
    assert client.get("/today/").headers["Location"] == "/accounts/login/?next=/today/"


def test_today_promises_nobody_a_match_whose_mentorship_has_ended(world, sign_in):
    waiting = "You will hear here, and by mail, who you are matched with."
    assert waiting in sign_in(world.fay).get(reverse("dashboards:today")).content.decode()
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended")
    page = sign_in(world.ben).get(reverse("dashboards:today")).content.decode()
    assert waiting not in page
    assert "Your mentorship has ended." in page
