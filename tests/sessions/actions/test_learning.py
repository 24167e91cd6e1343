"""What one learned from the other."""

import pytest
from django.core.exceptions import PermissionDenied

from programs.actions import news
from programs.models import News
from sessions.actions.learning import remove_learning, skip_learning, write_learning
from sessions.models import LearningEntry
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_learning_is_told_and_answers_the_question_asked_once(world):
    ada, ben = rows.seats(world.ada_ben)
    news.ask("learning_asked", reader=ada)
    write_learning(by=ada, text="To wait.")
    assert not News.objects.open().exists()
    assert News.objects.filter(reader=ben, kind="learning_told").count() == 1


def test_the_question_may_be_left_unanswered(world):
    ada = rows.seats(world.ada_ben)[0]
    news.ask("learning_asked", reader=ada)
    skip_learning(by=ada)
    assert not News.objects.open().exists()
    assert News.objects.filter(kind="learning_asked").count() == 1


def test_only_who_wrote_it_removes_it(world):
    ada, ben = rows.seats(world.ada_ben)
    entry = write_learning(by=ada, text="To wait.")
    with pytest.raises(PermissionDenied):
        remove_learning(by=ben, entry=entry)
    remove_learning(by=ada, entry=entry)
    assert not LearningEntry.objects.exists()
