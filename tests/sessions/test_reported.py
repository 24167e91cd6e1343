"""What the two see of dates a coordinator's file reported."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.actions.reported import report_meetings
from sessions.models import Meeting
from tests import make
from tests.world import World

NOTED = "noted by a coordinator"


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_both_see_that_a_coordinator_noted_it(world: World, sign_in, role: str):
    pair = make.mentorship(world.cohort, world.mira)
    report_meetings(cohort=world.cohort, met={pair.pk: [clock.now().date() - timedelta(days=30)]})
    member = pair.members.select_related("enrolment__person__user").get(role=role)
    client = sign_in(member.enrolment.person)
    pages = [reverse("sessions:meetings", args=[pair.code]), reverse("sessions:meeting", args=[pair.code, 1])]
    assert [NOTED in client.get(page).content.decode() for page in pages] == [True, True]
    assert client.get(reverse("sessions:space", args=[pair.code])).status_code == 200
    Meeting.objects.filter(mentorship=pair).update(booked_by=member)
    assert [NOTED in client.get(page).content.decode() for page in pages] == [False, False]


def test_a_coordinator_counts_it_among_the_dates(world: World, sign_in):
    pair = make.mentorship(world.cohort, world.mira)
    report_meetings(cohort=world.cohort, met={pair.pk: [clock.now().date() - timedelta(days=30)]})
    page = sign_in(world.mira).get(
        reverse("dashboards:mentorships", args=[world.program.code, world.cohort.code])
    )
    assert page.status_code == 200
    assert Meeting.objects.took_place().filter(mentorship=pair).count() == 1
