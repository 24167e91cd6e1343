"""The list of one's mentorships, and the space of one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.actions.news import ask, tell_partner
from sessions.actions.notes import save_note
from sessions.models import Resource, Update
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def space(world) -> str:
    return reverse("sessions:space", args=[world.ada_ben.code])


def test_mentorships_have_a_row_each_with_one_step(world, sign_in):
    make.mentorship(world.cohort, world.mira, world.enrolment(world.ada), world.enrolment(world.fay))
    rows.meeting(world.ada_ben, days=1)
    live = sign_in(world.ada).get(reverse("sessions:mentorships")).context["live"]
    assert [(row.partner.name, str(row.step), str(row.rhythm.word)) for row in live] == [
        ("Fay", "Book the first date", "due"),
        ("Ben", "", "on rhythm"),
    ]


@pytest.mark.parametrize(
    ("kind", "row", "line"),
    [
        ("classic", "your mentee in Growing together", "Ben is your mentee"),
        ("peer", "with you in Growing together, on the same level", "Ben and you meet on the same level"),
    ],
)
def test_two_peers_are_not_called_mentor_and_mentee(world, sign_in, kind, row, line):
    world.program.kind = kind
    world.program.save()
    ada = sign_in(world.ada)
    shown = ada.get(reverse("sessions:mentorships")).content.decode()
    assert row in shown
    assert ('id="to-desk"' in shown) == (kind == "classic")
    assert line in ada.get(space(world)).content.decode()
    hello = ada.get(reverse("sessions:messages", args=[world.ada_ben.code])).content.decode()
    assert ("I am your mentor in" in hello) == (kind == "classic")


def test_mentorships_that_ended_are_folded(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    shown = sign_in(world.ben).get(reverse("sessions:mentorships"))
    assert shown.context["live"] == []
    assert [row.partner.name for row in shown.context["past"]] == ["Ada"]
    assert "This mentorship ended on" in sign_in(world.ben).get(space(world)).content.decode()


def test_mentorships_of_somebody_without_one_say_so(world, sign_in):
    assert (
        "No mentorship is running"
        in sign_in(world.mira).get(reverse("sessions:mentorships")).content.decode()
    )


def test_space_opens_with_three_steps_until_there_is_a_goal_and_a_date(world, sign_in):
    ben = sign_in(world.ben)
    world.ada.contact = "Call me any morning"
    world.ada.save()
    shown = ben.get(space(world)).content.decode()
    assert "Three steps to begin" in shown
    assert "Call me any morning" in shown
    rows.goal(world.ada_ben)
    assert "Three steps to begin" in ben.get(space(world)).content.decode()
    rows.meeting(world.ada_ben, days=3)
    assert "Three steps to begin" not in ben.get(space(world)).content.decode()


def test_space_lists_every_meeting_ahead(world, sign_in):
    first, second = rows.meeting(world.ada_ben, days=3), rows.meeting(world.ada_ben, days=17)
    shown = sign_in(world.ben).get(space(world))
    assert [shown.context["space"].next.number, *(card.number for card in shown.context["space"].later)] == [
        first.number,
        second.number,
    ]
    assert reverse("sessions:meeting", args=[world.ada_ben.code, second.number]) in shown.content.decode()


def test_space_keeps_a_contact_that_was_switched_off(world, sign_in):
    world.ada.contact, world.ada.shows_contact = "Call me any morning", False
    world.ada.save()
    assert "Call me" not in sign_in(world.ben).get(space(world)).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_space_and_list_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    mentor = make.enrolment(world.cohort, "mentor", capacity=count)
    for _ in range(count):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        rows.meeting(pair, days=3)
    for number in range(count):
        rows.meeting(world.ada_ben, days=-number - 1)
        rows.goal(world.ada_ben)
        rows.action(rows.seats(world.ada_ben)[0])
    ada, many = sign_in(world.ada), sign_in(mentor.person)
    with django_assert_num_queries(12):
        ada.get(space(world))
    with django_assert_num_queries(10):
        assert len(many.get(reverse("sessions:mentorships")).context["live"]) == count


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_thread_costs_the_same_however_long_it_is(world, sign_in, django_assert_num_queries, count):
    for ref in range(count):
        tell_partner("thanks_received", by=world.member(world.ben), ref=ref)
    ada = sign_in(world.ada)
    with django_assert_num_queries(5):
        page = ada.get(reverse("sessions:thread", args=[world.ada_ben.code]))
    assert len(page.context["events"]) == count


def test_space_shows_the_last_twelve_lines_and_the_thread_all_of_them(world, sign_in):
    for ref in range(14):
        with clock.at(clock.now() + timedelta(minutes=ref)):
            tell_partner("thanks_received", by=world.member(world.ben), ref=ref)
    ada = sign_in(world.ada)
    page = ada.get(space(world)).context
    assert (len(page["events"]), page["earlier"]) == (12, 2)
    assert page["events"][0].at < page["events"][-1].at
    thread = reverse("sessions:thread", args=[world.ada_ben.code])
    assert {event.words for event in ada.get(thread).context["events"]} == {"Ben wrote you a kind line"}
    told = sign_in(world.ben).get(thread).context["events"]
    assert [event.words for event in told] == ["You wrote a kind line"] * 14


def test_what_the_calendar_asks_one_of_the_two_is_no_line_for_the_other(world, sign_in):
    ask("thanks_prompt", reader=world.member(world.ben))
    assert len(sign_in(world.ben).get(space(world)).context["events"]) == 1
    assert sign_in(world.ada).get(space(world)).context["events"] == []


def test_space_shows_what_was_shared_lately_and_how_the_notes_ended(world, sign_in):
    mentor, mentee = rows.seats(world.ada_ben)
    note = rows.meeting(world.ada_ben, days=-2)
    save_note(by=mentee, meeting=note, text="One\n\nTwo\nThree\nFour", version=0)
    Update.objects.create(mentorship=world.ada_ben, number=1, author=mentee, progress="The talk is booked.")
    Resource.objects.create(
        mentorship=world.ada_ben,
        number=1,
        author=mentor,
        title="A page on talks",
        created_at=clock.now() + timedelta(minutes=1),
    )
    page = sign_in(world.ada).get(space(world)).context
    assert page["last_lines"] == "Two\nThree\nFour"
    assert [(one.kind, one.words, one.is_mine) for one in page["shared"]] == [
        ("resource", "A page on talks", True),
        ("update", "The talk is booked.", False),
    ]
    world.program.chosen_parts = ["resources"]
    world.program.save()
    assert [one.kind for one in sign_in(world.ada).get(space(world)).context["shared"]] == ["resource"]


@pytest.fixture
def two_mentors(world):
    """Ben has a second mentor, Cleo, and wanted three things."""
    ben = world.enrolment(world.ben)
    ben.capacity, ben.topics = 2, ["talks", "money", "leading"]
    ben.save()
    return make.mentorship(world.cohort, world.mira, world.enrolment(world.cleo), ben)


def test_map_of_several_mentors_shows_what_nobody_covers(world, sign_in, two_mentors):
    ben = sign_in(world.ben)
    for code, topics in ((world.ada_ben.code, ["talks"]), (two_mentors.code, ["talks", "money"])):
        answer = ben.post(reverse("sessions:covers", args=[code]), {"topics": topics, "more": ""})
        assert answer.headers["Location"] == "/mentorships/#covered"
    coverage = ben.get(reverse("sessions:mentorships")).context["coverage"]
    assert [(one.topic, one.mentors) for one in coverage.topics] == [
        ("talks", ["Ada", "Cleo"]),
        ("money", ["Cleo"]),
        ("leading", []),
    ]
    assert b"What Ben brings to you" in sign_in(world.ada).get(space(world)).content


def test_map_takes_own_words_and_refuses_what_is_no_topic(world, sign_in, two_mentors):
    ben, address = sign_in(world.ben), reverse("sessions:covers", args=[two_mentors.code])
    wrong = ben.post(address, {"topics": ["knitting"], "more": "rest"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["topics"])
    assert b"rest</textarea>" in wrong.content
    ben.post(address, {"topics": ["money"], "more": "rest\nsleep"})
    two_mentors.refresh_from_db()
    assert two_mentors.covers == ["money", "rest", "sleep"]
    again = ben.post(address, {"topics": ["rest"], "more": ""})
    assert again.status_code == 303


def test_there_is_no_map_for_whoever_has_one_mentor(world, sign_in):
    assert sign_in(world.ben).get(reverse("sessions:mentorships")).context["coverage"] is None
