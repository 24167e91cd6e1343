"""Where a step is taken: here for up to 300 people a side, above in a process of its own (the solver holds our lock)"""

import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from matching.engine import Solution, steps
from matching.engine.desk import receive, send
from matching.engine.steps import Ground, Pair
from mentorship.lib.refusals import Conflict

MOST_HERE = 300
LONGEST = 12.0  # seconds; HTMX gives up at fifteen


def step(
    key: str, ground: Ground, weights: Mapping[str, int], policy: str, locked: Iterable[Pair]
) -> Solution:
    found: Solution = _work("step", key, ground, dict(weights), policy, tuple(locked))
    return found


def forced(
    key: str,
    ground: Ground,
    weights: Mapping[str, int],
    policy: str,
    locked: Iterable[Pair],
    pairs: Sequence[Pair],
) -> tuple[Solution, list[Solution | None]]:
    found: tuple[Solution, list[Solution | None]] = _work(
        "forced", key, ground, dict(weights), policy, tuple(locked), tuple(pairs)
    )
    return found


def _work(name: str, key: str, ground: Ground, *given: Any) -> Any:
    if max(len(ground.mentees), len(ground.mentors)) <= MOST_HERE:
        return getattr(steps, name)(ground, *given)
    return _DESK.ask(name, key, ground, given)


@dataclass
class _Desk:
    """The one process of this web process. One question at a time; whoever comes meanwhile waits their turn."""

    process: "subprocess.Popen[bytes] | None" = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, name: str, key: str, ground: Ground, given: tuple[Any, ...]) -> Any:
        with self.lock:
            try:
                return self._ask({"work": name, "key": key, "given": given}, ground)
            except (EOFError, OSError) as error:
                self._end()
                raise Conflict(_("This takes too long with so many people just now. Try again.")) from error

    def _ask(self, message: dict[str, Any], ground: Ground) -> Any:
        process = self._running()
        late = threading.Timer(LONGEST, process.kill)
        late.start()
        try:
            answer = self._sent(process, message)
            if "unknown" in answer:
                answer = self._sent(process, {**message, "ground": ground})
        finally:
            late.cancel()
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["found"]

    def _sent(self, process: "subprocess.Popen[bytes]", message: dict[str, Any]) -> dict[str, Any]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        send(process.stdin, message)  # type: ignore[arg-type]
        answer: dict[str, Any] = receive(process.stdout)  # type: ignore[arg-type]
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "matching.engine.desk"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=settings.BASE_DIR,
            )
        return self.process

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


_DESK = _Desk()
