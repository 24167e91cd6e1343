"""The programs page: one's own with their cohorts, and for an owner the names of the others."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from mentorship.accounts.models import User
from programs.models import Cohort, Organisation, Program, StaffRole
from programs.queries.matched import matched_mentees


@dataclass(frozen=True)
class CohortLine:
    code: str
    name: str
    starts_on: date
    ends_on: date
    people: int
    matched: int
    waiting: int


@dataclass(frozen=True)
class ProgramCard:
    code: str
    name: str
    kind: str
    months: int
    rhythm_weeks: int
    cohorts: list[CohortLine]


@dataclass(frozen=True)
class Programs:
    own: list[ProgramCard]
    others: list[Program]  # of an owner's organisations: name and code only, no inside
    organisations: list[Organisation]  # where this person may make a program


def programs_of(user: User) -> Programs:
    own = Program.objects.visible_to(user).order_by("name", "pk")
    cards = [_card(one) for one in own.prefetch_related(Prefetch("cohorts", queryset=_cohorts()))]
    owned = list(Organisation.objects.filter(staff_roles__in=StaffRole.objects.owners().of(user)))
    mine = {card.code for card in cards}
    others = Program.objects.filter(organisation__in=owned).exclude(code__in=mine).order_by("name", "pk")
    return Programs(cards, list(others.only("code", "name")) if owned else [], owned)


def _cohorts() -> "QuerySet[Cohort]":
    place = Q(enrolments__state="accepted")
    undecided = Q(enrolments__state="applied", enrolments__waiting_since=None)
    return Cohort.objects.annotate(
        people=Count("enrolments__person", filter=place, distinct=True),
        waiting=Count("enrolments", filter=undecided, distinct=True),
        matched=Count("enrolments", filter=Q(enrolments__in=matched_mentees().values("pk")), distinct=True),
    ).order_by("-starts_on", "pk")


def _card(program: Program) -> ProgramCard:
    lines = [
        CohortLine(one.code, one.name, one.starts_on, one.ends_on, one.people, one.matched, one.waiting)  # type: ignore[attr-defined]
        for one in program.cohorts.all()
    ]
    kind = program.get_kind_display().split(":")[0]
    return ProgramCard(program.code, program.name, kind, program.months, program.rhythm_weeks, lines)
