"""Both ways: entries of both, the balance in words, the trend."""

import pytest
from django.urls import reverse

from programs.actions import news
from sessions.actions.learning import write_learning
from sessions.models import LearningEntry
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "learning") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_a_sentence_is_written_once_and_read_by_both(world, sign_in):
    ada = sign_in(world.ada)
    typed = {"text": "To wait.", "form_key": "l" * 24}
    assert [ada.post(url(world), typed).status_code for _ in range(2)] == [303, 303]
    assert LearningEntry.objects.count() == 1
    assert "To wait." in sign_in(world.ben).get(url(world)).content.decode()
    assert ada.post(url(world), {"text": " "}).status_code == 422


def test_the_balance_is_counted_from_what_both_wrote(world, sign_in):
    ada, ben = rows.seats(world.ada_ben)
    for by in (ada, ben, ben):
        write_learning(by=by, text="Something.")
    shown = sign_in(world.ada).get(url(world)).content.decode()
    assert "by Ben from you <b>2</b>, by you from Ben <b>1</b>." in shown
    assert 'id="trend"' not in shown


def test_the_trend_shows_from_five_marks_on_where_the_part_is_on(world, sign_in):
    ada = rows.seats(world.ada_ben)[0]
    meeting = rows.meeting(world.ada_ben, days=-1)
    for number in range(5):
        topic = rows.topic(meeting, str(number))
        topic_url = reverse("sessions:told", args=[world.ada_ben.code, 1])
        marked = sign_in(world.ada).post(topic_url, {"topic": topic.pk, "mark": "asked"})
        assert marked.status_code == 303
    assert "5 were asked rather than told" in sign_in(world.ben).get(url(world)).content.decode()
    world.program.chosen_parts = []
    world.program.save()
    assert 'id="trend"' not in sign_in(world.ben).get(url(world)).content.decode()
    assert sign_in(world.ada).get(topic_url).status_code == 404
    assert ada.role == "mentor"


def test_nothing_to_write_is_an_answer_and_own_entries_are_removed(world, sign_in):
    member = rows.seats(world.ada_ben)[0]
    news.ask("learning_asked", reader=member)
    ada = sign_in(world.ada)
    assert 'id="learning-skip"' in ada.get(url(world)).content.decode()
    assert ada.post(url(world, "learning_skip")).status_code == 303
    assert 'id="learning-skip"' not in ada.get(url(world)).content.decode()
    entry = write_learning(by=member, text="To wait.")
    assert sign_in(world.ben).post(url(world, "learning_remove"), {"entry": entry.pk}).status_code == 403
    assert ada.post(url(world, "learning_remove"), {"entry": entry.pk}).status_code == 303
    assert not LearningEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        write_learning(by=rows.seats(world.ada_ben)[0], text=str(number))
    ben = sign_in(world.ben)
    ben.get(url(world))
    with django_assert_num_queries(7):
        ben.get(url(world))
