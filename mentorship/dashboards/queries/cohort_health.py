"""Health of a cohort: five panels. Facts as they stand now; what people say, as the months were closed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.dashboards.queries.figures import Measure, figures_of
from mentorship.dashboards.queries.first_meetings import FirstMeetings, first_meetings
from mentorship.dashboards.queries.rhythm_kept import RHYTHM
from mentorship.dashboards.queries.share_bar import Part, share_bar
from mentorship.dashboards.queries.sources import ENDINGS, FEELS, GOALS, SOURCES, SURVEYS
from mentorship.dashboards.queries.start_and_end import StartAndEnd, starts_and_ends
from mentorship.lib import clock
from programs.models import Cohort
from programs.queries.cohort_overview import Overview, overview_of

FIRST_GOALS = 3  # set, moved, reached are drawn; kinds and outcomes stand in the table


@dataclass(frozen=True)
class Told:
    """What was published, by panel: read from one table in one statement."""

    parts: dict[str, list[Measure]]

    @property
    def rhythm(self) -> Measure:
        return self.parts[RHYTHM][0]

    @property
    def goals(self) -> list[Measure]:
        return self.parts[GOALS][:FIRST_GOALS]

    @property
    def feels(self) -> list[Measure]:
        return [one for one in self.parts[FEELS] if one.last]

    @property
    def endings(self) -> list[Measure]:
        return [one for one in self.parts[ENDINGS] if one.last]

    @property
    def surveys(self) -> list[StartAndEnd]:
        return starts_and_ends(self.parts[SURVEYS])

    @property
    def said(self) -> list[Measure]:
        return [*self.feels, *self.endings]


@dataclass(frozen=True)
class Health:
    balance: Overview
    first: FirstMeetings
    told: Told
    now: datetime

    @property
    def mentees_bar(self) -> list[Part]:
        return share_bar((_("with a mentor"), self.balance.with_mentor), (_("waiting"), self.balance.waiting))

    @property
    def places_bar(self) -> list[Part]:
        free = max(0, self.balance.places - self.balance.active)
        return share_bar((_("places taken"), self.balance.active), (_("free"), free))

    @property
    def first_bar(self) -> list[Part]:
        first = self.first
        soon, later, never = _("within 21 days"), _("later"), _("not met")
        return share_bar((soon, first.soon), (later, first.later), (never, first.never))


def health_of(user: User, cohort: Cohort) -> Health:
    """Four statements, however many people and months."""
    return Health(overview_of(user, cohort), first_meetings(cohort), told_of(cohort), clock.now())


def told_of(cohort: Cohort) -> Told:
    found = figures_of(cohort)
    rhythm = Measure(RHYTHM, _("Rhythm kept"), _("mentorships kept their rhythm"), dict(found[RHYTHM]))
    parts: dict[str, list[Measure]] = {RHYTHM: [rhythm], GOALS: [], FEELS: [], ENDINGS: [], SURVEYS: []}
    off = set() if SURVEYS in cohort.program.parts else {SURVEYS}
    for source in SOURCES:
        if source.part in off:
            continue
        parts[source.part].append(Measure(source.key, source.question, source.good, dict(found[source.key])))
    return Told(parts)
