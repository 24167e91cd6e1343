"""The cohorts somebody coordinates, side by side: the facts of their summaries, one row each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.figures import Figure
from mentorship.dashboards.queries.rhythm_kept import RHYTHM
from mentorship.lib.disclosure import ALL
from mentorship.lib.tables import Column, Fact, Table, column
from programs.models import Cohort, Enrolment, Mentorship
from programs.queries.matched import matched_mentees
from sessions.models import Meeting, Review


@dataclass(frozen=True)
class CohortRow:
    code: str
    name: str
    program_code: str
    program: str
    starts_on: date
    ends_on: date
    mentors: int = 0
    mentees: int = 0
    matched: int = 0
    running: int = 0
    met: int = 0
    ended: int = 0
    opened: int = 0
    reviewed: int = 0
    rhythm: Figure | None = None  # of the last month that is over

    @property
    def kept(self) -> int | None:
        return self.rhythm.least if self.rhythm else None

    @property
    def kept_of(self) -> int | None:
        return self.rhythm.people if self.rhythm else None


COHORTS = Table(
    "cohorts",
    (
        column("name", _("Cohort"), lambda row: row.name, Fact(_("Program"), lambda row: row.program)),
        Column(
            "runs",
            _("Runs"),
            (Fact(_("From"), lambda row: row.starts_on), Fact(_("Until"), lambda row: row.ends_on)),
        ),
        column("mentors", _("Mentors"), lambda row: row.mentors, num=True),
        column("mentees", _("Mentees"), lambda row: row.mentees, num=True),
        Column(
            "matched",
            _("Matched"),
            (Fact(_("Mentees matched so far"), lambda row: row.matched),),
            num=True,
        ),
        Column("running", _("Running"), (Fact(_("Mentorships running"), lambda row: row.running),), num=True),
        Column("met", _("Met"), (Fact(_("Of them met"), lambda row: row.met),), num=True),
        Column("ended", _("Ended"), (Fact(_("Mentorships ended"), lambda row: row.ended),), num=True),
        Column(
            "rhythm",
            _("Kept rhythm"),
            (
                Fact(_("Kept their rhythm"), lambda row: row.kept),
                Fact(_("Kept their rhythm, out of"), lambda row: row.kept_of),
                Fact(_("Kept their rhythm, month"), lambda row: row.rhythm.period if row.rhythm else ""),
            ),
            num=True,
        ),
        Column(
            "reviews",
            _("Reviews done"),
            (
                Fact(_("Reviews done so far"), lambda row: row.reviewed),
                Fact(_("Reviews opened so far"), lambda row: row.opened),
            ),
            num=True,
        ),
    ),
)


def cohorts_compared(user: User) -> list[CohortRow]:
    """The latest first. Five statements, however many cohorts and people there are."""
    cohorts = Cohort.objects.visible_to(user).select_related("program").order_by("-starts_on", "pk")
    found = list(cohorts)
    facts: dict[int, dict[str, Any]] = {one.pk: {} for one in found}
    for rows in (_places(found), _pairs(found), _reviews(found)):
        for row in rows:
            facts[row.pop("of")].update(row)
    for pk, figure in _rhythms(found):
        facts[pk]["rhythm"] = figure
    return [
        CohortRow(
            one.code,
            one.name,
            one.program.code,
            one.program.name,
            one.starts_on,
            one.ends_on,
            **facts[one.pk],
        )
        for one in found
    ]


def _places(cohorts: list[Cohort]) -> "QuerySet[Any, dict[str, Any]]":
    rows = Enrolment.objects.filter(cohort__in=cohorts).accepted()
    return _grouped(
        rows,
        "cohort",
        mentors=Count("pk", filter=Q(role="mentor")),
        mentees=Count("pk", filter=Q(role="mentee")),
        matched=Count("pk", filter=Q(pk__in=matched_mentees().filter(cohort__in=cohorts).values("pk"))),
    )


def _pairs(cohorts: list[Cohort]) -> "QuerySet[Any, dict[str, Any]]":
    held = Exists(Meeting.objects.took_place().filter(mentorship=OuterRef("pk")))
    rows = Mentorship.objects.filter(cohort__in=cohorts).annotate(held=held)
    live = Q(state=Mentorship.State.ACTIVE)
    return _grouped(
        rows,
        "cohort",
        running=Count("pk", filter=live),
        met=Count("pk", filter=live & Q(held=True)),
        ended=Count("pk", filter=~live),
    )


def _reviews(cohorts: list[Cohort]) -> "QuerySet[Any, dict[str, Any]]":
    rows = Review.objects.filter(mentorship__cohort__in=cohorts)
    signed = Count("pk", filter=Q(signed_at__isnull=False))
    return _grouped(rows, "mentorship__cohort", opened=Count("pk"), reviewed=signed)


def _grouped(rows: "QuerySet[Any]", cohort: str, **counts: Count) -> "QuerySet[Any, dict[str, Any]]":
    found: Any = rows.order_by().values(of=F(cohort)).annotate(**counts)
    return found


def _rhythms(cohorts: list[Cohort]) -> Iterable[tuple[int, Figure]]:
    """The last month of each."""
    rows = MonthlyFigure.objects.filter(cohort__in=cohorts, question=RHYTHM, group=ALL).order_by("month")
    facts = rows.values_list("cohort", "month", "since", "people", "least", "most")
    last = {pk: Figure(month, since, people, least, most) for pk, month, since, people, least, most in facts}
    return last.items()
