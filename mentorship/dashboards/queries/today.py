"""Today, as plain values: what is next, what waits, one's actions, one's mentorships and cohorts.

At most twelve statements with session and user, whatever the number of rows: three for who somebody is, four for
their mentorships, one each for news, thanks, their places, the cohorts they coordinate, and what stands aside (what
they put off, and long runs that ended).
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mentorship.accounts.models import User
from mentorship.dashboards.lines.cohorts import CohortNow, cohort_lines
from mentorship.dashboards.lines.concerns import concern_lines
from mentorship.dashboards.lines.hand_overs import hand_over_lines
from mentorship.dashboards.lines.jobs import job_lines
from mentorship.dashboards.lines.news import news_events, news_lines
from mentorship.dashboards.lines.pairs import pair_line
from mentorship.dashboards.queries.aside import aside_of
from mentorship.dashboards.queries.coordinating import cohorts_now
from mentorship.dashboards.queries.places import OwnPlaces, Place, own_places
from mentorship.dashboards.queries.snoozes import Snoozes
from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.queries.news import news_for
from programs.queries.roles import Roles
from programs.queries.timeline import DateCard
from sessions.queries.desk import OpenAction
from sessions.queries.pairs import Pair, live_pairs
from sessions.queries.rhythm import Rhythm
from sessions.queries.thanks import ThanksNote, fresh_thanks
from sessions.queries.thread import Event
from sessions.queries.waiting import waiting_in

MOST_WAITING, MOST_ACTIONS = 6, 8
# Translated where they are used; “Two things” reads better than “2 things”.
NUMBERS = tuple(
    gettext_noop(words)
    for words in ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things")
)


@dataclass(frozen=True)
class MentorshipRow:
    partner: str
    initials: str
    hue: int
    url: str
    next_at: datetime | None
    last_at: datetime | None
    rhythm: Rhythm
    goal: str


@dataclass(frozen=True)
class TodayPage:
    day: date
    headline: str
    hero: Line | None
    waiting: list[Line]
    more: int
    quiet: str
    snoozes: Snoozes = field(default_factory=Snoozes)
    actions: list[OpenAction] = field(default_factory=list)
    mentorships: list[MentorshipRow] = field(default_factory=list)
    cohorts: list[CohortNow] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    thanks: list[ThanksNote] = field(default_factory=list)
    dates: list[DateCard] = field(default_factory=list)


def today_of(user: User, roles: Roles) -> TodayPage:
    pairs = live_pairs(user) if roles.in_mentorship else []
    news = news_for(user) if roles.in_mentorship else []
    cohorts = cohorts_now(user) if roles.coordinates else []
    places = own_places(user) if roles.enrolled else OwnPlaces([], [])
    aside = aside_of(user)
    snoozes = aside.snoozes
    partners = {pair.code: pair.partner for pair in pairs}
    all_lines = [
        *(pair_line(waiting) for waiting in waiting_in(pairs)),
        *news_lines(news, partners),
        *places.lines,
        *(line for cohort in cohorts for line in cohort_lines(cohort)),
        *concern_lines(roles),
        *hand_over_lines(roles),
        *job_lines(aside.jobs),
    ]
    lines = sorted(snoozes.shown(all_lines), key=lambda line: line.rank)
    rows = [_mentorship_row(pair) for pair in pairs]
    return TodayPage(
        day=clock.today(timezone.get_current_timezone()),
        headline=headline(lines, put_off=len(all_lines) - len(lines)),
        hero=lines[0] if lines else None,
        waiting=lines[1 : 1 + MOST_WAITING],
        more=max(0, len(lines) - 1 - MOST_WAITING),
        quiet=_quiet(rows),
        snoozes=snoozes,
        actions=_own_actions(pairs),
        mentorships=rows,
        cohorts=cohorts,
        places=places.waiting,
        dates=places.dates,
        events=(events := news_events(news, partners)),
        thanks=fresh_thanks(user) if any(event.mark == "thanks" for event in events) else [],
    )


def headline(lines: list[Line], put_off: int = 0) -> str:
    """In words, and honest: how much there is and that it ends."""
    count, minutes = len(lines), sum(line.minutes for line in lines)
    if not lines and put_off:
        return _("Nothing more today. What you put off comes back.")
    if not lines:
        return _("Nothing waiting. Enjoy your day.")
    if count == 1:
        about = ngettext("about %(n)s minute", "about %(n)s minutes", minutes) % {"n": minutes}
        return _("One thing, %(about)s") % {"about": about}
    if count < len(NUMBERS):
        return _("%(count)s, then you’re free") % {"count": _(NUMBERS[count])}
    return _("%(count)s things are waiting; the first one matters most") % {"count": count}


def _own_actions(pairs: list[Pair]) -> list[OpenAction]:
    found = [action for pair in pairs for action in pair.actions]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))[:MOST_ACTIONS]


def _quiet(rows: list[MentorshipRow]) -> str:
    ahead = [row for row in rows if row.next_at]
    if not ahead:
        return _("When something needs you, it will stand here.")
    first = min(ahead, key=lambda row: (row.next_at is None, row.next_at))
    return _("Your next meeting is with %(name)s.") % {"name": first.partner}


def _mentorship_row(pair: Pair) -> MentorshipRow:
    ahead, goal = pair.next_meeting, pair.goal_in_focus
    return MentorshipRow(
        partner=pair.partner.name,
        initials=pair.partner.initials,
        hue=pair.partner.hue,
        url=reverse("sessions:space", args=[pair.code]),
        next_at=ahead["starts_at"] if ahead else None,
        last_at=pair.last_met,
        rhythm=pair.rhythm,
        goal=goal["sentence"] if goal else "",
    )
