"""The pages of rhythm and rest, and of help, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Pause, RhythmProposal
from programs.queries.safeguarding import (
    Named,
    answerers_of,
    handlers_of,
    named,
    owners_of,
)
from sessions.access import Seat
from sessions.models import Meeting, Message
from sessions.queries.faces import face_of

MINUTES = [(30, _("30 minutes")), (45, _("45 minutes")), (60, _("an hour")), (90, _("an hour and a half"))]
WEEKS = [
    (1, _("every week")),
    (2, _("every two weeks")),
    (3, _("every three weeks")),
    (4, _("every four weeks")),
    (6, _("every six weeks")),
    (8, _("every two months")),
    (13, _("once a quarter")),
]


@dataclass(frozen=True)
class RhythmWords:
    weeks: str | Promise
    minutes: str | Promise
    channel: str


@dataclass(frozen=True)
class Proposed:
    pk: int
    words: RhythmWords
    is_mine: bool
    made_at: datetime


@dataclass(frozen=True)
class Rest:
    until: date
    line: str
    by: str
    is_mine: bool


@dataclass(frozen=True)
class RhythmPage:
    now: RhythmWords
    proposed: Proposed | None
    rest: Rest | None


def rhythm_page(seat: Seat) -> RhythmPage:
    """Two statements."""
    rows = RhythmProposal.objects.visible_to(seat.user).open().filter(mentorship=seat.mentorship)
    proposal = rows.first()
    one = seat.mentorship
    return RhythmPage(
        now=_words(one.rhythm_weeks, one.meeting_minutes, one.get_channel_display()),
        proposed=Proposed(
            proposal.pk,
            _words(proposal.weeks, proposal.minutes, proposal.get_channel_display()),
            proposal.by_id == seat.me.pk,
            proposal.made_at,
        )
        if proposal
        else None,
        rest=_rest(seat),
    )


def _words(weeks: int, minutes: int, channel: str) -> RhythmWords:
    return RhythmWords(
        dict(WEEKS).get(weeks) or _("every %(n)s weeks") % {"n": weeks},
        dict(MINUTES).get(minutes) or _("%(n)s minutes") % {"n": minutes},
        channel,
    )


def _rest(seat: Seat) -> Rest | None:
    """What stands between the two about it; none when they do not rest."""
    until = seat.mentorship.paused_until
    if not seat.mentorship.is_paused or until is None:
        return None
    row = Pause.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).first()
    mine = row is not None and row.by_id == seat.me.pk
    by = "" if row is None else face_of(seat.me if mine else seat.partner).first_name
    return Rest(until, row.line if row else "", by, mine)


def coordinators_for(seat: Seat) -> list[Named]:
    program = seat.mentorship.cohort.program
    return named(program, answerers_of(program, seat.mentorship))


def contacts_for(seat: Seat) -> list[Named]:
    program = seat.mentorship.cohort.program
    return named(program, handlers_of(program, seat.mentorship))


def owners_for(seat: Seat) -> list[Named]:
    program = seat.mentorship.cohort.program
    return named(program, owners_of(program, seat.mentorship))


def next_meeting_of(seat: Seat) -> Meeting | None:
    rows = Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship)
    return rows.upcoming().order_by("starts_at").first()


LATEST, DIGITS = 20, 9


def offered_messages(seat: Seat, named: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Messages of the two, to tick one by one: the latest, and those an address named.

    The number of each, and who wrote when and how it begins. One statement.
    """
    return tuple((str(row.number), _label(seat, row)) for row in _offered(seat, named))


def copied(seat: Seat, numbers: list[str]) -> str:
    """The chosen ones as text, the oldest first. A number nobody offered names nothing."""
    chosen = [row for row in _offered(seat, numbers) if str(row.number) in numbers]
    return "\n\n".join(f"{_head(seat, row)}\n{row.text}" for row in reversed(chosen))


def _offered(seat: Seat, named: Iterable[str]) -> list[Message]:
    """The newest first."""
    numbers = [int(one) for one in named if one.isascii() and one.isdigit() and len(one) < DIGITS]
    own = Message.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    latest = own.order_by("-number").values("number")[:LATEST]
    first = own.filter(number__in=latest)
    return list((first | own.filter(number__in=numbers)).distinct().order_by("-number"))


def _by(seat: Seat, row: Message) -> str:
    return face_of(seat.me if row.author_id == seat.me.pk else seat.partner).name


def _head(seat: Seat, row: Message) -> str:
    """Of a copy that is read in another place, later: no clock but the common one."""
    return f"{_by(seat, row)}, {row.sent_at:%Y-%m-%d %H:%M} UTC"


def _label(seat: Seat, row: Message) -> str:
    words = " ".join(row.text.split())
    when = format_date(timezone.localtime(row.sent_at), "D j M, H:i")
    return f"{_by(seat, row)}, {when}: {words[:80]}{'…' if len(words) > 80 else ''}"
