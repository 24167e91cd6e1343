"""`manage.py send_due --once [--as-of]`."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorship.management.commands.send_due import instant
from mentorship.notifications.models import Delivery, Heartbeat
from tests import make


def run(**options) -> str:
    out = StringIO()
    call_command("send_due", "--once", stdout=out, **options)
    return out.getvalue()


def test_send_due_once_sends_what_waits_and_then_nothing(world, mailoutbox):
    assert run() == "4 sent\n"
    assert run() == "Nothing was due.\n"
    assert len(mailoutbox) == 4


def test_send_due_as_of_a_later_day_plans_what_is_due_then(frozen, world, mailoutbox):
    run()
    later = make.NOW + timedelta(days=36)
    assert run(as_of=later.isoformat()) == "4 sent\n"
    assert set(Delivery.objects.filter(occurrence__kind="rhythm").values_list("sent_at", flat=True)) == {
        later
    }
    assert Heartbeat.objects.exists() is False


def test_send_due_without_mail_says_so_and_leaves_the_rows(world, settings):
    settings.MAIL_WORKS = False
    assert run() == "EMAIL_URL is not set: what is due waits in the ledger.\n"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"due"}


def test_as_of_must_be_a_time_and_without_offset_means_the_servers_zone(settings):
    assert instant("2026-11-23T08:30").utcoffset() == timedelta(0)
    assert instant("2026-11-23T08:30+01:00").utcoffset() == timedelta(hours=1)
    with pytest.raises(CommandError, match="needs a time"):
        instant("tomorrow")
