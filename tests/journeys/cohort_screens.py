"""What everybody in a cohort shares, and is asked at its start and end: pages for `screens`."""

from collections.abc import Iterator

from mentorship.lib import clock
from programs.models import Member
from sessions.actions.surveys import ask_surveys

Visit = tuple[str, ...]  # who, the name of the route, its arguments


def of_cohort(lena: Member, kwame: Member, grace: Member, coordinator: str) -> Iterator[Visit]:
    """Lena says that she comes and has told how she stood; Kwame has said nothing, Grace is asked how she stands."""
    cohort = lena.mentorship.cohort
    date, here = cohort.timeline_dates.get(asks=True).code, (cohort.program.code, cohort.code)
    lenas, kwames, graces = (one.enrolment.person.user.email for one in (lena, kwame, grace))
    ask_surveys(clock.now())
    yield lenas, "programs:my_timeline"
    yield lenas, "programs:timeline_date", date
    yield kwames, "programs:timeline_date", date
    yield lenas, "sessions:survey", lena.mentorship.code, "start"
    yield graces, "sessions:survey", grace.mentorship.code, "end"
    yield coordinator, "programs:timeline", *here
    yield coordinator, "programs:timeline_edit", *here, date
