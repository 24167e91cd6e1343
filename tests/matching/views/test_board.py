"""The board on the screen: numbers, rows, and a change of one pair with and without HTMX."""

import re

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.proposals import set_lock
from matching.models import Draft, PairingWay
from programs.models import Enrolment, Person
from tests import make
from tests.matching.people import fill


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


def at(draft: Draft, name: str, *more: str) -> str:
    cohort = draft.cohort
    return reverse(f"matching:{name}", args=[cohort.program.code, cohort.code, draft.number, *more])


def htmx(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


def rows(answer) -> list[str]:
    return re.findall(r'<tr id="pair-(\w+)"', answer.content.decode())


@pytest.mark.parametrize("pairs", [1, 3, 30, 100])
def test_board_takes_the_same_statements_for_any_number_of_pairs(
    cohort, mira, client, pairs, django_assert_num_queries
):
    fill(cohort, pairs, pairs, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    with django_assert_num_queries(9):
        answer = client.get(at(draft, "board"))
    assert len(rows(answer)) == pairs


def test_board_says_how_many_are_matched_who_is_left_and_why(cohort, mira, client):
    fill(cohort, 2, 3, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    text = client.get(at(draft, "board")).content.decode()
    left = draft.leftovers.get()
    assert "<b>2 of 3</b> mentees have a mentor." in text
    assert "<b>1</b> is left:" in text
    assert f'<a id="left-{left.enrolment.code}" href="#unmatched">{left.enrolment.person.name}</a>' in text
    assert f"<b>{left.enrolment.person.name}</b>" in text
    assert "2 mentors would do, and all their places are taken." in text
    assert "Publish 2 matches" in text
    assert 'href="#unmatched">1 without a mentor</a>' in text
    assert "show-free" not in text


def test_board_says_that_somebody_waits_who_is_not_in_it(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert "not in this draft" not in client.get(at(draft, "board")).content.decode()
    make.enrolment(cohort, "mentee")
    text = client.get(at(draft, "board")).content.decode()
    assert "One mentee waits who is not in this draft" in text
    assert 'id="to-rules"' in text


def test_board_with_mentors_to_spare_calls_nobody_unmatched(cohort, mira, client):
    fill(cohort, 3, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    text = client.get(at(run_matching(cohort=cohort, by=mira), "board")).content.decode()
    assert "Nobody is left without one." in text
    assert 'href="#free-mentors">one mentor has nobody</a>' in text
    assert 'id="free-mentors"' in text
    assert "show-left" not in text


def test_board_names_the_five_weakest_pairs_to_look_at_as_links(cohort, mira, client):
    fill(cohort, 9, 9, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    text = client.get(at(draft, "board")).content.decode()
    weakest = list(draft.proposals.order_by("score", "code")[:5])
    assert re.findall(r'id="look-(\w+)" href="([^"]+)"', text) == [
        (one.code, at(draft, "why", one.code)) for one in weakest
    ]
    assert "Look at these 5 pairs first:" in text


def test_board_of_more_than_a_hundred_pairs_is_paged_and_counts_all(cohort, mira, client):
    fill(cohort, 103, 103, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    first = client.get(at(draft, "board"))
    second = client.get(at(draft, "board"), {"page": "2"})
    assert (len(rows(first)), len(rows(second))) == (100, 3)
    assert "103 proposed pairs" in second.content.decode()
    assert "101–103 of 103" in second.content.decode()
    assert client.get(at(draft, "board"), {"page": "x" * 50, "show": "nonsense"}).status_code == 200


def test_board_filters_locked_pairs(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    set_lock(draft=draft, code=one.code, version=1, locked=True)
    assert rows(client.get(at(draft, "board"), {"show": "locked"})) == [one.code]


def test_board_marks_the_pair_of_somebody_who_withdrew(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    Enrolment.objects.filter(pk=one.mentee_id).update(state="withdrawn")
    answer = client.get(at(draft, "board"), {"show": "changed"})
    assert rows(answer) == [one.code]
    assert "One pair changed since the draft was made." in answer.content.decode()
    assert f"{one.mentee.person.name} is not taking part any more." in answer.content.decode()


def test_lock_by_form_goes_back_to_the_pair(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    answer = client.post(at(draft, "lock", one.code), {"version": 1, "locked": "1"})
    assert (answer.status_code, answer["Location"]) == (303, f"{at(draft, 'board')}#pair-{one.code}")
    one.refresh_from_db()
    assert one.locked


def test_lock_by_htmx_answers_the_row_and_the_numbers(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    url = at(draft, "lock", one.code)
    answer = client.post(url, {"version": 1, "locked": "1"}, headers=htmx(f"pair-{one.code}"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.lstrip().startswith(f'<tr id="pair-{one.code}"')
    assert rows(answer) == [one.code]
    assert 'aria-pressed="true"' in text
    assert '<div id="summary" class="stack" hx-swap-oob="true">' in text
    assert "1 locked" in text


def test_lock_by_htmx_of_a_pair_somebody_changed_is_409_with_the_row_as_it_stands(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    set_lock(draft=draft, code=one.code, version=1, locked=True)
    url = at(draft, "lock", one.code)
    answer = client.post(url, {"version": 1}, headers=htmx(f"pair-{one.code}"))
    assert answer.status_code == 409
    assert rows(answer)[0] == one.code
    assert "Somebody changed this pair" in answer.content.decode()
    plain = client.post(url, {"version": 1})
    assert plain.status_code == 409
    assert "Somebody changed this pair" in plain.content.decode()


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 40])
def test_lock_without_a_version_is_422(cohort, mira, client, version):
    fill(cohort, 1, 1, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    answer = client.post(at(draft, "lock", draft.proposals.get().code), {"version": version, "locked": "1"})
    assert answer.status_code == 422
    assert not draft.proposals.get().locked


def test_unpair_by_htmx_removes_the_row_and_lists_both_as_left(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    url = at(draft, "unpair", one.code)
    answer = client.post(url, {"version": 1}, headers=htmx(f"pair-{one.code}"))
    text = answer.content.decode()
    assert (answer.status_code, rows(answer)) == (200, [])
    assert "One mentee has no mentor" in text
    assert f"<b>{one.mentee.person.name}</b>" in text
    gone = client.post(url, {"version": 1}, headers=htmx(f"pair-{one.code}"))
    assert (gone.status_code, rows(gone)) == (409, [])


def test_change_by_htmx_brings_the_button_that_takes_it_back(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    before = client.get(at(draft, "board")).content.decode()
    assert f'<form id="undo-form" method="post" action="{at(draft, "undo_move")}"' in before
    assert 'id="undo-move"' not in before
    one, other = draft.proposals.select_related("mentee__person")
    for name, pair, form, said in (
        ("lock", one, {"version": 1, "locked": "1"}, "locked"),
        ("unpair", other, {"version": 1}, "taken apart"),
    ):
        answer = client.post(at(draft, name, pair.code), form, headers=htmx(f"pair-{pair.code}"))
        text = answer.content.decode()
        assert '<div id="last-move" hx-swap-oob="true"><button type="submit" form="undo-form"' in text
        assert f"Undo “{said}”, {pair.mentee.person.name}</button>" in text


def test_unpair_of_one_of_two_refreshes_the_row_of_the_other(cohort, mira, client):
    fill(cohort, 1, 2, easy=True)
    Enrolment.objects.filter(role="mentor").update(capacity=2)
    draft = run_matching(cohort=cohort, by=mira)
    one, other = draft.proposals.all()
    url = at(draft, "unpair", one.code)
    answer = client.post(url, {"version": 1}, headers=htmx(f"pair-{one.code}"))
    assert rows(answer) == [other.code]
    assert "1 of 2 places" in answer.content.decode()


def test_drop_moves_the_mentee_and_a_drop_on_a_full_mentor_is_409(cohort, mira, client):
    fill(cohort, 3, 2, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    one, other = draft.proposals.all()
    full = client.post(at(draft, "drop"), {"mentee": f"{one.code}:1", "mentor": other.mentor.code})
    assert full.status_code == 409
    assert f"{other.mentor.person.name} has no place left." in full.content.decode()
    free = draft.leftovers.get().enrolment
    done = client.post(at(draft, "drop"), {"mentee": f"{one.code}:1", "mentor": free.code})
    assert done.status_code == 303
    one.refresh_from_db()
    assert (one.mentor, one.locked) == (free, True)


@pytest.mark.parametrize("form", [{}, {"mentee": "x", "mentor": "y"}, {"mentee": "ab:1:2", "mentor": "<>"}])
def test_drop_that_names_nobody_is_422(cohort, mira, client, form):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert client.post(at(draft, "drop"), form).status_code == 422


def test_published_board_offers_no_change(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    client.post(at(draft, "publish"))
    text = client.get(at(draft, "board")).content.decode()
    assert "The pairs are mentorships now." in text
    assert 'id="lock-' not in text
    assert "Publish" not in text.split("<main")[1].split("</main>")[0].replace("Published", "")


def test_board_of_a_program_where_both_say_yes_says_proposed(cohort, mira, client):
    PairingWay.objects.create(program=cohort.program, way="both")
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert re.search(
        r'id="to-publish"[^>]*>Propose 2 matches</a>', client.get(at(draft, "board")).content.decode()
    )
    client.post(at(draft, "publish"))
    text = client.get(at(draft, "board")).content.decode()
    assert "Proposed on" in text
    assert "mentorships now" not in text
    assert "published</span>" not in text
    assert "<b>2 of 2</b> mentees were proposed a mentor." in text
    assert text.count('<span class="badge review">proposed</span>') == 2
    asked = reverse("matching:open_offers", args=[cohort.program.code, cohort.code])
    assert f'<a id="to-offers" href="{asked}">Who has answered</a>' in text
    assert "proposed</span>" in client.get(at(draft, "why", draft.proposals.first().code)).content.decode()
    PairingWay.objects.update(way="direct")  # what was proposed stays proposed
    assert client.get(at(draft, "board")).content.decode().count("proposed</span>") == 2
    assert "These matches are proposed" in client.get(at(draft, "publish")).content.decode()


def test_board_of_another_program_is_not_there(cohort, mira, sign_in, world):
    fill(cohort, 1, 1, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert sign_in(world.mira).get(at(draft, "board")).status_code == 404
    assert sign_in(world.ada).get(at(draft, "board")).status_code == 404


def test_names_on_the_board_are_escaped(cohort, mira, client):
    fill(cohort, 1, 1, easy=True)
    Person.objects.filter(code="po0000").update(name="<script>alert(1)</script>")
    draft = run_matching(cohort=cohort, by=mira)
    assert "<script>alert" not in client.get(at(draft, "board")).content.decode()
