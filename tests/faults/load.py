"""A bounded loader for our own server on this machine: signed-in people who read, and press now and then."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles

CLIENTS = 4
PRESS_EVERY = 5  # requests; the others read
THINK = 0.05  # seconds between two requests of a client
TOKEN = "t" * 32  # for the form: as cookie and as header, it proves itself


@dataclass(frozen=True)
class Asked:
    at: float
    method: str
    status: int  # 0: no answer at all
    seconds: float


@dataclass
class Load:
    port: int
    session: str
    pages: list[str]
    presses: list[str]  # each may be pressed once
    asked: list[Asked] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator["Load"]:
        threads = [threading.Thread(target=self._client, args=[number]) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join(30)

    def during(self, seconds: float, least: int = 1) -> list[Asked]:
        """What was asked from now on for so long; on a busy machine for longer: `least` of both reads and presses."""
        start = time.monotonic()
        while True:
            time.sleep(seconds)
            asked = [one for one in self.asked if one.at >= start]
            methods = [one.method for one in asked]
            if min(methods.count("GET"), methods.count("POST")) >= least:
                return asked
            assert time.monotonic() < start + 60 + seconds, f"only {len(asked)} requests were answered"

    def answers(self) -> bool:
        """The processes have read the code, not only opened the port."""
        return self.ask("GET", "/healthz").status == 200

    def _client(self, number: int) -> None:
        while not self._over.is_set():
            number += 1
            press = number % PRESS_EVERY == 0 and self.presses
            method, path = (
                ("POST", self.presses.pop()) if press else ("GET", self.pages[number % len(self.pages)])
            )
            self.asked.append(self.ask(method, path))
            time.sleep(THINK)

    def ask(self, method: str, path: str) -> Asked:
        at, status = time.monotonic(), 0
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        try:
            connection.request(method, path, headers={"Cookie": cookies, "X-CSRFToken": TOKEN})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except OSError:
            pass
        finally:
            connection.close()
        return Asked(at, method, status, time.monotonic() - at)


def p95(asked: list[Asked]) -> float:
    return quantiles([one.seconds for one in asked], n=20)[-1]
