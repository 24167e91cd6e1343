"""Today, as plain values: what is next, what waits, one's actions, one's mentorships and cohorts.

At most twelve statements with session and user, whatever the number of rows: three for who somebody is, five for
their mentorships, one for their actions, four for the cohorts they coordinate, one for their applications.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mentorship.accounts.models import User
from mentorship.dashboards.lines.cohorts import CohortNow, cohort_lines
from mentorship.dashboards.lines.line import Line
from mentorship.dashboards.lines.pairs import pair_line
from mentorship.dashboards.queries.coordinating import cohorts_now
from mentorship.lib import clock
from programs.models import Enrolment
from programs.queries.roles import Roles
from sessions.queries.desk import OpenAction, my_actions
from sessions.queries.waiting import Pair, live_pairs, waiting_in

MOST_WAITING = 6
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


@dataclass(frozen=True)
class Place:
    """An enrolment that has not led to a mentorship yet."""

    program: str
    sentence: str
    url: str


@dataclass(frozen=True)
class TodayPage:
    day: date
    headline: str
    hero: Line | None
    waiting: list[Line]
    more: int
    quiet: str
    actions: list[OpenAction] = field(default_factory=list)
    mentorships: list[MentorshipRow] = field(default_factory=list)
    cohorts: list[CohortNow] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def today_of(user: User, roles: Roles) -> TodayPage:
    pairs = live_pairs(user) if roles.in_mentorship else []
    cohorts = cohorts_now(user) if roles.coordinates else []
    lines = [pair_line(waiting) for waiting in waiting_in(pairs)]
    lines += [line for cohort in cohorts for line in cohort_lines(cohort)]
    lines.sort(key=lambda line: line.rank)
    rows = [_mentorship_row(pair) for pair in pairs]
    return TodayPage(
        day=clock.today(timezone.get_current_timezone()),
        headline=headline(lines),
        hero=lines[0] if lines else None,
        waiting=lines[1 : 1 + MOST_WAITING],
        more=max(0, len(lines) - 1 - MOST_WAITING),
        quiet=_quiet(rows),
        actions=my_actions(user)[:8] if roles.in_mentorship else [],
        mentorships=rows,
        cohorts=cohorts,
        places=_places(user) if roles.enrolled else [],
    )


def headline(lines: list[Line]) -> str:
    """In words, and honest: how much there is and that it ends."""
    count, minutes = len(lines), sum(line.minutes for line in lines)
    if not lines:
        return _("Nothing waiting. Enjoy your day.")
    if count == 1:
        about = ngettext("about %(n)s minute", "about %(n)s minutes", minutes) % {"n": minutes}
        return _("One thing, %(about)s") % {"about": about}
    if count < len(NUMBERS):
        return _("%(count)s, then you’re free") % {"count": _(NUMBERS[count])}
    return _("%(count)s things are waiting; the first one matters most") % {"count": count}


def _quiet(rows: list[MentorshipRow]) -> str:
    ahead = [row for row in rows if row.next_at]
    if not ahead:
        return _("When something needs you, it will stand here.")
    first = min(ahead, key=lambda row: (row.next_at is None, row.next_at))
    return _("Your next meeting is with %(name)s.") % {"name": first.partner}


def _mentorship_row(pair: Pair) -> MentorshipRow:
    ahead = [meeting["starts_at"] for meeting in pair.meetings if meeting["ends_at"] > clock.now()]
    return MentorshipRow(
        partner=pair.partner.name,
        initials=pair.partner.initials,
        hue=pair.partner.hue,
        url=reverse("sessions:space", args=[pair.code]),
        next_at=min(ahead, default=None),
        last_at=pair.last_met,
    )


def _places(user: User) -> list[Place]:
    """One's own enrolments without a live mentorship, by program. One statement."""
    rows = (
        Enrolment.objects.visible_to(user)
        .filter(person__user=user, state__in=["applied", "accepted"], cohort__ends_on__gte=clock.now().date())
        .exclude(members__mentorship__state="active")
        .select_related("cohort__program")
        .order_by("applied_at")
    )
    by_cohort = {row.cohort_id: row for row in rows}
    return [_place(row) for row in by_cohort.values()]


def _place(row: Enrolment) -> Place:
    applied = row.state == Enrolment.State.APPLIED
    return Place(
        program=row.cohort.program.name,
        sentence=_("Your application is with the coordinators.")
        if applied
        else _("You are in. You will hear here, and by mail, who you are matched with."),
        url=reverse("programs:join_status", args=[row.cohort.program.code, row.cohort.code]),
    )
