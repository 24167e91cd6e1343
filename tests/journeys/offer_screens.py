"""The screens of the ways to a pair, of the demo's program in which mentees look themselves."""

from matching.actions.ways import choose_way
from matching.models import Offer
from mentorship.accounts.models import User
from programs.models import Enrolment


def of_two_sides(mentee: str, mentor: str, coordinator: str) -> list[tuple[object, ...]]:
    """(who, route, arguments) of each; the people by their addresses."""
    place = Enrolment.objects.get(person__user__email=mentee, cohort__name="Open doors")
    program, cohort = place.cohort.program, place.cohort
    by = User.objects.get(email=coordinator)
    choose_way(program=program, by=by, way="hybrid", wishes=3, answer_days=7, trial_call=True)
    here = (program.code, cohort.code)
    asked = Offer.objects.filter(cohort=cohort, state="open")
    taken = asked.filter(mentee=place).values("mentor")
    free = Enrolment.objects.mentors().filter(cohort=cohort, capacity__gt=1).exclude(pk__in=taken)
    return [
        (coordinator, "matching:ways", program.code),
        (coordinator, "matching:open_offers", *here),
        (mentee, "matching:find", *here),
        (mentee, "matching:ask", *here, free.earliest("pk").code),
        (mentee, "matching:wishes", *here, "mentee"),
        (mentee, "matching:vetoes"),
        (mentee, "matching:offer", asked.get(mentee=place).code),
        (mentor, "matching:offer", asked.get(mentor__person__user__email=mentor).code),
    ]
