"""What a coordinator who takes part themself reads of their own matches: nothing that a colleague or somebody on the
other side set down about them, and no gap that would say so.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from matching.engine.criteria import EXCLUDED
from matching.queries.pool import Pool
from mentorship.accounts.models import User
from programs import policies
from programs.models import Enrolment

WISH = "wish"  # the criterion, as a row of points begins


def own_places(cohort: int, reader: User) -> dict[str, str]:
    """The reader's places in a cohort, whatever became of them: their roles by their codes. One statement."""
    rows = Enrolment.objects.filter(cohort=cohort, person__user=reader)
    return dict(rows.values_list("code", "role"))


def is_own(place: Enrolment, reader: User) -> bool:
    return place.person.user_id == reader.pk


def as_read_by(reader: User, pool: Pool, cohort: int) -> Pool:
    """An exclusion about the reader is one of the reasons nobody is told: in no count, and without a name."""
    if not pool.between.excluded:
        return pool
    own = own_places(cohort, reader)
    about = frozenset(pair for pair in pool.between.excluded if not own.keys().isdisjoint(pair))
    excluded, blocked = pool.between.excluded - about, pool.between.blocked | about
    return replace(pool, between=replace(pool.between, excluded=excluded, blocked=blocked))


def without_reader(reader: User, pool: Pool, cohort: int) -> Pool:
    """Where what would be possible is counted, the reader is no possibility."""
    own = own_places(cohort, reader)
    return replace(
        pool,
        mentees=tuple(one for one in pool.mentees if one.id not in own),
        mentors=tuple(one for one in pool.mentors if one.id not in own),
    )


def names_exclusion(reason: dict[str, Any]) -> bool:
    return any(rule == EXCLUDED for rule, _count in reason.get("removed", []))


def reason_for(place: Enrolment, reason: dict[str, Any], own: dict[str, str]) -> dict[str, Any]:
    """Why somebody is left over, as it was written for everybody; who might be whom they are kept apart from reads
    what is said where nobody was free, whether it is about them or not. The list may have changed since.
    """
    concerned = place.code in own or any(role != place.role for role in own.values())
    return {"kind": "nobody"} if concerned and names_exclusion(reason) else reason


def without_wishes(points: list[list[Any]]) -> list[list[Any]]:
    """Of a pair that is the reader's own: whether somebody wished for them is for nobody whom a wish names."""
    return [row for row in points if row[0] != WISH]


def note_on_choice(place: Enrolment, reader: User) -> str:
    """What stands beside a list of who would do for somebody, where the reader could be in it."""
    if not (allowed := policies.may_pair([place.person], reader)):
        return str(allowed.reason)
    if any(role != place.role for role in own_places(place.cohort_id, reader).values()):
        return _("You are not on this list: your own match is a colleague’s to make.")
    return ""
