"""A story is the pair's until both said yes to the same words."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News, SharedStory, Story
from sessions.actions.stories import approve_story, take_story_back, write_story
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def shared(user) -> list[str]:
    return [row.text for row in SharedStory.objects.visible_to(user)]


def test_a_story_is_shared_by_the_second_yes_to_the_same_words(world):
    ada, ben = rows.seats(world.ada_ben)
    story = write_story(by=ben, text="We met.", version=0)
    assert [(row.kind, row.reader) for row in News.objects.open()] == [("story_to_approve", ada)]
    assert (shared(world.mira), Story.objects.visible_to(world.mira).count()) == ([], 0)
    approve_story(by=ada, version=story.version)
    assert (shared(world.mira), shared(world.otto), shared(world.cleo.user)) == (["We met."], [], [])
    assert not News.objects.open().exists()


def test_new_words_take_the_story_back_and_need_a_new_yes(world):
    ada, ben = rows.seats(world.ada_ben)
    write_story(by=ben, text="We met.", version=0)
    approve_story(by=ada, version=1)
    write_story(by=ada, text="We met, often.", version=1)
    assert shared(world.mira) == []
    with pytest.raises(Conflict, match="Read it once more"):
        approve_story(by=ben, version=1)
    approve_story(by=ben, version=2)
    assert shared(world.mira) == ["We met, often."]


def test_either_takes_it_back_and_words_stay_with_the_two(world):
    ada, ben = rows.seats(world.ada_ben)
    write_story(by=ben, text="We met.", version=0)
    approve_story(by=ada, version=1)
    take_story_back(by=ada)
    assert shared(world.mira) == []
    assert Story.objects.visible_to(world.ben.user).get().text == "We met."
    approve_story(by=ada, version=1)
    assert shared(world.mira) == ["We met."]


def test_old_versions_and_no_words_are_refused(world):
    ben = rows.seats(world.ada_ben)[1]
    with pytest.raises(Refusal, match="sentence"):
        write_story(by=ben, text="", version=0)
    write_story(by=ben, text="One", version=0)
    with pytest.raises(Conflict, match="kept here"):
        write_story(by=ben, text="Two", version=0)
