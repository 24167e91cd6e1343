"""The agenda in place, and as plain forms."""

import pytest
from django.urls import reverse

from sessions.models import AgendaItem
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "agenda"}


@pytest.fixture
def meeting(world):
    return rows.meeting(world.ada_ben, days=2)


def url(meeting, name: str = "agenda") -> str:
    return reverse(f"sessions:{name}", args=[meeting.mentorship.code, meeting.number])


def test_topic_added_answers_with_the_agenda_or_the_page(world, meeting, sign_in):
    ben = sign_in(world.ben)
    plain = ben.post(url(meeting), {"title": "What’s stuck", "form_key": "a" * 24})
    assert (plain.status_code, plain["Location"]) == (303, f"{url(meeting, 'meeting')}#topic-title")
    part = ben.post(url(meeting), {"title": "Budget", "form_key": "b" * 24}, headers=HTMX)
    shown = part.content.decode()
    assert part.status_code == 200
    assert shown.lstrip().startswith('<section id="agenda"')
    assert "Topic “Budget” added." in shown
    assert [item.title for item in AgendaItem.objects.all()] == ["What’s stuck", "Budget"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_topic_sent_twice_is_added_once(world, meeting, sign_in, headers):
    ben = sign_in(world.ben)
    for _ in range(2):
        ben.post(url(meeting), {"title": "Budget", "form_key": "a" * 24}, headers=headers)
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    "title, words", [("", "Write a few words"), ("  ", "Write a few words"), ("x" * 301, "300")]
)
def test_topic_that_says_nothing_or_too_much_is_422(world, meeting, sign_in, headers, title, words):
    answer = sign_in(world.ben).post(url(meeting), {"title": title}, headers=headers)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_topics_move_and_go(world, meeting, sign_in):
    ben = sign_in(world.ben)
    first, second = rows.topic(meeting, "first"), rows.topic(meeting, "second")
    moved = ben.post(url(meeting, "agenda_move"), {"topic": second.pk, "to": "up"}, headers=HTMX)
    assert moved.content.decode().index("second") < moved.content.decode().index("first")
    assert ben.post(url(meeting, "agenda_remove"), {"topic": first.pk}).status_code == 303
    assert [item.title for item in AgendaItem.objects.all()] == ["second"]
    assert ben.post(url(meeting, "agenda_remove"), {"topic": "1 or 1"}).status_code == 404


def test_topic_of_another_pair_is_not_there(world, meeting, sign_in):
    theirs = rows.topic(rows.meeting(world.cleo_dan, days=2), "Not yours")
    answer = sign_in(world.ben).post(url(meeting, "agenda_remove"), {"topic": theirs.pk})
    assert answer.status_code == 404


WHOLE = {"title": "Saying no", "kind": "practice", "tried": "Once", "direction": "both", "minutes": "15"}


def test_topic_has_a_kind_what_was_tried_and_a_wish_for_time(world, meeting, sign_in):
    ben = sign_in(world.ben)
    ben.post(url(meeting), WHOLE)
    topic = AgendaItem.objects.get()
    assert (topic.kind, topic.tried, topic.direction, topic.minutes) == ("practice", "Once", "both", 15)
    shown = ben.get(url(meeting, "meeting")).content.decode()
    assert "Practice · You · together · 15 minutes" in shown


@pytest.mark.parametrize("changed", [{"kind": "gossip"}, {"minutes": "0"}, {"direction": "up"}])
def test_topic_of_an_odd_kind_is_422(world, meeting, sign_in, changed):
    assert sign_in(world.ben).post(url(meeting), {**WHOLE, **changed}).status_code == 422
    assert not AgendaItem.objects.exists()


def test_topic_is_changed_by_its_author_only(world, meeting, sign_in):
    topic = rows.topic(meeting, "Saying")
    typed = {**WHOLE, "topic": topic.pk, "version": "1"}
    assert sign_in(world.ada).post(url(meeting, "agenda_edit"), typed).status_code == 403
    answer = sign_in(world.ben).post(url(meeting, "agenda_edit"), typed)
    assert answer["Location"] == f"{url(meeting, 'prepare')}#topic-{topic.pk}"
    topic.refresh_from_db()
    assert (topic.title, topic.version) == ("Saying no", 2)


def test_topic_changed_from_two_windows_keeps_both_texts(world, meeting, sign_in):
    ben = sign_in(world.ben)
    topic = rows.topic(meeting, "Saying")
    first = {**WHOLE, "topic": topic.pk, "version": "1", "title": "From one window"}
    ben.post(url(meeting, "agenda_edit"), first)
    second = ben.post(url(meeting, "agenda_edit"), {**first, "title": "From the other"})
    assert second.status_code == 409
    shown = second.content.decode()
    assert "From one window" in shown
    assert "From the other" in shown
    assert 'name="version" value="2"' in shown
    assert ben.get(url(meeting, "agenda_edit"), {"topic": topic.pk}).status_code == 200
