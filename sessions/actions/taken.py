"""Neither of two people is in two meetings at once."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict
from programs.models import Mentorship, Person
from sessions.models import Meeting
from sessions.queries.free import taken_by_either


def refuse_taken(
    mentorship: Mentorship, starts_at: datetime, ends_at: datetime, *, but: Meeting | None = None
) -> None:
    """Neither is in two meetings at once, here or in another mentorship of theirs (409).

    Both people's rows are locked, in one order, so that two of their mentorships cannot book the same hour.
    """
    people = Person.objects.filter(enrolments__members__mentorship=mentorship).order_by("pk")
    list(people.select_for_update(of=("self",), no_key=True).values_list("pk"))
    taken = taken_by_either(mentorship, but=but).filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    theirs = list(taken.values_list("mentorship", flat=True)[:1])
    if theirs == [mentorship.pk]:
        raise Conflict(_("You two already have a meeting at that time."), field="hour")
    if theirs:
        raise Conflict(_("This time is no longer free for both of you. Choose another."), field="hour")
