"""The real web server, a worker and a beat, with people at work on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.conftest import Stack, until
from tests.faults.load import Load
from tests.sink import free_port


@contextmanager
def serving(stack: Stack, people: int) -> Iterator[Load]:
    """`people` wait to be invited, once each, by a coordinator who is signed in several times."""
    stack.fill("uninvited", people)
    port, place = free_port(), Path(stack.environment["VAR_DIR"]) / "load.json"
    stack.nursery.run("tests.faults.fill:signed_in", str(place))
    stack.environment.update(BIND=f"127.0.0.1:{port}", SITE_URL=f"http://127.0.0.1:{port}")
    stack.start("-m", "gunicorn", "--config", "python:mentorship.gunicorn", "mentorship.wsgi")
    load = Load(port, **json.loads(place.read_text()))
    until(load.answers, 120, "the web server")
    stack.worker(2)
    stack.beat()
    with load.running():
        load.during(2)  # the first requests read templates
        yield load
