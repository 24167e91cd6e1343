"""A mail server in a bad mood: what it answers to whom, so that a test knows what had to happen."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.sink import Sink

ANSWERS = {"451": "451 later", "550": "550 no such person"}
FOR_GOOD = {"550"}


@dataclass
class Trouble(Sink):
    """`moods`: address -> 451, 550, hang (no answer at all) or lost (takes the mail and hangs up before saying so).

    All but 550 strike once. `struck` counts what really happened: a worker may be killed before it asks.
    """

    moods: dict[str, str] = field(default_factory=dict)
    struck: Counter[str] = field(default_factory=Counter)

    async def take(self, server: Any, envelope: Any) -> str:
        (address,) = envelope.rcpt_tos
        mood = self.moods.get(address, "") if address in self.moods else self.moods.get("*", "")
        if mood not in FOR_GOOD:
            self.moods.pop(address, None) or self.moods.pop("*", None)
        self.struck.update([mood] if mood else [])
        if mood == "hang":
            await asyncio.sleep(60)  # the client has hung up long before, which ends this
        if mood in ANSWERS:
            return ANSWERS[mood]
        said = await super().take(server, envelope)
        if mood == "lost":
            server.transport.abort()
        return said
