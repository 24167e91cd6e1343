"""The server's settings, and what its log says about plain http."""

import logging
from types import SimpleNamespace

import pytest

from mentorship import gunicorn


@pytest.mark.parametrize(("plain", "lines"), [(True, 1), (False, 0)])
def test_plain_http_outside_this_machine_is_said_in_the_log(settings, caplog, plain, lines):
    settings.PLAIN_HTTP = plain
    settings.SITE_URL = "http://10.0.0.7"
    with caplog.at_level(logging.WARNING):
        gunicorn.on_starting(SimpleNamespace(log=logging.getLogger("gunicorn.error")))
    said = [line for line in caplog.messages if line.startswith("http://10.0.0.7 is not encrypted")]
    assert len(said) == lines


def test_the_control_socket_stays_closed():
    assert gunicorn.control_socket_disable is True
