"""The pages of goals, of one goal, and its milestones."""

import pytest
from django.urls import reverse

from sessions.models import Goal, Milestone
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "milestones"}


def url(world, name: str, *args: object) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *args])


def test_goal_needs_one_sentence_only(world, sign_in):
    ben = sign_in(world.ben)
    made = ben.post(url(world, "goal_new"), {"sentence": "By June I will lead.", "form_key": "a" * 24})
    assert (made.status_code, made["Location"]) == (303, url(world, "goal", 1))
    again = ben.post(url(world, "goal_new"), {"sentence": "By June I will lead.", "form_key": "a" * 24})
    assert (again["Location"], Goal.objects.count()) == (url(world, "goal", 1), 1)
    assert ben.post(url(world, "goal_new"), {"sentence": ""}).status_code == 422
    late = ben.post(url(world, "goal_new"), {"sentence": "Kept text", "until": "2020-01-01"})
    assert late.status_code == 422
    assert "Kept text" in late.content.decode()
    assert '<details id="goal-more" open>' in late.content.decode()


def test_goal_with_all_its_facts_shows_them(world, sign_in):
    ben = sign_in(world.ben)
    facts = {
        "sentence": "By June I will give ten talks.",
        "measure": "A list",
        "in_hands": "Asking",
        "relevance": "New team",
        "until": "2027-06-01",
        "kind": "skill",
        "direction": "together",
        "stretch": "on",
        "unit": "talks",
        "start_value": "0",
        "target_value": "10",
    }
    assert ben.post(url(world, "goal_new"), facts).status_code == 303
    page = sign_in(world.ada).get(url(world, "goal", 1)).content.decode()
    for words in ("A list", "Asking", "New team", "1 June 2027", "Build a skill", "together", "a stretch"):
        assert words in page
    assert "of 10 talks, from 0" in page


def test_wording_is_looked_at_while_it_is_typed_and_nothing_is_kept(world, sign_in):
    ben = sign_in(world.ben)
    headers = {"HX-Request": "true", "HX-Target": "smart"}
    part = ben.post(url(world, "goal_check"), {"sentence": "Lead", "until": "2027-06-01"}, headers=headers)
    assert part.content.decode().lstrip().startswith('<div id="smart"')
    assert "It has a date." in part.content.decode()
    assert "One sentence that begins with you" in part.content.decode()
    assert "Nothing was saved" in ben.post(url(world, "goal_check"), {"sentence": "Lead"}).content.decode()
    assert Goal.objects.count() == 0


def test_goal_is_read_by_the_other_who_is_told_why_not_to_write(world, sign_in):
    rows.goal(world.ada_ben, "By June I will lead.")
    ada = sign_in(world.ada)
    page = ada.get(url(world, "goal", 1)).content.decode()
    assert "By June I will lead." in page
    assert "you’re sharing" in page
    assert 'id="goal-edit"' not in page
    refused = ada.get(url(world, "goal_edit", 1))
    assert refused.status_code == 403
    assert "whoever set it" in refused.content.decode()


def test_mentor_sets_a_goal_of_their_own_which_the_mentee_reads(world, sign_in):
    ada = sign_in(world.ada)
    assert ada.post(url(world, "goal_new"), {"sentence": "I ask before I answer."}).status_code == 303
    page = sign_in(world.ben).get(url(world, "goals")).content.decode()
    assert "I ask before I answer." in page
    assert "Ada’s goal" in page


def test_goal_kept_to_oneself_is_not_there_for_the_other_until_it_is_shared(world, sign_in):
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    ben.post(url(world, "goal_new"), {"sentence": "Quiet one", "only_me": "on"})
    kept = Goal.objects.get().number
    mine = ben.get(url(world, "goal", kept)).content.decode()
    assert "Only you" in mine
    assert "You and your partner" not in mine
    pages = [url(world, "goals"), reverse("sessions:all_goals"), url(world, "space"), "/today/"]
    assert [page for page in pages if "Quiet one" in ada.get(page).content.decode()] == []
    assert [page for page in pages[:2] if "Quiet one" not in ben.get(page).content.decode()] == []
    assert ada.get(url(world, "goal", kept)).status_code == 404
    assert ada.post(url(world, "goal_share", kept)).status_code == 404
    assert ben.post(url(world, "goal_share", kept))["Location"] == url(world, "goal", 1)
    assert "Quiet one" in ada.get(url(world, "goal", 1)).content.decode()


def test_goal_edited_in_two_windows_keeps_the_text(world, sign_in):
    rows.goal(world.ada_ben, "Old")
    ben = sign_in(world.ben)
    assert ben.post(url(world, "goal_edit", 1), {"sentence": "First", "version": "1"}).status_code == 303
    second = ben.post(url(world, "goal_edit", 1), {"sentence": "Second", "version": "1"})
    assert second.status_code == 409
    assert "First" in second.content.decode()
    assert "Second" in second.content.decode()
    assert Goal.objects.get().sentence == "First"


def test_goal_shows_how_it_began_once_it_changed(world, sign_in):
    ben = sign_in(world.ben)
    ben.post(url(world, "goal_new"), {"sentence": "At first"})
    assert "How it began" not in ben.get(url(world, "goal", 1)).content.decode()
    ben.post(url(world, "goal_edit", 1), {"sentence": "Later on", "version": "1"})
    assert "At first" in ben.get(url(world, "goal", 1)).content.decode()
    history = sign_in(world.ada).get(url(world, "goal_history", 1)).content.decode()
    assert history.index("Later on") < history.index("At first")


def test_goal_state_changes_by_one_press_and_a_reached_one_offers_the_next(world, sign_in):
    rows.goal(world.ada_ben, "By June I lead.", unit="talks", start_value=0, target_value=10)
    ben = sign_in(world.ben)
    assert ben.post(url(world, "goal_state", 1), {"state": "reached"})["Location"].endswith("/goals/1/#after")
    assert Goal.objects.get().state == "reached"
    assert ben.post(url(world, "goal_state", 1), {"state": "sunk"}).status_code == 422
    assert ben.post(url(world, "goal_reflection", 1), {"reflection": ""}).status_code == 422
    assert ben.post(url(world, "goal_reflection", 1), {"reflection": "Patience"}).status_code == 303
    page = ben.get(url(world, "goal", 1)).content.decode()
    assert "Patience" in page
    assert f"{url(world, 'goal_new')}?after=1" in page
    prefilled = ben.get(f"{url(world, 'goal_new')}?after=1").content.decode()
    assert "By June I lead.</textarea>" in prefilled
    assert 'value="10.00"' in prefilled
    ben.post(f"{url(world, 'goal_new')}?after=1", {"sentence": "By then I lead two."})
    assert Goal.objects.get(number=2).follows == Goal.objects.get(number=1)
    assert ben.get(f"{url(world, 'goal_new')}?after=77").status_code == 404


def test_goal_of_an_ended_mentorship_is_read_only(world, sign_in):
    rows.goal(world.ada_ben)
    world.ada_ben.state = "ended"
    world.ada_ben.ended_at = world.ada_ben.started_at
    world.ada_ben.save()
    ben = sign_in(world.ben)
    assert 'id="goal-reached"' not in ben.get(url(world, "goal", 1)).content.decode()
    assert ben.post(url(world, "goal_state", 1), {"state": "reached"}).status_code == 409
    assert ben.get(url(world, "goal_new")).status_code == 403


def test_goals_page_teaches_while_it_is_empty(world, sign_in):
    assert "a sentence about you" in sign_in(world.ben).get(url(world, "goals")).content.decode()
    mentor = sign_in(world.ada).get(url(world, "goals")).content.decode()
    assert "one of your own" in mentor
    assert "Goals live inside a mentorship" in sign_in(world.fay).get("/goals/").content.decode()


def test_milestones_are_added_ticked_and_moved_in_place_and_plainly(world, sign_in):
    goal = rows.goal(world.ada_ben)
    ben = sign_in(world.ben)
    plain = ben.post(url(world, "milestone_new", 1), {"title": "First", "form_key": "a" * 24})
    assert plain["Location"] == f"{url(world, 'goal', 1)}#milestones"
    part = ben.post(url(world, "milestone_new", 1), {"title": "Second", "form_key": "b" * 24}, headers=HTMX)
    assert part.content.decode().lstrip().startswith('<section id="milestones"')
    second = Milestone.objects.last()
    ben.post(url(world, "milestone_move", 1), {"milestone": second.pk, "to": "up"}, headers=HTMX)
    ben.post(url(world, "milestone_reached", 1), {"milestone": second.pk, "reached": "1"}, headers=HTMX)
    steps = [(step.title, bool(step.reached_at)) for step in Milestone.objects.filter(goal=goal)]
    assert steps == [("Second", True), ("First", False)]
    assert ben.post(url(world, "milestone_new", 1), {"title": ""}, headers=HTMX).status_code == 422


def test_milestone_is_taken_off_and_put_back(world, sign_in):
    step = rows.milestone(rows.goal(world.ada_ben), "Ask them")
    ben = sign_in(world.ben)
    off = ben.post(url(world, "milestone_remove", 1), {"milestone": step.pk}, headers=HTMX).content.decode()
    assert f'id="back-{step.pk}"' in off
    assert f'id="reached-{step.pk}"' not in off
    back = ben.post(url(world, "milestone_remove", 1), {"milestone": step.pk, "back": "1"})
    assert back["Location"] == f"{url(world, 'goal', 1)}#milestones"
    assert f'id="reached-{step.pk}"' in ben.get(url(world, "goal", 1)).content.decode()
    elsewhere = rows.milestone(rows.goal(world.cleo_dan))
    assert ben.post(url(world, "milestone_remove", 1), {"milestone": elsewhere.pk}).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_lists_of_goals_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    for _number in range(count):
        rows.milestone(rows.goal(world.ada_ben, state="parked"))
    ben = sign_in(world.ben)
    for page, statements in ((url(world, "goals"), GOALS), (reverse("sessions:all_goals"), ALL_GOALS)):
        with django_assert_num_queries(statements):
            assert ben.get(page).status_code == 200


GOALS, ALL_GOALS = 6, 5
