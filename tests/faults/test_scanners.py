"""Programs that open every link of a mail before its reader does."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.actions.invitations import invite
from programs.models import Invitation, Mentorship
from sessions.models import Meeting
from tests import make

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)  # the first working day of the quarter's last month


def fingerprint() -> str:
    """Everything in the database but browser sessions, which remember nothing about anybody."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.label != "sessions.Session":
            digest.update(repr((model._meta.label, sorted(model.objects.values_list(), key=repr))).encode())
    return digest.hexdigest()


def meeting(pair: Mentorship, starts_at: datetime) -> None:
    Meeting.objects.create(
        mentorship=pair,
        number=pair.meetings.count() + 1,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        zone="UTC",
        booked_by=pair.members.get(role="mentee"),
        created_at=starts_at - 20 * DAY,
    )


@pytest.fixture
def mailed(world, settings) -> list[str]:
    """Every address of one mail of each kind of the clock, of being matched and of an invitation."""
    Mentorship.objects.update(started_at=NINE - 36 * DAY)
    meeting(world.ada_ben, NINE - 3 * HOUR)
    meeting(world.ada_ben, NINE + DAY)
    with clock.at(NINE):
        invite(enrolment=make.enrolment(world.cohort, "mentee", state="applied"), by=world.mira)
        outbox.plan_due()
        outbox.send_due()
    assert set(Occurrence.objects.values_list("kind", flat=True)) >= {
        "invitation",
        "matched",
        "agenda",
        "feedback",
        "rhythm",
        "daily",
    }
    found = {url for one in mail.outbox for url in re.findall(r"http://127\.0\.0\.1:8000(\S+)", one.body)}
    assert len(found) >= 10
    return sorted(found)


def test_twenty_visits_to_every_mailed_address_change_nothing_and_the_reader_still_says_yes(mailed, frozen):
    """F16: GET and HEAD tell a page, never a decision; an invitation is accepted by a press."""
    before = fingerprint()
    for address in mailed:
        for _ in range(20):
            scanner = Client()
            with clock.at(NINE):
                assert scanner.get(address, follow=True).status_code == 200
                assert scanner.head(address).status_code in {200, 302}
    assert fingerprint() == before
    reader = Client()
    (invitation,) = [address for address in mailed if address.startswith("/invite/")]
    with clock.at(NINE):
        assert reader.post(invitation).status_code in {302, 303}
    assert Invitation.objects.get().used_at == NINE
