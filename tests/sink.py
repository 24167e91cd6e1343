"""A real SMTP server that keeps what it takes, for tests that send real mail."""

import asyncio
import email
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What the server answers to one mail instead of taking it; None takes it.
Answer = Callable[[str, int], str | None]


@dataclass
class Taken:
    sender: str
    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=default)  # type: ignore[return-value]

    @property
    def key(self) -> str:
        return str(self.message["Message-ID"])


class Door:
    """What aiosmtpd sees of a sink: it reads every attribute anew for each connection, and `keys` reads every mail."""

    def __init__(self, sink: "Sink") -> None:
        self._sink = sink

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        return await self._sink.take(server, envelope)


@dataclass
class Sink:
    """`answer(address, number)` may refuse the number-th mail; where `drop_after(number)` is true the server takes
    the mail and hangs up instead of saying so, as one that crashes between the two.
    """

    delay: float = 0.0
    answer: Answer = lambda address, number: None
    drop_after: Callable[[int], bool] = lambda number: False
    taken: list[Taken] = field(default_factory=list)
    seen: int = 0
    port: int = 0

    async def take(self, server: Any, envelope: Any) -> str:
        """Answers what the server says after DATA."""
        self.seen += 1
        number = self.seen
        if self.delay:
            await asyncio.sleep(self.delay)
        if (refusal := self.answer(envelope.rcpt_tos[0], number)) is not None:
            return refusal
        self.taken.append(Taken(envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if self.drop_after(number):
            server.transport.abort()
        return "250 taken"

    @property
    def keys(self) -> list[str]:
        return [mail.key for mail in self.taken]

    @contextmanager
    def running(self) -> Iterator["Sink"]:
        self.port = self.port or free_port()
        controller = Controller(Door(self), hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop(no_assert=True)
