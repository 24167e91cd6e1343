"""The rule over both people and mentorships: who may read a private row, as SQL."""

from django.db.models import Q

from mentorship.accounts.models import User
from programs.audiences import AUDIENCES, Reader
from programs.models.organisations import coordinating


def readers_q(
    user: User, audience: str, *, mentorship: str, author: str | None = None, opened: str = "opened_at"
) -> Q:
    """One row of the audience table as one Q.

    `mentorship` is the lookup path from the row to its Mentorship, `author` the path to the Member who wrote it,
    `opened` the path to the instant at which a sealed row was opened to the pair.
    The Q may join several rows: callers add `.distinct()`, which every `visible_to` built on this does.
    """
    readers = AUDIENCES[audience]
    allowed = Q(pk__in=[])
    if Reader.PAIR in readers:
        allowed |= Q(**{f"{mentorship}__members__enrolment__person__user": user})
    if Reader.PAIR_ONCE_OPEN in readers:
        member = f"{mentorship}__members__enrolment__person__user"
        allowed |= Q(**{member: user, f"{opened}__isnull": False})
    if Reader.AUTHOR in readers and author:
        allowed |= Q(**{f"{author}__enrolment__person__user": user})
    if Reader.COORDINATOR in readers:
        roles = f"{mentorship}__cohort__program__staff_roles"
        allowed |= Q(**coordinating(user, roles))
    if Reader.SAFEGUARDING in readers:
        allowed |= Q(**{f"{mentorship}__cohort__program__safeguarding_contacts__user": user})
    return allowed
