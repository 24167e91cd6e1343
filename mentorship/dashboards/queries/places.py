"""One's own places in programs: what is asked of a mentor's capacity, and applications without a mentorship yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.models import Enrolment, Member

CAPACITY = 25


@dataclass(frozen=True)
class Place:
    """An enrolment that has not led to a mentorship yet."""

    program: str
    sentence: str
    url: str


@dataclass(frozen=True)
class OwnPlaces:
    waiting: list[Place]
    lines: list[Line]


def own_places(user: User) -> OwnPlaces:
    """One statement."""
    pairs = Member.objects.filter(enrolment=OuterRef("pk"))
    live, ended = (pairs.filter(mentorship__state=state) for state in ("active", "ended"))
    rows = list(
        Enrolment.objects.visible_to(user)
        .filter(person__user=user, state__in=["applied", "accepted"], cohort__ends_on__gte=clock.now().date())
        .annotate(is_matched=Exists(live), had_one=Exists(ended))
        .select_related("cohort__program")
        .order_by("applied_at")
    )
    by_cohort = {row.cohort_id: row for row in rows if not row.is_matched}
    asked = [row for row in rows if row.capacity_asked is not None]
    return OwnPlaces([_place(row) for row in by_cohort.values()], [_capacity_line(row) for row in asked])


def _place(row: Enrolment) -> Place:
    if row.state == Enrolment.State.APPLIED:
        sentence = _("Your application is with the coordinators.")
    elif row.had_one:  # type: ignore[attr-defined]
        sentence = _("Your mentorship has ended. Should you be matched again, you hear it here and by mail.")
    else:
        sentence = _("You are in. You will hear here, and by mail, who you are matched with.")
    return Place(
        program=row.cohort.program.name,
        sentence=sentence,
        url=reverse("programs:join_status", args=[row.cohort.program.code, row.cohort.code]),
    )


def _capacity_line(row: Enrolment) -> Line:
    numbers = {"asked": row.capacity_asked, "now": row.capacity}
    return Line(
        rank=CAPACITY,
        key=f"capacity-{row.code}-{row.capacity_asked}-{row.capacity_asked_at:%Y%m%d}",
        title=_("Could you take up to %(asked)s mentees? You said %(now)s.") % numbers,
        detail=row.cohort.program.name,
        url=f"{reverse('sessions:mentoring')}#places-{row.code}",
        action=_("Answer"),
        minutes=1,
        why=_("A coordinator asks. Your places change only if you say yes, and a no needs no reason."),
    )
