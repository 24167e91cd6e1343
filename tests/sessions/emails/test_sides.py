"""Who a mail of a pair goes between, and when it goes between nobody any more."""

import pytest

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship
from sessions.emails.sides import sides_in_contact, sides_of
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def stop_contact(world) -> None:
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=clock.now())


def end(world) -> None:
    end_mentorship(mentorship=world.ada_ben, by=world.mira)


def test_each_of_the_two_is_the_reader_of_their_own_mail_and_nobody_else_is(world):
    ada, ben = rows.seats(world.ada_ben)
    pair = world.ada_ben.pk
    for find in (sides_of, sides_in_contact):
        assert find(pair, world.ada.user) == (ada, ben)
        assert find(pair, world.ben.user) == (ben, ada)
        assert [find(pair, user) for user in (world.cleo.user, world.mira, world.sam)] == [None] * 3


@pytest.mark.parametrize("over", [stop_contact, end])
def test_where_contact_is_over_only_what_is_due_to_an_end_still_finds_both(world, over):
    over(world)
    pair = world.ada_ben.pk
    assert sides_of(pair, world.ada.user) == rows.seats(world.ada_ben)
    assert sides_in_contact(pair, world.ada.user) is None
