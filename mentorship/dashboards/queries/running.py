"""What a running cohort has come to, in a few numbers: facts, counted from rows the coordinator may see by name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef

from mentorship.accounts.models import User
from mentorship.dashboards.lines.cohorts import cohort_lines
from mentorship.dashboards.queries.coordinating import cohorts_now
from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.models import Cohort, Mentorship
from programs.queries.agreements import signed_since
from sessions.models import Review
from sessions.models.meetings import took_place_q, upcoming_q
from sessions.queries.rhythm import SOON, rhythm_of

# Keys of `Rhythm` that ask for a date.
LATE = frozenset({"due", "resting"})


@dataclass(frozen=True)
class Running:
    """Of the live mentorships. `late`: due for a date, or silent for long."""

    live: int
    met: int
    on_rhythm: int
    late: int
    signed: int
    reviewed: int  # have done an impact review, both signatures under it


def running_of(user: User, cohort: Cohort) -> Running:
    """Two statements."""
    own = Mentorship.objects.coordinated_by(user).filter(cohort=cohort).active().values_list("pk", flat=True)
    facts: dict[str, Any] = {
        "last": Max("meetings__starts_at", filter=took_place_q("meetings__")),
        "next": Min("meetings__starts_at", filter=upcoming_q("meetings__")),
        "reviewed": Exists(Review.objects.signed().filter(mentorship=OuterRef("pk"))),
    }
    of_pair = ("rhythm_weeks", "started_at", "contact_at", "paused_until")
    pairs = Mentorship.objects.filter(pk__in=own).annotate(**facts)
    rows = list(pairs.values_list(*of_pair, *facts, named=True))
    keys = [_rhythm(row) for row in rows]
    return Running(
        live=len(rows),
        met=sum(row.last is not None for row in rows),
        on_rhythm=keys.count("on_rhythm"),
        late=sum(key in LATE and not _is_new(row) for row, key in zip(rows, keys, strict=True)),
        signed=len(signed_since(own)),
        reviewed=sum(row.reviewed for row in rows),
    )


def _is_new(row: Any) -> bool:
    """As the list says it of “late”: matched within the week, and not met yet."""
    return row.last is None and row.started_at > clock.now() - SOON


def _rhythm(one: Any) -> str:
    return rhythm_of(
        weeks=one.rhythm_weeks,
        started_at=one.started_at,
        last_met=one.last,
        booked=one.next is not None,
        contact_at=one.contact_at,
        rests_until=one.paused_until,
    ).key


def needs_of(user: User, cohort: Cohort) -> list[Line]:
    """What asks for this coordinator in this cohort: the lines of Today, of it alone. One statement."""
    found = [one for one in cohorts_now(user) if one.code == cohort.code]
    return sorted((line for one in found for line in cohort_lines(one)), key=lambda line: line.rank)
