"""A process beside the web process that takes steps for it: `python -m matching.engine.desk`.

The solver holds the interpreter's lock while it works, so for many people it does that here, where nobody waits for a
page. It keeps the last ground it was given. It ends when its caller does, or when nobody has asked for a while.

Both ways a message is eight bytes of length and a pickle; whoever starts the process is the only one who can write.
"""

import pickle
import select
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from matching.engine import steps

IDLE = 600.0  # seconds without a question
WORK: dict[str, Callable[..., Any]] = {"step": steps.step, "forced": steps.forced}


def send(to: BinaryIO, message: Any) -> None:
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    to.write(len(data).to_bytes(8, "big"))
    to.write(data)
    to.flush()


def receive(of: BinaryIO) -> Any:
    """The next message. Raises EOFError when the other side is gone."""
    size = int.from_bytes(_exactly(of, 8), "big")
    return pickle.loads(_exactly(of, size))  # noqa: S301 - from the process at the other end of our own pipe


def _exactly(of: BinaryIO, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = of.read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def main() -> None:
    ask, answer = sys.stdin.buffer, sys.stdout.buffer
    key, ground = "", None
    while select.select([ask], [], [], IDLE)[0]:
        try:
            message = receive(ask)
        except EOFError:
            return
        if "ground" in message:
            key, ground = message["key"], message["ground"]
        if ground is None or message["key"] != key:
            send(answer, {"unknown": True})
            continue
        try:
            send(answer, {"found": WORK[message["work"]](ground, *message["given"])})
        except Exception as error:
            send(answer, {"error": f"{type(error).__name__}: {error}"[:300]})


if __name__ == "__main__":
    main()
