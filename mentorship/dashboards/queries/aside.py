"""What stands beside one's mentorships on Today: what was put off, and long runs that ended. One statement for both."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import CharField, Value
from django.db.models.functions import Concat

from mentorship.accounts.models import Snooze, User
from mentorship.dashboards.lines.jobs import EndedJob
from mentorship.dashboards.queries.snoozes import TIMES, Snoozes
from mentorship.lib import clock
from mentorship.work.models import Job

KEPT = timedelta(days=3)  # then the line goes by itself; the page stays
State = Job.State
_JOB = -1  # where a snooze has how often


@dataclass(frozen=True)
class Aside:
    snoozes: Snoozes = field(default_factory=Snoozes)
    jobs: list[EndedJob] = field(default_factory=list)


def aside_of(user: User) -> Aside:
    """The two lists have three columns alike, so that one statement reads both: Today has none to spare."""
    now = clock.now()
    put_off = Snooze.objects.filter(user=user).order_by().values_list("key", "until", "times")
    ended = Job.objects.visible_to(user).filter(
        state__in=[State.DONE, State.FAILED], seen_at=None, ended_at__gt=now - KEPT
    )
    words = Concat("kind", Value(" "), "state", Value(" "), "code", output_field=CharField())
    rows = list(put_off.union(ended.order_by().values_list(words, "ended_at", Value(_JOB)), all=True))
    snoozes = [row for row in rows if row[2] != _JOB]
    return Aside(
        Snoozes(
            hidden=frozenset(key for key, until, _times in snoozes if until > now),
            tired=frozenset(key for key, _until, times in snoozes if times >= TIMES),
        ),
        [EndedJob(*key.split()) for key, _at, times in rows if times == _JOB],
    )
