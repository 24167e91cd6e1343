"""Run as `python -m tests.faults.nursery`: a process that has loaded Trellis once and forks others from itself.

Twenty kills ask for twenty new workers. Each is a real one, in a group of its own and with nothing open from
before, but does not take three seconds to read the same modules again.

One line of JSON on standard input starts one process: `celery` with the arguments of that program, or `call` with
the name of a function and its arguments. Its number is the answer, and where it is waited for, how it ended.
`kill` sends a signal to such a process and its children, `child` only to one of these children, and `alive` asks.
When standard input ends, so does everything that was started here.
"""

import importlib
import json
import logging
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core import mail  # noqa: E402
from django.template.loader import get_template  # noqa: E402

from mentorship.celery import app  # noqa: E402

# Beat is a doorbell that may ring as often as it likes.
FASTER = 60
living: set[int] = set()


def prepare() -> None:
    """What every child would otherwise do for itself."""
    app.loader.import_default_modules()
    for name in (
        "celery.apps.worker",
        "celery.apps.beat",
        "celery.concurrency.prefork",
        "kombu.transport.redis",
    ):
        importlib.import_module(name)
    for template in (settings.BASE_DIR / "templates").glob("*/emails/*/*"):
        get_template(str(template.relative_to(settings.BASE_DIR / "templates")))
    mail.get_connection()
    for entry in app.conf.beat_schedule.values():
        entry["schedule"] /= FASTER


def start(order: dict[str, Any]) -> dict[str, Any]:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        _live(order, theirs)
    living.add(pid)
    with suppress(OSError):
        os.setpgid(pid, pid)  # here and there: whoever comes first
    os.close(theirs)
    with os.fdopen(ours) as said:
        return {"pid": pid, "ended": said.read() if order.get("wait") else ""}


def end(order: dict[str, Any]) -> dict[str, Any]:
    """Only what was started here and is not reaped yet: nobody else can have its number."""
    pid, number = order["kill"], order.get("signal", signal.SIGKILL)
    with suppress(OSError, IndexError):
        if pid in living and order.get("child"):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            os.kill(int(children[0]), number)
        elif pid in living:
            os.killpg(pid, number)
        return {"killed": True}
    return {"killed": False}


def reap() -> None:
    with suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            living.discard(pid)


def answer(order: dict[str, Any]) -> dict[str, Any]:
    reap()
    if "alive" in order:
        return {"alive": order["alive"] in living}
    return end(order) if "kill" in order else start(order)


def _live(order: dict[str, Any], said: int) -> None:
    """The child: never returns."""
    with suppress(OSError):
        os.setpgid(0, 0)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
    code = 1
    try:
        if "celery" in order:
            app.start(order["celery"])
        else:
            module, _, name = order["call"].partition(":")
            getattr(importlib.import_module(module), name)(*order["args"])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError):
            os.write(said, b"well" if code == 0 else b"badly")
        logging.shutdown()
        os._exit(code)


def main() -> None:
    prepare()
    try:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
            sys.stdout.flush()
    finally:
        for pid in list(living):
            end({"kill": pid})
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
