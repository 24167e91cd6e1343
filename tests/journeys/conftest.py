"""The two people of the journeys."""

import pytest

from programs.models import Person


@pytest.fixture
def pair(world):
    """Ada in Helsinki mentors Ben in Berlin; both are free on most mornings."""
    for person, zone in ((world.ada, "Europe/Helsinki"), (world.ben, "Europe/Berlin")):
        person.time_zone = person.user.time_zone = zone
        person.usual_hours = [f"{day}-am" for day in Person.DAYS]
        person.contact = "Call me before ten"
        person.user.save()
        person.save()
    return world
