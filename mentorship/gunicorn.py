"""Gunicorn's settings, the same under `serve`, in the image and in the fault tests."""

import gc
import os
from pathlib import Path
from typing import Any

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
# Behind a proxy gunicorn's default of two seconds resets connections that the proxy is about to use again.
keepalive = 75
# A control socket in the home folder would let the app's user stop the server.
control_socket_disable = True
_memory = Path("/dev/shm")  # noqa: S108 - heartbeat files of gunicorn's own, never on a disk that may be slow
if _memory.is_dir():
    worker_tmp_dir = str(_memory)
accesslog = None


def on_starting(server: Any) -> None:
    """Once, in the log; the sign-in page says the same."""
    if settings.PLAIN_HTTP:
        server.log.warning(
            "%s is not encrypted: put TLS in front and set SITE_URL to its https address.", settings.SITE_URL
        )


def post_worker_init(worker: Any) -> None:
    """Once in each worker, when the app is loaded: what is there now stays, so the collector need not look at it.

    A page of thousands of people makes tens of thousands of objects, all of which die with it. At Python's usual
    threshold the collector goes over them and over everything loaded dozens of times: a third of such a page's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
