"""What somebody put off on Today. One statement."""

from dataclasses import dataclass

from mentorship.accounts.models import Snooze, User
from mentorship.lib import clock
from mentorship.lib.lines import Line

# How often a line may be put off before it asks whether to stop.
TIMES = 3


@dataclass(frozen=True)
class Snoozes:
    hidden: frozenset[str] = frozenset()  # keys of lines that are not shown now
    tired: frozenset[str] = frozenset()  # put off as often as one may

    def shown(self, lines: list[Line]) -> list[Line]:
        return [line for line in lines if line.key not in self.hidden]


def snoozes_of(user: User) -> Snoozes:
    rows = list(Snooze.objects.filter(user=user).values_list("key", "until", "times"))
    now = clock.now()
    return Snoozes(
        hidden=frozenset(key for key, until, _times in rows if until > now),
        tired=frozenset(key for key, _until, times in rows if times >= TIMES),
    )
