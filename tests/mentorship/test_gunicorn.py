"""The server's settings, and what its log says about plain http."""

import gc
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


@pytest.fixture
def collector():
    """As it was, whatever a test makes of it: other tests run in this process."""
    usual = gc.get_threshold()
    yield usual
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_a_worker_leaves_what_is_loaded_to_itself_and_looks_at_the_rest_less_often(collector):
    before = gc.get_freeze_count()
    gunicorn.post_worker_init(None)
    assert gc.get_freeze_count() > before
    assert gc.get_threshold() > collector
