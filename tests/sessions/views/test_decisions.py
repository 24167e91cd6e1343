"""The pages of decisions and outcomes."""

import pytest
from django.urls import reverse

from sessions.models import Decision, Outcome
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str, *args: object) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *args])


def test_decision_is_asked_viewed_taken_and_looked_back_on(world, sign_in):
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    sent = {"question": "Stay or go?", "options": "Stay\nGo", "confidence": "2", "form_key": "a" * 24}
    for _twice in range(2):
        assert ben.post(url(world, "decisions"), sent)["Location"] == url(world, "decision", 1)
    assert Decision.objects.count() == 1
    assert "Give my view" in ada.get(url(world, "decision", 1)).content.decode()
    view = {"step": "view", "version": "1", "view": "What would you miss?"}
    assert ada.post(url(world, "decision", 1), view).status_code == 303
    choice = {"step": "choice", "version": "2", "choice": "Stay until May", "confidence": "4"}
    assert ben.post(url(world, "decision", 1), choice).status_code == 303
    outcome = {"step": "outcome", "version": "3", "outcome": "Glad of it"}
    assert ben.post(url(world, "decision", 1), outcome).status_code == 303
    for reader in (ada, ben):
        page = reader.get(url(world, "decision", 1)).content.decode()
        for words in ("What would you miss?", "Stay until May", "Glad of it", "rather unsure", "rather sure"):
            assert words in page
    assert "from “rather unsure” to “rather sure”" in ben.get(url(world, "decisions")).content.decode()


def test_decision_refuses_what_is_empty_out_of_turn_or_old_and_keeps_the_text(world, sign_in):
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    assert ben.post(url(world, "decisions"), {"question": "", "options": "Kept"}).status_code == 422
    ben.post(url(world, "decisions"), {"question": "Stay?"})
    assert ada.post(url(world, "decision", 1), {"step": "choice", "choice": "Go"}).status_code == 422
    assert (
        ben.post(url(world, "decision", 1), {"step": "choice", "version": "1", "choice": ""}).status_code
        == 422
    )
    old = ada.post(url(world, "decision", 1), {"step": "view", "version": "7", "view": "My view"})
    assert old.status_code == 409
    assert "My view" in old.content.decode()
    assert ada.get(url(world, "decision", 2)).status_code == 404


def test_decisions_are_not_there_where_the_program_does_not_use_them(world, sign_in):
    ben = sign_in(world.ben)
    ben.post(url(world, "decisions"), {"question": "Stay?"})
    world.program.chosen_parts = []
    world.program.save()
    assert ben.get(url(world, "decisions")).status_code == 404
    assert ben.get(url(world, "decision", 1)).status_code == 404
    assert url(world, "decisions") not in ben.get(url(world, "goals")).content.decode()


def test_outcome_is_kept_with_or_without_consent_and_changed_by_its_owner(world, sign_in):
    rows.goal(world.ada_ben)
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    assert ben.post(url(world, "outcome_new"), {"text": "Kept"}).status_code == 422
    sent = {
        "kind": "promotion",
        "on": make.some_day(-3).isoformat(),
        "text": "Team lead",
        "form_key": "a" * 24,
    }
    answer = ben.post(f"{url(world, 'outcome_new')}?goal=1", sent)
    assert answer["Location"] == f"{url(world, 'goals')}#outcomes"
    row = Outcome.objects.get()
    assert (row.may_count, row.goal.number) == (False, 1)
    assert "Team lead" in ada.get(url(world, "goals")).content.decode()
    assert ada.post(url(world, "outcome_change"), {"outcome": row.pk, "to": "count"}).status_code == 403
    for to, counts in (("count", True), ("keep", False)):
        assert ben.post(url(world, "outcome_change"), {"outcome": row.pk, "to": to}).status_code == 303
        assert Outcome.objects.get().may_count is counts
    ben.post(url(world, "outcome_change"), {"outcome": row.pk, "to": "remove"})
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_decisions_cost_the_same_however_many(world, sign_in, django_assert_num_queries, count):
    ben = rows.seats(world.ada_ben)[1]
    for number in range(1, count + 1):
        Decision.objects.create(mentorship=world.ada_ben, number=number, owner=ben, question="Stay?")
    client = sign_in(world.ben)
    for page in (url(world, "decisions"), url(world, "decision", 1)):
        with django_assert_num_queries(5):
            assert client.get(page).status_code == 200
