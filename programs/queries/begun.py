"""Whether two people have begun to use their mentorship: any row of anybody that hangs on it or on a member of it.

Asked of the models themselves, so that whatever is built later counts too. What the clock asks of a pair comes a day
after its start at the earliest.
"""

from collections.abc import Sequence
from typing import Any

from programs.models import Member, Mentorship


def begun(mentorships: Sequence[int]) -> set[int]:
    """The ids of those in which something is."""
    found: set[int] = set()
    for relation in Mentorship._meta.related_objects:  # noqa: SLF001 - Django documents _meta as public
        if relation.related_model is not Member:
            found |= _of(relation, relation.field.name, mentorships)
    for relation in Member._meta.related_objects:  # noqa: SLF001 - as above
        found |= _of(relation, f"{relation.field.name}__mentorship", mentorships)
    return found


def _of(relation: Any, path: str, mentorships: Sequence[int]) -> set[int]:
    rows = relation.related_model._base_manager.filter(**{f"{path}__in": mentorships})  # noqa: SLF001 - as above
    return set(rows.values_list(path, flat=True))
