"""What every page of a pair shows around its own matter: who the two are, where, and how to reach each other."""

from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Part
from sessions.access import Seat, parts_of
from sessions.policies import can_write
from sessions.queries.faces import Face, face_of


@dataclass(frozen=True)
class Tab:
    """A page of the pair. `key` is compared with the page's `tab` to mark where one is."""

    key: str
    label: str | Promise
    url: str


# Six nouns before the second meeting: overview, meetings, goals and agreement stand open, the rest behind “+”.
TABS: tuple[tuple[str, Promise, str], ...] = (
    ("space", _("Overview"), "sessions:space"),
    ("meetings", _("Meetings"), "sessions:meetings"),
    ("goals", _("Goals"), "sessions:goals"),
    ("agreement", _("Agreement"), "sessions:agreement"),
)
# Behind “+”: what every program has; and with the part that turns it on, what it is called, where it is.
USUAL: tuple[tuple[str, Promise, str], ...] = (
    ("feedback", _("Feedback"), "sessions:feedback_all"),
    ("learning", _("Both ways"), "sessions:learning"),
    ("reviews", _("Impact reviews"), "sessions:reviews"),
)
MORE: tuple[tuple[Part, Promise, str], ...] = (
    (Part.ADVICE, _("Advice"), "sessions:advice"),
    (Part.MESSAGES, _("Messages"), "sessions:messages"),
    (Part.NOTES, _("Notes"), "sessions:all_notes"),
    (Part.THANKS, _("Thanks"), "sessions:thanks"),
    (Part.INTRODUCTIONS, _("Introductions"), "sessions:introductions"),
    (Part.RESOURCES, _("Resources"), "sessions:resources"),
    (Part.DECISIONS, _("Decisions"), "sessions:decisions"),
)
# Below those, in every program: when something changes (rhythm, pause, help, ending). Key, label, route.
CHANGES: tuple[tuple[str, Promise, str], ...] = (
    ("rhythm", _("Rhythm and rest"), "sessions:rhythm"),
    ("help", _("When something isn’t working"), "sessions:help"),
    ("ending", _("A good ending"), "sessions:ending"),
)


@dataclass(frozen=True)
class Frame:
    code: str
    program: str
    live: bool  # what is written is taken: neither ended nor stopped
    stopped: bool  # contact was stopped; neither of the two is told why
    paused_until: date | None  # they rest by their own wish
    is_mentor: bool
    between_peers: bool  # then neither is called the other's mentor
    weeks: int
    started_at: datetime
    ended_at: datetime | None
    me: Face
    partner: Face
    my_zone: str  # where this page shows times
    apart: bool  # the two walls show different times now
    partner_now: str
    parts: frozenset[str]  # what the program's pairs use (`programs.models.Part`)
    tabs: list[Tab]  # the same on every page of the pair
    more: list[Tab]  # behind the “+”
    texts_until: date | None  # the last day of their texts, once the cohort was archived
    texts_deleted_at: datetime | None
    changes: list[Tab]  # below those, while the mentorship lives


def frame_of(seat: Seat) -> Frame:
    """No statement: everything came with the seat."""
    here, partner = timezone.get_current_timezone(), face_of(seat.partner)
    now, there, code = clock.now(), zone(partner.zone), seat.mentorship.code
    parts = parts_of(seat.mentorship)
    return Frame(
        code=code,
        program=seat.mentorship.cohort.program.name,
        live=bool(can_write(seat.mentorship)),
        stopped=seat.mentorship.contact_stopped_at is not None,
        paused_until=seat.mentorship.paused_until if seat.mentorship.is_paused else None,
        is_mentor=seat.me.is_mentor,
        between_peers=seat.mentorship.cohort.program.between_peers,
        weeks=seat.mentorship.rhythm_weeks,
        started_at=seat.mentorship.started_at,
        ended_at=seat.mentorship.ended_at,
        me=face_of(seat.me),
        partner=partner,
        my_zone=timezone.get_current_timezone_name(),
        apart=now.astimezone(here).utcoffset() != now.astimezone(there).utcoffset(),
        partner_now=format_date(now.astimezone(there), "H:i"),
        parts=parts,
        tabs=[Tab(key, label, reverse(route, args=[code])) for key, label, route in TABS],
        more=[
            *(Tab(key, label, reverse(route, args=[code])) for key, label, route in USUAL),
            *(Tab(part, label, reverse(route, args=[code])) for part, label, route in MORE if part in parts),
            *([Tab("timeline", _("Timeline"), reverse("programs:my_timeline"))] if seat.has_dates else []),
        ],
        texts_until=seat.mentorship.cohort.texts_until,
        texts_deleted_at=seat.mentorship.cohort.texts_deleted_at,
        changes=[Tab(key, label, reverse(route, args=[code])) for key, label, route in CHANGES],
    )


def on_partners_wall(instant: datetime, partner: Face) -> str:
    """“16:10” where the other's clock shows another time than the reader's; the day too if that differs."""
    mine = instant.astimezone(timezone.get_current_timezone())
    theirs = instant.astimezone(zone(partner.zone))
    if mine.utcoffset() == theirs.utcoffset():
        return ""
    return format_date(theirs, "H:i" if mine.date() == theirs.date() else "D j M, H:i")
