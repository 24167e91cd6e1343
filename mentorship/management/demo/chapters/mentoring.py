"""Tomás has said how much time he gives; a coordinator asks whether he could take one more."""

from collections.abc import Mapping
from datetime import time

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from programs.actions.capacity import say_capacity, set_capacity
from programs.models import StaffRole


def mentoring(everybody: Mapping[str, Told]) -> None:
    told = everybody["Lena Brandt"]
    place = told.members["mentor"].enrolment
    program = told.mentorship.cohort.program
    coordinator = StaffRole.objects.coordinators().filter(program=program).order_by("pk")[0].user
    with clock.at(told.instant(-65, time(8, 15))):
        said = say_capacity(
            enrolment=place,
            capacity=2,
            hours_per_month=5,
            asks_paused=False,
            by=place.person.user or coordinator,
        )
    with clock.at(told.instant(-1, time(10, 40))):
        set_capacity(enrolment=said, capacity=3, by=coordinator)
