"""The screens on which a coordinator corrects facts, with a correction to look at."""

from datetime import time, timedelta

from mentorship.accounts.models import User
from programs.models import Mentorship
from sessions.actions.corrections import log_for_them
from sessions.models import Meeting
from sessions.queries.wall import When


def corrected(mentorship: Mentorship, member: str, coordinator: str) -> list[tuple[object, ...]]:
    """(who, route, arguments) of each, for the mentorship of `member`."""
    program, cohort, code = mentorship.cohort.program, mentorship.cohort, mentorship.code
    held = Meeting.objects.filter(mentorship=mentorship).took_place().earliest("starts_at")
    day = held.starts_at.date() - timedelta(days=2)
    mira = User.objects.get(email=coordinator)
    log_for_them(mentorship=mentorship, by=mira, when=When(day, time(9), 30, program.zone))
    here = (program.code, cohort.code)
    person = mentorship.members.get(role="mentee").enrolment.person.code
    return [
        (coordinator, "dashboards:mentorship", *here, code),
        (coordinator, "dashboards:mentorship_dates", *here, code),
        (coordinator, "dashboards:mentorship_meeting", *here, code, held.number),
        (coordinator, "dashboards:mentorships_extend", *here),
        (coordinator, "dashboards:mentorships_end", *here),
        (coordinator, "programs:late_mentee", *here),
        (coordinator, "matching:replace", *here, code, "mentor"),
        (coordinator, "programs:audit", program.code),
        (coordinator, "programs:merge", *here, person),
        (member, "programs:my_audit"),
        (member, "sessions:correction", code, 1),
    ]
