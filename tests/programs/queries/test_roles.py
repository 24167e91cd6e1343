"""Who somebody is: one statement that is made once and asked for everybody, at any time."""

from datetime import timedelta

import pytest

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.queries import roles
from programs.queries.roles import SOMEBODY, _about, roles_of


def test_statement_that_is_kept_knows_neither_the_time_nor_anybody(world):
    kept = roles._statement()
    with clock.at(clock.now() + timedelta(days=400)):
        assert _about(User(pk=SOMEBODY)).query.sql_with_params() == kept
    of_ada, values = _about(world.ada.user).query.sql_with_params()
    assert of_ada == kept[0]
    assert list(values) == [world.ada.user.pk if value == SOMEBODY else value for value in kept[1]]


def test_each_person_is_told_their_own_roles(world):
    ada, ben, mira, otto, sam = map(
        roles_of, (world.ada.user, world.ben.user, world.mira, world.otto, world.sam)
    )
    assert (ada.organisation, ada.initials, ada.mentees, ada.in_mentorship) == ("Orchard", "A", 1, True)
    assert (ben.mentees, ben.enrolled, ben.keeps_journal, ben.coordinates) == (0, True, True, False)
    assert (mira.coordinates, mira.owns, mira.enrolled, mira.initials) == (True, False, False, "")
    assert (otto.owns, otto.coordinates, otto.safeguards) == (True, False, False)
    assert (sam.safeguards, sam.concerns, sam.coordinates) == (True, 0, False)


def test_account_that_is_gone_has_no_roles(db):
    with pytest.raises(User.DoesNotExist):
        roles_of(User(pk=987654321))
