"""The notes: saved, and both texts kept when two save at once."""

import pytest
from django.urls import reverse

from sessions.models import SharedNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "notes"}


@pytest.fixture
def url(world):
    rows.meeting(world.ada_ben, days=2)
    return reverse("sessions:notes", args=[world.ada_ben.code, 1])


def test_notes_saved_answer_with_the_box_or_the_page(world, url, sign_in):
    ben = sign_in(world.ben)
    assert ben.post(url, {"text": "One", "version": "0"}).status_code == 303
    part = ben.post(url, {"text": "Two", "version": "1"}, headers=HTMX)
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<section id="notes"')
    assert SharedNote.objects.get().text == "Two"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_notes_of_whoever_is_second_keep_both_texts(world, url, sign_in, headers):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    ada.post(url, {"text": "From Ada", "version": "0"})
    second = ben.post(url, {"text": "From Ben", "version": "0"}, headers=headers)
    shown = second.content.decode()
    assert second.status_code == 409
    assert "From Ada" in shown
    assert "From Ben" in shown
    assert 'name="version" value="1"' in shown
    ben.post(url, {"text": "From Ben", "version": "1", "keep": "both"})
    assert SharedNote.objects.get().text == "From Ada\n\nFrom Ben"


def test_notes_too_long_or_without_a_version_are_422(world, url, sign_in):
    ben = sign_in(world.ben)
    assert ben.post(url, {"text": "x" * 20_001, "version": "0"}).status_code == 422
    assert ben.post(url, {"text": "x"}).status_code == 422
    assert not SharedNote.objects.exists()


AUTO = {"HX-Request": "true", "HX-Target": "notes-state"}


def test_notes_that_save_themselves_answer_with_their_line_only(world, url, sign_in):
    answer = sign_in(world.ben).post(url, {"text": "One", "version": "0"}, headers=AUTO)
    shown = answer.content.decode().strip()
    assert answer.status_code == 200
    assert shown.startswith('<span id="notes-state"')
    assert 'name="version" value="1"' in shown
    assert "Saved" in shown
    assert "textarea" not in shown


def test_notes_that_save_themselves_second_get_both_texts_in_place_of_the_section(world, url, sign_in):
    sign_in(world.ada).post(url, {"text": "From Ada", "version": "0"})
    answer = sign_in(world.ben).post(url, {"text": "From Ben", "version": "0"}, headers=AUTO)
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (409, "#notes", "outerHTML")
    shown = answer.content.decode()
    assert [text for text in ("From Ada", "From Ben") if text not in shown] == []


def test_saving_the_same_text_again_changes_no_version(world, url, sign_in):
    ben = sign_in(world.ben)
    for _ in range(2):
        assert ben.post(url, {"text": "One", "version": "0"}).status_code == 303
    assert SharedNote.objects.get().version == 1
