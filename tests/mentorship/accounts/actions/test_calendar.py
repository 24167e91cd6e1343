"""The secret of a calendar: only its hash is kept, a new one ends the old one, choices outlive both."""

import pytest

from mentorship.accounts.actions.calendar import (
    choose_calendar_words,
    make_calendar_link,
    stop_calendar_link,
)
from mentorship.accounts.models import OwnCalendar
from mentorship.lib.codes import hashed
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def test_link_is_long_new_each_time_and_kept_as_a_hash(world):
    secrets = [make_calendar_link(user=world.ben.user) for _ in range(3)]
    assert len({*secrets}) == 3
    assert {len(secret) for secret in secrets} == {32}
    row = OwnCalendar.objects.get()
    assert (row.secret_hash, row.made_at) == (hashed(secrets[-1]), make.NOW)


def test_stopping_ends_the_link_once_and_only_ones_own(world):
    make_calendar_link(user=world.ben.user)
    make_calendar_link(user=world.ada.user)
    assert [stop_calendar_link(user=world.ben.user) for _ in range(2)] == [True, False]
    assert list(OwnCalendar.objects.exclude(secret_hash=None).values_list("user", flat=True)) == [
        world.ada.user.pk
    ]


def test_choices_outlive_the_link(world):
    choose_calendar_words(user=world.ben.user, names=True, place=False)
    make_calendar_link(user=world.ben.user)
    stop_calendar_link(user=world.ben.user)
    assert list(OwnCalendar.objects.values_list("names", "place", "secret_hash")) == [(True, False, None)]
