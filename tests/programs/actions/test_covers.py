"""What a mentee brings to which mentor is theirs to say."""

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.covers import MOST, choose_covers
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship
from tests.sessions import rows


def test_topics_are_kept_once_each_and_not_without_end(world):
    _mentor, mentee = rows.seats(world.ada_ben)
    assert choose_covers(by=mentee, words=["talks", "talks", "money"]).covers == ["talks", "money"]
    assert len(choose_covers(by=mentee, words=[f"topic {n}" for n in range(40)]).covers) == MOST


def test_a_mentor_does_not_choose_and_what_has_ended_stays(world):
    mentor, mentee = rows.seats(world.ada_ben)
    with pytest.raises(Conflict):
        choose_covers(by=mentor, words=["talks"])
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict):
        choose_covers(by=mentee, words=["talks"])
    world.ada_ben.refresh_from_db()
    assert world.ada_ben.covers == []


def test_nothing_passes_by_it_while_contact_is_stopped(world):
    """Its words are the mentee's own and the mentor reads them."""
    mentee = rows.seats(world.ada_ben)[1]
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=clock.now())
    with pytest.raises(Conflict, match="paused"):
        choose_covers(by=mentee, words=["read this"])
