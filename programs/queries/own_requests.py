"""Where somebody may ask the coordinators, and what they asked, for the lists that lead to a thread."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, HelpRequest

STAYING = (Enrolment.State.APPLIED, Enrolment.State.ACCEPTED)


@dataclass(frozen=True)
class Place:
    program: str
    program_code: str
    cohort: str
    cohort_code: str


@dataclass(frozen=True)
class OwnRequest:
    """One line of a list; the words stand on its page."""

    code: str
    kind_word: str
    program: str
    state: str
    state_word: str
    made_at: datetime

    @property
    def waits(self) -> bool:
        return self.state == HelpRequest.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == HelpRequest.State.CLOSED


def places_of(user: User) -> list[Place]:
    """The cohorts somebody takes part in or has applied to, each once. One statement."""
    rows = Enrolment.objects.visible_to(user).filter(person__user=user, state__in=STAYING)
    cohorts = {one.cohort_id: one.cohort for one in rows.select_related("cohort__program").order_by("pk")}
    return [Place(one.program.name, one.program.code, one.name, one.code) for one in cohorts.values()]


def asked_by(user: User, cohort: Cohort | None = None) -> list[OwnRequest]:
    """The latest first. One statement."""
    rows = HelpRequest.objects.visible_to(user).own(user)
    if cohort is not None:
        rows = rows.filter(cohort=cohort)
    return [
        OwnRequest(
            one.code,
            str(one.get_kind_display()),
            one.cohort.program.name,
            one.state,
            str(one.get_state_display()),
            one.made_at,
        )
        for one in rows.defer("text").select_related("cohort__program").order_by("-made_at", "-pk")
    ]
