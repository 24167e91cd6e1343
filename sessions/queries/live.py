"""A meeting while it runs: the time in words, and whether the other changed something."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import ActionItem, AgendaItem, Meeting, SharedNote

STEP = 5  # minutes: the words change no oftener, so that a poll mostly has nothing to say
LAST = 5


@dataclass(frozen=True)
class LiveState:
    """`content` changes with topics, marks, notes and actions; `tag` with those and with the words."""

    words: str
    is_ending: bool
    content: str
    tag: str


def live_state(seat: Seat, meeting: Meeting) -> LiveState:
    """Three statements, no text among them: rows and their versions only."""
    topics = AgendaItem.objects.visible_to(seat.user).filter(meeting=meeting)
    facts = [
        *topics.order_by("position", "pk").values_list("pk", "version", "discussed", "parked"),
        *SharedNote.objects.visible_to(seat.user).filter(meeting=meeting).values_list("version"),
        *ActionItem.objects.visible_to(seat.user)
        .filter(mentorship=seat.mentorship)
        .order_by("pk")
        .values_list("pk", "done_at", "due_on"),
        (meeting.state, meeting.version),
    ]
    words, content = words_of(meeting), _short(repr(facts))
    left = (meeting.ends_at - clock.now()).total_seconds() / 60
    return LiveState(words, 0 < left <= LAST, content, _short(content + words))


def words_of(meeting: Meeting) -> str:
    """“20 minutes gone, 25 to go”, in steps of five minutes."""
    now = clock.now()
    if now < meeting.starts_at:
        minutes = _rounded((meeting.starts_at - now).total_seconds() / 60)
        if minutes >= 60:
            return _("It has not begun yet.")
        return ngettext("It begins in %(n)d minute.", "It begins in %(n)d minutes.", minutes) % {"n": minutes}
    if now >= meeting.ends_at:
        return _("The time is over.")
    gone = int((now - meeting.starts_at).total_seconds() // 60) // STEP * STEP
    left = _rounded((meeting.ends_at - now).total_seconds() / 60)
    return _("%(gone)d minutes gone, %(left)d to go.") % {"gone": gone, "left": left}


def _rounded(minutes: float) -> int:
    """Up to the next five."""
    return int(-(-minutes // STEP) * STEP)


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
