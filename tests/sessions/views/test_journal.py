"""The journal: a page a day, read by its author only; one line at a time leaves it."""

import pytest
from django.urls import reverse

from programs.models import Part
from sessions.models import AgendaItem, JournalEntry
from sessions.queries.journal import PROMPTS
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
TODAY = "2026-11-18"


def url(name: str = "journal_day", day: str = TODAY) -> str:
    return reverse(f"sessions:{name}", args=[day])


def state(day: str = TODAY) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"journal-{day}-state"}


def test_empty_journal_offers_three_prompts_and_says_who_reads_it(world, sign_in):
    shown = sign_in(world.ben).get(reverse("sessions:journal"))
    page = shown.content.decode()
    assert len(set(shown.context["journal"].prompts)) == 3
    assert len(PROMPTS) >= 12
    assert "Only you" in page
    assert "Whoever runs this server holds the key" in page
    assert f'action="{url()}"' in page


def test_entry_saves_itself_and_by_its_button_with_the_goal_it_belongs_to(world, sign_in):
    goal = rows.goal(world.ada_ben, "By June I will lead a team.")
    ben = sign_in(world.ben)
    part = ben.post(url(), {"text": "A day", "version": "0", "goal": str(goal.pk)}, headers=state())
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith(f'<div id="journal-{TODAY}-state"')
    assert ben.post(url(), {"text": "A long day", "version": "1"}).status_code == 303
    entry = JournalEntry.objects.get()
    assert (entry.author_id, entry.text, entry.version) == (world.ben.user_id, "A long day", 2)
    shown = ben.get(reverse("sessions:journal")).content.decode()
    assert "A long day" in shown
    assert 'aria-label="18 November 2026, written"' in shown


def test_second_window_gets_both_texts(world, sign_in):
    ben = sign_in(world.ben)
    ben.post(url(), {"text": "First", "version": "0"})
    for headers in ({}, state()):
        second = ben.post(url(), {"text": "Second", "version": "0"}, headers=headers)
        assert second.status_code == 409
        assert "First" in second.content.decode()
    assert ben.post(url(), {"text": "Second", "version": "0", "both": "1"}).status_code == 303
    assert JournalEntry.objects.get().text == "First\n\nSecond"
    assert ben.post(url(), {"text": "x" * 20_001, "version": "2"}).status_code == 422


@pytest.mark.parametrize("day", ["2026-11-19", "2026-13-01", "today", "20261118", "1889-01-01", "2026-W47-3"])
def test_days_ahead_and_what_is_no_day_are_not_there(world, sign_in, day):
    ben = sign_in(world.ben)
    assert ben.get(url(day=day)).status_code == 404
    assert ben.post(url(day=day), {"text": "x", "version": "0"}).status_code == 404
    assert ben.get(url("journal_bring", day)).status_code == 404


def test_goal_of_somebody_else_is_no_tag(world, sign_in):
    other = rows.goal(world.cleo_dan)
    rows.goal(world.ada_ben)
    ben = sign_in(world.ben)
    assert ben.post(url(), {"text": "x", "version": "0", "goal": str(other.pk)}).status_code == 422
    assert not JournalEntry.objects.exists()


def test_a_line_is_brought_to_a_meeting_once_and_the_entry_stays(world, sign_in):
    rows.journal(world.ben.user, "The pause after my question.\n\nNobody else reads this.")
    ben, bring = sign_in(world.ben), url("journal_bring")
    assert "No meeting is booked" in ben.get(url()).content.decode()
    meeting = rows.meeting(world.ada_ben, days=3)
    rows.meeting(world.ada_ben, days=20)
    theirs = rows.meeting(world.cleo_dan, days=3)
    page = ben.get(url()).content.decode()
    assert 'value="The pause after my question."' in page
    assert "Sat 21 Nov, 10:00 with Ada" in page
    key = f"{world.ada_ben.code}-{meeting.number}"
    words = {"line": "The pause", "meeting": key, "form_key": "k" * 24}
    assert [ben.post(bring, words).status_code for _ in range(2)] == [303, 303]
    assert [(one.title, one.meeting_id) for one in AgendaItem.objects.all()] == [("The pause", meeting.pk)]
    foreign = f"{world.cleo_dan.code}-{theirs.number}"
    refused = ben.post(bring, {"line": "Kept line", "meeting": foreign})
    assert refused.status_code == 422
    assert "Kept line" in refused.content.decode()
    assert AgendaItem.objects.count() == 1


def test_file_holds_ones_own_entries_the_latest_first(world, sign_in):
    goal = rows.goal(world.ada_ben, "By June I will lead a team.")
    rows.journal(world.ben.user, "Earlier", days=-3, goal=goal)
    rows.journal(world.ben.user, "Today")
    rows.journal(world.ada.user, "HERS")
    answer = sign_in(world.ben).get(reverse("sessions:journal_export"))
    assert answer["Content-Disposition"] == 'attachment; filename="journal.md"'
    assert answer.content.decode() == (
        "# My journal\n\n## Wednesday 18 November 2026\n\nToday\n\n"
        "## Sunday 15 November 2026\n\nGoal: By June I will lead a team.\n\nEarlier\n"
    )


def test_journal_is_there_as_soon_as_one_program_uses_it(world, sign_in):
    ben = sign_in(world.ben)
    assert ben.get(reverse("sessions:journal")).status_code == 200
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    pages = [reverse("sessions:journal"), url(), reverse("sessions:journal_export")]
    assert [ben.get(page).status_code for page in pages] == [404] * 3
    assert sign_in(world.zed).get(reverse("sessions:journal")).status_code == 404


def test_far_days_are_reached_through_the_strip(world, sign_in):
    strip = sign_in(world.ben).get(url(day="2026-01-05")).context["journal"]
    assert strip.strip[-1].day.isoformat() == "2026-01-19"
    assert len(strip.strip) == 28
    assert [one.day.isoformat() for one in strip.strip if one.is_shown] == ["2026-01-05"]
    assert strip.later.isoformat() == "2026-02-02"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    goal = rows.goal(world.ada_ben)
    for number in range(count):
        rows.journal(world.ben.user, days=-number, goal=goal)
    rows.meeting(world.ada_ben, days=2)
    ben = sign_in(world.ben)
    with django_assert_num_queries(9):  # session, user, roles, programs, entry, all, goals, meetings, seats
        ben.get(reverse("sessions:journal"))
    with django_assert_num_queries(4):
        ben.get(reverse("sessions:journal_export"))
