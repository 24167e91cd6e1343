"""Notes of all meetings: the search, the private layer, the file."""

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.models import PrivateNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "all_notes", *args: object) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *args])


@pytest.fixture
def written(world):
    """Two meetings with shared notes, private notes of both beside the first."""
    ada, ben = rows.seats(world.ada_ben)
    first, second = rows.meeting(world.ada_ben, days=-20), rows.meeting(world.ada_ben, days=-6)
    rows.shared_note(first, "We agreed on **three questions**.")
    rows.shared_note(second, "The talk went well.")
    rows.private_note(ben, "He sounded tired.", first)
    rows.private_note(ada, "ADAS-OWN", first)
    rows.private_note(ben, "Ask about the budget.")
    return world


def test_notes_stand_by_meeting_with_ones_own_private_ones(written, sign_in):
    shown = sign_in(written.ben).get(url(written)).content.decode()
    assert "<strong>three questions</strong>" in shown
    assert "He sounded tired." in shown
    assert "ADAS-OWN" not in shown
    assert shown.index("The talk went well.") < shown.index("three questions")


@pytest.mark.parametrize(
    ("query", "found", "numbers"),
    [("QUESTIONS", 1, [1]), ("talk  went", 1, [2]), ("tired", 1, [1]), ("budget", 1, []), ("ADAS", 0, [])],
)
def test_search_reads_shared_and_ones_own_private_notes(written, sign_in, query, found, numbers):
    notes = sign_in(written.ben).get(url(written), {"q": query}).context["notes"]
    assert (notes.found, [row.number for row in notes.meetings]) == (found, numbers)


def test_file_holds_what_the_reader_may_read_and_says_which_is_which(written, sign_in):
    answer = sign_in(written.ben).get(url(written, "notes_export"))
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="notes-{written.ada_ben.code}.md"'
    assert answer.content.decode() == (
        "# Notes of you and Ada\n\n"
        "## 12 November 2026, 10:00\n\n### Shared: you and Ada\n\nThe talk went well.\n\n"
        "## 29 October 2026, 10:00\n\n### Shared: you and Ada\n\nWe agreed on **three questions**.\n\n"
        "### Private: only you\n\nHe sounded tired.\n\n"
        "## Beside the meetings\n\n### Private: only you\n\nAsk about the budget.\n"
    )


def test_private_note_saves_itself_and_by_its_button(world, sign_in):
    rows.meeting(world.ada_ben, days=-2)
    ben, note = sign_in(world.ben), url(world, "private_note", 1)
    assert "Only you" in ben.get(note).content.decode()
    by_itself = ben.post(
        note, {"text": "One", "version": "0"}, headers={"HX-Request": "true", "HX-Target": "private-1-state"}
    )
    assert by_itself.status_code == 200
    assert by_itself.content.decode().lstrip().startswith('<div id="private-1-state"')
    assert 'name="version" value="1"' in by_itself.content.decode()
    assert "Saved" in by_itself.content.decode()
    assert ben.post(note, {"text": "Two", "version": "1"}).status_code == 303
    assert PrivateNote.objects.get().text == "Two"
    assert ben.get(url(world, "private_note", 9)).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "private-0-state"}])
def test_second_window_gets_both_texts_and_writes_over_nothing_by_itself(world, sign_in, headers):
    ben, note = sign_in(world.ben), url(world, "private_note", 0)
    ben.post(note, {"text": "From the first", "version": "0"})
    second = ben.post(note, {"text": "From the second", "version": "0"}, headers=headers)
    shown = second.content.decode()
    assert second.status_code == 409
    assert "From the first" in shown
    assert 'name="version" value="0"' in shown
    assert ben.post(note, {"text": "From the second", "version": "0"}, headers=headers).status_code == 409
    kept = ben.post(note, {"text": "From the second", "version": "0", "both": "1"}, headers=headers)
    assert kept.status_code == (204 if headers else 303)
    assert PrivateNote.objects.get().text == "From the first\n\nFrom the second"
    ben.post(note, {"text": "Mine", "version": "0", "over": "2"})
    assert PrivateNote.objects.get().text == "Mine"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "private-0-state"}])
def test_private_note_too_long_is_not_saved(world, sign_in, headers):
    ben, note = sign_in(world.ben), url(world, "private_note", 0)
    refused = ben.post(note, {"text": "x" * 20_001, "version": "0"}, headers=headers)
    assert refused.status_code == 422
    assert "20000" in refused.content.decode()
    assert ben.post(note, {"text": "x"}).status_code == 422
    assert not PrivateNote.objects.exists()


def test_ended_keeps_notes_readable_and_a_part_that_is_off_is_not_there(written, sign_in):
    end_mentorship(mentorship=written.ada_ben, by=written.mira)
    ben = sign_in(written.ben)
    assert "He sounded tired." in ben.get(url(written, "private_note", 1)).content.decode()
    assert ben.post(url(written, "private_note", 1), {"text": "x", "version": "1"}).status_code == 409
    written.program.chosen_parts = [Part.MESSAGES]
    written.program.save()
    names = [("all_notes",), ("notes_export",), ("private_note", 0)]
    assert [ben.get(url(written, *name)).status_code for name in names] == [404] * 3


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    ben = rows.seats(world.ada_ben)[1]
    for number in range(count):
        meeting = rows.meeting(world.ada_ben, days=-number - 1)
        rows.shared_note(meeting)
        rows.private_note(ben, meeting=meeting)
    client = sign_in(world.ben)
    for name, cost in ((("all_notes",), 7), (("notes_export",), 6), (("private_note", 1), 6)):
        with django_assert_num_queries(cost):
            assert client.get(url(world, *name)).status_code == 200
