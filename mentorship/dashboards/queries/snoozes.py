"""What somebody put off on Today."""

from dataclasses import dataclass

from mentorship.lib.lines import Line

# How often a line may be put off before it asks whether to stop.
TIMES = 3


@dataclass(frozen=True)
class Snoozes:
    hidden: frozenset[str] = frozenset()  # keys of lines that are not shown now
    tired: frozenset[str] = frozenset()  # put off as often as one may

    def shown(self, lines: list[Line]) -> list[Line]:
        return [line for line in lines if line.key not in self.hidden]
