"""A page that says somebody took part: facts of theirs alone, and a font that has every letter of them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.models import Mentorship
from programs.models.enrolments import Role
from sessions.access import Seat
from sessions.models import Meeting

# Where Debian and its children keep them. DejaVu first: it has Latin, Greek, Cyrillic, Arabic, Hebrew and more.
FONT_FOLDER = Path("/usr/share/fonts")
FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoSans*-Regular.ttf", "NotoSans*-Regular.otf")
BUILT_IN = "helvetica"  # of every reader of PDF: western Latin letters


@dataclass(frozen=True)
class Certificate:
    """`meetings`: only if the person wanted the number on it. The partner is not named."""

    name: str
    organisation: str
    program: str
    cohort: str
    role: str
    started_on: date
    ended_on: date
    meetings: int | None = None

    @property
    def lines(self) -> list[str]:
        """From the largest to the smallest, as they stand below the name."""
        days = {"from": format_date(self.started_on, "j F Y"), "to": format_date(self.ended_on, "j F Y")}
        found = [
            _("took part in %(program)s, %(cohort)s") % {"program": self.program, "cohort": self.cohort},
            self.role,
            _("from %(from)s to %(to)s") % days,
        ]
        if self.meetings is not None:
            count = ngettext("%(n)s meeting", "%(n)s meetings", self.meetings)
            found.append(count % {"n": self.meetings})
        return found

    @property
    def letters(self) -> str:
        return "".join([self.name, self.organisation, *self.lines])


def is_given(seat: Seat) -> bool:
    """The program wants it, and the mentorship is over. No statement."""
    over = seat.mentorship.state == Mentorship.State.ENDED
    return over and seat.mentorship.cohort.program.gives_certificates


def certificate_of(seat: Seat, *, with_meetings: bool) -> Certificate:
    """One statement at most."""
    mentorship, zone = seat.mentorship, seat.mentorship.cohort.program.zone
    met = Meeting.objects.of_member(seat.user).took_place().filter(mentorship=mentorship)
    ended_at = mentorship.ended_at or mentorship.started_at
    role = _("as a mentor") if seat.me.role == Role.MENTOR else _("as a mentee")
    return Certificate(
        name=seat.me.enrolment.person.shown_name,
        organisation=mentorship.cohort.program.organisation.name,
        program=mentorship.cohort.program.name,
        cohort=mentorship.cohort.name,
        role=_("among peers") if mentorship.cohort.program.between_peers else role,
        started_on=mentorship.started_at.astimezone(zone).date(),
        ended_on=ended_at.astimezone(zone).date(),
        meetings=met.count() if with_meetings else None,
    )


def font_for(text: str) -> str | None:
    """A file with every letter of the text, or the built-in font; None: on this server nothing can write it."""
    wanted = {ord(letter) for letter in text if not letter.isspace()}
    for path in _installed():
        if wanted <= _letters_of(path):
            return str(path)
    return BUILT_IN if _is_western(text) else None


def _is_western(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _installed() -> tuple[Path, ...]:
    """Once a process: fonts come with the machine."""
    found = [path for name in FONTS for path in sorted(FONT_FOLDER.rglob(name))]
    return tuple(dict.fromkeys(found))


@cache
def _letters_of(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - a library few requests need

    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()
