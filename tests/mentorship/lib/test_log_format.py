"""The key of a link never stands in the log."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mentorship.lib.log_format import hide_keys
from programs.actions import invitations


@pytest.fixture
def lines():
    """What the console gets, through the logging configuration the site runs with."""
    logging.config.dictConfig(settings.LOGGING)
    (console,) = [one for one in logging.getLogger().handlers if one.name == "console"]
    written = io.StringIO()
    usual = console.setStream(written)
    yield written
    console.setStream(usual)


def test_key_of_an_invitation_is_hidden_where_a_form_is_refused(world, frozen, lines):
    made = invitations.invite(enrolment=world.enrolment(world.fay), by=world.mira)
    path = reverse("programs:invitation", args=[made.token])
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert "django.security.csrf Forbidden" in lines.getvalue()
    assert "/invite/…/" in lines.getvalue()
    assert made.token not in lines.getvalue()


@pytest.mark.parametrize("name", ["django.request", "django.server", "django", "trellis.other"])
def test_key_is_hidden_in_arguments_and_in_tracebacks_of_every_logger(lines, name):
    try:
        int("/start/s3cret-key/")
    except ValueError:
        logging.getLogger(name).exception("Internal Server Error: %s", "/open/s3cret-key/?next=/today/")
    assert lines.getvalue().count("Internal Server Error: /open/…/?next=/today/") == 1
    assert "base 10: '/start/…/'" in lines.getvalue()
    assert "s3cret" not in lines.getvalue()


@pytest.mark.parametrize("name", ["django", "django.server", "django.request", "django.security"])
def test_no_other_handler_prints_a_line(lines, name):
    assert logging.getLogger(name).handlers == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('"GET /invite/abc:1-x_Y/decline/ HTTP/1.1"', '"GET /invite/…/decline/ HTTP/1.1"'),
        ("/accounts/login/?next=%2Finvite%2Fabc%2F", "/accounts/login/?next=%2Finvite%2F…%2F"),
        (
            '"POST /programs/a/b/people/c/mentee/invite/ 303"',
            '"POST /programs/a/b/people/c/mentee/invite/ 303"',
        ),
        ('"GET /calendar/s3cret-Key_9.ics HTTP/1.1" 404', '"GET /calendar/… HTTP/1.1" 404'),
        ('"POST /me/calendar/ HTTP/1.1" 303', '"POST /me/calendar/ HTTP/1.1" 303'),
        ("/today/", "/today/"),
    ],
)
def test_the_rest_of_a_line_stays(line, kept):
    assert hide_keys(line) == kept
