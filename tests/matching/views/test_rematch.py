"""A different match from the request page: who else would do, what it changes, all of it or nothing."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import end_mentorship
from programs.actions.requests import close_request
from programs.models import HelpRequest, Member, Mentorship
from sessions.actions.help import ask_for_another
from sessions.models import Meeting
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def wish(world) -> HelpRequest:
    """Ben would like somebody else; Cleo has a place."""
    return ask_for_another(by=world.member(world.ben), wish="talk_first", text="Our hours never meet.")


def url(world, wish: HelpRequest) -> str:
    return reverse("matching:rematch", args=[world.program.code, world.cohort.code, wish.code])


def names(page) -> list[str]:
    return [one.person.name for one in page.context["board"].options]


def live() -> set[tuple[str, str]]:
    pairs = Mentorship.objects.active()
    return {
        tuple(
            Member.objects.filter(mentorship=pair)
            .order_by("role")
            .values_list("enrolment__person__name", flat=True)
        )
        for pair in pairs
    }


def test_the_request_page_leads_to_the_best_others_and_says_what_it_changes(world, sign_in, wish):
    mira = sign_in(world.mira)
    request = reverse("programs:request", args=[world.program.code, world.cohort.code, wish.code])
    assert f'href="{url(world, wish)}"' in mira.get(request).content.decode()
    page = mira.get(url(world, wish))
    assert names(page) == ["Cleo"]
    text = page.content.decode()
    assert "The mentorship with Ada ends at once" in text
    assert "Takes the last free place." in text


def test_one_press_ends_the_old_and_begins_the_new(world, sign_in, wish):
    ahead = rows.meeting(world.ada_ben, days=3)
    Occurrence.objects.all().delete()
    answer = sign_in(world.mira).post(url(world, wish), {"other": world.enrolment(world.cleo).code})
    assert answer.status_code == 303
    assert live() == {("Dan", "Cleo"), ("Ben", "Cleo")}
    assert (Meeting.objects.get(pk=ahead.pk).state, Mentorship.objects.get(pk=world.ada_ben.pk).state) == (
        "cancelled",
        "ended",
    )
    wish.refresh_from_db()
    assert (wish.state, wish.outcome) == ("closed", "matched_anew")
    matched = Occurrence.objects.filter(kind="matched").select_related("recipient")
    assert {one.recipient.email for one in matched} == {"ben@orchard.example", "cleo@orchard.example"}
    to_ada = Occurrence.objects.filter(recipient=world.ada.user)
    assert sorted(one.kind for one in to_ada) == ["meeting_cancelled", "mentorship_ended"]


@pytest.mark.parametrize("state", ["full", "paused", "closed", "odd", "none"])
def test_what_cannot_be_changes_nothing(world, sign_in, wish, state):
    """The same set-up as the success above, with one thing different."""
    cleo = world.enrolment(world.cleo)
    sent, status = {"other": cleo.code}, 409
    if state == "full":
        cleo.capacity = 1
    elif state == "paused":
        cleo.asks_paused = True
    elif state == "closed":
        close_request(request=wish, by=world.mira, outcome="stayed")
    elif state == "odd":
        sent, status = {"other": world.enrolment(world.dan).code}, 404
    else:
        sent, status = {}, 422
    cleo.save()
    before = live()
    assert sign_in(world.mira).post(url(world, wish), sent).status_code == status
    assert live() == before == {("Ben", "Ada"), ("Dan", "Cleo")}


def test_whoever_they_were_matched_with_before_is_never_offered_nor_taken(world, sign_in, wish):
    cleo = world.enrolment(world.cleo)
    make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Gwen"))
    before = make.mentorship(make.cohort(world.program), world.mira)
    Member.objects.filter(mentorship=before, role="mentor").update(
        enrolment=make.enrolment(before.cohort, "mentor", world.cleo)
    )
    Member.objects.filter(mentorship=before, role="mentee").update(
        enrolment=make.enrolment(before.cohort, "mentee", world.ben)
    )
    end_mentorship(mentorship=before, by=world.mira)
    mira = sign_in(world.mira)
    assert names(mira.get(url(world, wish))) == ["Gwen"]
    answer = mira.post(url(world, wish), {"other": cleo.code})
    assert (answer.status_code, "can’t be matched" in answer.content.decode()) == (409, True)
    assert live() == {("Ben", "Ada"), ("Dan", "Cleo")}


def test_a_mentor_gets_a_mentee_who_waits(world, sign_in):
    wish = ask_for_another(by=world.member(world.ada), wish="end_now")
    mira = sign_in(world.mira)
    page = mira.get(url(world, wish))
    assert (names(page), page.context["board"].partner) == (["Fay"], None)
    assert mira.post(url(world, wish), {"other": world.enrolment(world.fay).code}).status_code == 303
    assert live() == {("Fay", "Ada"), ("Dan", "Cleo")}


def test_a_place_the_open_draft_has_given_away_is_said(world, sign_in, wish):
    world.ada.enrolments.update(asks_paused=True)
    run_matching(cohort=world.cohort, by=world.mira)
    text = sign_in(world.mira).get(url(world, wish)).content.decode()
    assert "The open draft has this place for Fay." in text


def test_a_question_has_no_such_page_nor_has_a_wish_about_oneself(world, sign_in, wish):
    HelpRequest.objects.update(kind="question")
    assert sign_in(world.mira).get(url(world, wish)).status_code == 404
    HelpRequest.objects.update(kind="different_match")
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    assert sign_in(world.ada).get(url(world, wish)).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_mini_board_costs_the_same(world, sign_in, wish, number, django_assert_num_queries):
    for _ in range(number):
        make.enrolment(world.cohort, "mentor")
    mira = sign_in(world.mira)
    with django_assert_num_queries(12):
        assert len(mira.get(url(world, wish)).context["board"].options) == min(number + 1, 8)
