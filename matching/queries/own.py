"""What a coordinator who takes part themself reads of their own matches: nothing that a colleague or somebody on the
other side set down about them, and no gap that would say so.
"""

from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs import policies
from programs.models import Enrolment


def own_places(cohort: int, reader: User) -> dict[str, str]:
    """The reader's places in a cohort, whatever became of them: their roles by their codes. One statement."""
    rows = Enrolment.objects.filter(cohort=cohort, person__user=reader)
    return dict(rows.values_list("code", "role"))


def is_own(place: Enrolment, reader: User) -> bool:
    return place.person.user_id == reader.pk


def note_on_choice(place: Enrolment, reader: User) -> str:
    """What stands beside a list of who would do for somebody, where the reader could be in it."""
    if not (allowed := policies.may_pair([place.person], reader)):
        return str(allowed.reason)
    if any(role != place.role for role in own_places(place.cohort_id, reader).values()):
        return _("You are not on this list: your own match is a colleague’s to make.")
    return ""
