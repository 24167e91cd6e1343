"""Why a pair, moving a mentee, finding a mentor for somebody who is left."""

import re

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.proposals import set_lock
from matching.actions.publishing import publish
from matching.models import Draft
from programs.models import Enrolment
from tests.matching.people import fill


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


@pytest.fixture
def draft(cohort, mira) -> Draft:
    """Two pairs, one mentor with nobody, no mentee left."""
    fill(cohort, 3, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    return run_matching(cohort=cohort, by=mira)


def at(draft: Draft, name: str, *more: str) -> str:
    cohort = draft.cohort
    return reverse(f"matching:{name}", args=[cohort.program.code, cohort.code, draft.number, *more])


def free_mentor(draft: Draft) -> Enrolment:
    return draft.leftovers.get().enrolment


def test_why_shows_points_that_add_up_and_who_else_would_do(draft, client):
    one = draft.proposals.select_related("mentor__person", "mentee__person").first()
    text = client.get(at(draft, "why", one.code)).content.decode()
    for row in one.points:
        assert f">{row[3]}</td>" in text
    assert f"<b>{one.score}</b>" in text
    assert f"Who else for {one.mentee.person.first_name}" in text
    assert free_mentor(draft).person.name in text


@pytest.mark.parametrize("people", [3, 30])
def test_why_takes_the_same_statements_for_any_number_of_people(
    cohort, mira, client, people, django_assert_num_queries
):
    fill(cohort, people, people, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    url = at(draft, "why", draft.proposals.first().code)
    with django_assert_num_queries(13):
        client.get(url)


@pytest.mark.parametrize("people", [3, 30])
def test_costs_of_the_others_come_as_a_part_in_the_same_number_of_statements(
    cohort, mira, client, people, django_assert_num_queries
):
    fill(cohort, people, people, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    url = at(draft, "why", draft.proposals.first().code)
    part = {"HX-Request": "true", "HX-Target": "others"}
    client.get(url, {"costs": "1"}, headers=part)
    with django_assert_num_queries(14):
        text = client.get(url, {"costs": "1"}, headers=part).content.decode()
    assert text.lstrip().startswith('<div class="stack" id="others">')
    assert "Costs the whole nothing you would notice." in text or "For the whole:" in text
    assert "hx-get" not in text
    assert 'id="to-costs" href="?costs=1"' in client.get(url).content.decode()


def test_cost_of_a_mentor_another_locked_pair_needs_says_so(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    one, other = draft.proposals.all()
    set_lock(draft=draft, code=other.code, version=1, locked=True)
    text = client.get(at(draft, "why", one.code), {"costs": "1"}).content.decode()
    assert "Only if a locked pair is unlocked first." in text


@pytest.mark.parametrize("people", [3, 30, 100])
def test_move_page_takes_the_same_statements_for_any_number_of_people(
    cohort, mira, client, people, django_assert_num_queries
):
    fill(cohort, people, people, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    url = at(draft, "move", draft.proposals.first().code)
    with django_assert_num_queries(11):
        client.get(url)


def test_move_lists_free_mentors_first_and_names_what_each_changes(draft, client):
    one = draft.proposals.select_related("mentor__person", "mentee__person").first()
    text = client.get(at(draft, "move", one.code)).content.decode()
    free = free_mentor(draft).person.name
    other = draft.proposals.exclude(pk=one.pk).get().mentor.person.name
    assert text.index(f"<b>{free}</b>") < text.index(f"<b>{other}</b>")
    assert f"frees a place with {one.mentor.person.first_name}" in text
    assert "Full in this draft" in text
    assert f'value="{free_mentor(draft).code}"' in text
    assert f'id="choose-{one.mentor.code}"' not in text


def test_move_counts_a_published_pair_once_and_swaps_with_none(cohort, mira, client):
    fill(cohort, 2, 4, easy=True)
    Enrolment.objects.filter(cohort=cohort, role="mentor").update(capacity=3)
    draft = run_matching(cohort=cohort, by=mira)
    one, other = draft.proposals.order_by("pk")[:2]
    draft.proposals.exclude(pk__in=[one.pk, other.pk]).delete()
    mentors = list(Enrolment.objects.filter(cohort=cohort, role="mentor"))
    draft.proposals.filter(pk=one.pk).update(mentor=mentors[0], score=9000)
    draft.proposals.filter(pk=other.pk).update(mentor=mentors[1], score=5000)
    publish(draft=draft, by=mira, strong=True)
    text = client.get(at(draft, "move", other.code)).content.decode()
    assert f'<b>{mentors[0].person.name}</b> <span class="meta">2 of 3 places free</span>' in text
    Enrolment.objects.filter(pk=mentors[0].pk).update(capacity=2)
    assert f'id="choose-{mentors[0].code}"' in client.get(at(draft, "move", other.code)).content.decode()


def test_move_page_finds_by_name_and_answers_a_part_to_htmx(draft, client):
    one = draft.proposals.first()
    free = free_mentor(draft).person.name
    found = client.get(
        at(draft, "move", one.code),
        {"q": free.upper()},
        headers={"HX-Request": "true", "HX-Target": "candidate-list"},
    ).content.decode()
    assert found.count("<li>\n") == 1
    assert "<h1" not in found
    none = client.get(at(draft, "move", one.code), {"q": "Nobody like this"}).content.decode()
    assert "Nobody by that name" in none
    dialog = client.get(
        at(draft, "move", one.code), headers={"HX-Request": "true", "HX-Target": "move-body"}
    ).content.decode()
    assert 'id="move-title"' in dialog
    assert "<html" not in dialog


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_move_by_form_goes_back_to_the_board(draft, client, headers):
    one = draft.proposals.first()
    chosen = free_mentor(draft)
    answer = client.post(at(draft, "move", one.code), {"version": 1, "mentor": chosen.code}, headers=headers)
    board = f"{at(draft, 'board')}#pair-{one.code}"
    assert (answer.headers.get("Location") or answer.headers.get("HX-Redirect")) == board
    one.refresh_from_db()
    assert (one.mentor, one.locked, one.by_hand) == (chosen, True, True)


def test_presses_lead_back_to_the_rows_the_board_showed(draft, client, mira):
    one, other = draft.proposals.order_by("pk")
    set_lock(draft=draft, code=one.code, version=1, locked=True, by=mira)
    set_lock(draft=draft, code=other.code, version=1, locked=True, by=mira)
    shown = "?show=locked"
    text = client.get(at(draft, "board") + shown).content.decode()
    for name in ("lock", "move", "unpair"):
        assert text.count(f'"{at(draft, name, one.code)}{shown}"') == 2  # with HTMX and without
    move = at(draft, "move", one.code) + shown
    page = client.get(move).content.decode()
    assert f'<form method="post" action="{move}"' in page
    assert '<input type="hidden" name="show" value="locked">' in page
    back = f"{at(draft, 'board')}{shown}#pair-"
    answer = client.post(move, {"version": 2, "mentor": free_mentor(draft).code})
    assert answer["Location"] == back + one.code
    assert client.post(at(draft, "undo_move") + shown)["Location"] == back + one.code
    dropped = {"mentee": f"{other.code}:2", "mentor": free_mentor(draft).code}
    assert client.post(at(draft, "drop") + shown, dropped)["Location"] == back + other.code
    url = at(draft, "lock", other.code) + shown
    part = client.post(url, {"version": 3}, headers={"HX-Request": "true", "HX-Target": f"pair-{other.code}"})
    assert f'hx-post="{url}"' in part.content.decode()
    assert re.search(r'id="show-locked"[^>]* aria-current="true"', part.content.decode())


def test_move_to_a_full_mentor_is_409_and_says_who_is_full(draft, client):
    one, other = draft.proposals.select_related("mentor__person")
    url = at(draft, "move", one.code)
    answer = client.post(url, {"version": 1, "mentor": other.mentor.code})
    assert answer.status_code == 409
    assert f"{other.mentor.person.name} has no place left." in answer.content.decode()
    one.refresh_from_db()
    assert one.version == 1


def test_move_seen_before_another_change_is_409(draft, client):
    one = draft.proposals.first()
    set_lock(draft=draft, code=one.code, version=1, locked=True)
    url = at(draft, "move", one.code)
    answer = client.post(url, {"version": 1, "mentor": free_mentor(draft).code})
    assert answer.status_code == 409
    assert "Somebody changed this pair" in answer.content.decode()


@pytest.mark.parametrize("mentor", ["", "not a code", "x" * 400])
def test_move_without_a_choice_is_422(draft, client, mentor):
    one = draft.proposals.first()
    answer = client.post(at(draft, "move", one.code), {"version": 1, "mentor": mentor})
    assert answer.status_code == 422
    assert "Choose a mentor from the list." in answer.content.decode()


def test_move_to_a_mentor_of_another_cohort_is_404(draft, client, world):
    one = draft.proposals.first()
    elsewhere = world.enrolment(world.ada).code
    url = at(draft, "move", one.code)
    assert client.post(url, {"version": 1, "mentor": elsewhere}).status_code == 404


def test_somebody_taken_apart_finds_a_mentor_again(draft, client):
    one = draft.proposals.select_related("mentee").first()
    client.post(at(draft, "unpair", one.code), {"version": 1})
    url = at(draft, "propose", one.mentee.code)
    assert one.mentor.person.name in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"mentor": one.mentor.code})
    assert answer.status_code == 303
    again = draft.proposals.get(mentee=one.mentee)
    assert (again.mentor, again.score, again.locked) == (one.mentor, one.score, True)
    assert client.post(url, {"mentor": one.mentor.code}).status_code == 409


def test_move_offers_a_swap_with_who_is_with_a_full_mentor(draft, client):
    one, other = draft.proposals.select_related("mentor__person", "mentee__person")
    url = at(draft, "move", one.code)
    offered = f'name="swap" value="{other.code}:1">Swap with {other.mentee.person.name}, who gets '
    draft.proposals.filter(pk=other.pk).update(locked=True)
    assert "Swap with" not in client.get(url).content.decode()
    draft.proposals.filter(pk=other.pk).update(locked=False)
    assert offered in client.get(url).content.decode()
    answer = client.post(url, {"version": 1, "swap": f"{other.code}:1"})
    assert answer.status_code == 303
    before = one.mentor, other.mentor
    one.refresh_from_db()
    other.refresh_from_db()
    assert (other.mentor, one.mentor) == before
    assert client.post(url, {"version": 2, "swap": "gone22:1"}).status_code == 409
    assert client.post(url, {"version": 2, "swap": "not a pair"}).status_code == 422
