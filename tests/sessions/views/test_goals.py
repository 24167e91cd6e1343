"""The pages of a goal and its milestones."""

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
    assert ben.post(url(world, "goal_new"), {"sentence": ""}).status_code == 422
    late = ben.post(url(world, "goal_new"), {"sentence": "Kept text", "until": "2020-01-01"})
    assert late.status_code == 422
    assert "Kept text" in late.content.decode()
    assert '<details id="goal-more" open>' in late.content.decode()


def test_goal_is_read_by_the_mentor_who_is_told_why_not_to_write(world, sign_in):
    rows.goal(world.ada_ben, "By June I will lead.")
    ada = sign_in(world.ada)
    assert "By June I will lead." in ada.get(url(world, "goal", 1)).content.decode()
    refused = ada.get(url(world, "goal_edit", 1))
    assert refused.status_code == 403
    assert "mentee’s to write" in refused.content.decode()


def test_goal_edited_in_two_windows_keeps_the_text(world, sign_in):
    rows.goal(world.ada_ben, "Old")
    ben = sign_in(world.ben)
    assert ben.post(url(world, "goal_edit", 1), {"sentence": "First", "version": "1"}).status_code == 303
    second = ben.post(url(world, "goal_edit", 1), {"sentence": "Second", "version": "1"})
    assert second.status_code == 409
    assert "First" in second.content.decode()
    assert "Second" in second.content.decode()
    assert Goal.objects.get().sentence == "First"


def test_goal_state_changes_by_one_press(world, sign_in):
    rows.goal(world.ada_ben)
    ben = sign_in(world.ben)
    assert ben.post(url(world, "goal_state", 1), {"state": "reached"}).status_code == 303
    assert Goal.objects.get().state == "reached"
    assert ben.post(url(world, "goal_state", 1), {"state": "sunk"}).status_code == 422


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
