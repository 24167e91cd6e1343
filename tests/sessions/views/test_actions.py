"""Actions in place, and as plain forms."""

import pytest
from django.urls import reverse

from sessions.models import ActionItem
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "action_new") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_action_added_answers_with_the_list_or_the_page_it_came_from(world, sign_in):
    ben = sign_in(world.ben)
    meeting = reverse(
        "sessions:meeting", args=[world.ada_ben.code, rows.meeting(world.ada_ben, days=1).number]
    )
    typed = {"text": "Send it", "owner": "partner", "meeting": "1", "next": meeting, "form_key": "a" * 24}
    plain = ben.post(url(world), typed)
    assert (plain.status_code, plain["Location"]) == (303, f"{meeting}#actions")
    item = ActionItem.objects.get()
    assert (item.owner, item.meeting.number) == (rows.seats(world.ada_ben)[0], 1)
    headers = {"HX-Request": "true", "HX-Target": "actions"}
    part = ben.post(url(world), {"text": "Read it", "owner": "me", "form_key": "b" * 24}, headers=headers)
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<section id="actions"')
    assert ActionItem.objects.count() == 2


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "actions"}])
@pytest.mark.parametrize("bad", [{"text": ""}, {"due_on": "2026-11-01"}, {"owner": "eve"}, {"due_on": "x"}])
def test_action_that_cannot_be_is_422_and_kept(world, sign_in, headers, bad):
    typed = {"text": "Send the outline", "owner": "me", "due_on": "", **bad}
    answer = sign_in(world.ben).post(url(world), typed, headers=headers)
    assert answer.status_code == 422
    assert typed["text"] in answer.content.decode()
    assert not ActionItem.objects.exists()


def test_action_for_a_page_elsewhere_leads_back_to_the_space(world, sign_in):
    typed = {"text": "Send it", "owner": "me", "next": "https://evil.example/"}
    answer = sign_in(world.ben).post(url(world), typed)
    assert answer["Location"] == f"{reverse('sessions:space', args=[world.ada_ben.code])}#actions"


def test_action_ticked_answers_with_its_row(world, sign_in):
    item = rows.action(rows.seats(world.ada_ben)[1], "Send it")
    headers = {"HX-Request": "true", "HX-Target": f"task-{item.pk}"}
    ben = sign_in(world.ben)
    part = ben.post(url(world, "action_done"), {"action": item.pk, "done": "1"}, headers=headers)
    assert part.content.decode().lstrip().startswith(f'<li class="task" id="task-{item.pk}"')
    item.refresh_from_db()
    assert item.done_at is not None
    assert ben.post(url(world, "action_done"), {"action": item.pk}).status_code == 303
    item.refresh_from_db()
    assert item.done_at is None


def test_action_of_another_pair_is_not_there(world, sign_in):
    item = rows.action(rows.seats(world.cleo_dan)[1])
    assert sign_in(world.ben).post(url(world, "action_done"), {"action": item.pk}).status_code == 404
