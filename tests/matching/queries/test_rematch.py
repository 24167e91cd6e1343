"""The mini board of who else would do."""

import pytest

from matching.queries.rematch import others_for
from tests.matching import offers, own


@pytest.mark.parametrize("reader", ["hal", "mira"])
def test_whoever_reads_is_not_among_those_who_would_do(world, reader):
    hal, gus = own.hal(world), offers.mentor(world, "Gus")
    user = hal.person.user if reader == "hal" else world.mira
    found = others_for(world.enrolment(world.fay), None, world.cohort, user)
    wanted = {gus.person.name} if reader == "hal" else {gus.person.name, hal.person.name}
    assert {one.person.name for one in found.options} == wanted
