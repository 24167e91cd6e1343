"""What one kind of news says, and where it leads."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Part

LOOK = _("Look at it")


@dataclass(frozen=True)
class NewsKind:
    """Whole sentences; `%(name)s` is the first name of the other.

    `to_me` is what the reader sees (“Ben shared a link”), `by_me` what whoever did it sees in the thread. `route` is
    the page it leads to, with the mentorship's code and, where `numbered`, the row's `ref`. A kind that asks has a
    `rank` (the smaller the sooner, see RANKS in `sessions.queries.waiting`), a button and a reason. `mark` is the
    dot of the thread. `part`: shown only where the program uses it. `outlives`: still asked of its reader when the
    mentorship has ended. `reminds`: the kind of mail (`mentorship.outbox.KINDS`) under which what still waits is
    named in somebody's daily mail; empty where Today alone asks. `in_thread`: part of the story of the two; a question
    the calendar asks of one of them is not.
    """

    to_me: str | Promise
    by_me: str | Promise
    route: str
    numbered: bool = False
    rank: int = 70
    action: str | Promise = LOOK
    minutes: int = 2
    why: str | Promise = ""
    mark: Literal["", "goal", "thanks", "review"] = ""
    part: Part | None = None
    outlives: bool = False
    reminds: str = ""
    in_thread: bool = True

    def url(self, code: str, ref: int = 0) -> str:
        return reverse(self.route, args=[code, ref] if self.numbered else [code])
