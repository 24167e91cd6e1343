"""What the two of a pair wished of each other, as a coordinator reads it; what a run makes of it is in `between`."""

from collections import Counter
from dataclasses import dataclass

from matching.models import Wish
from mentorship.accounts.models import User
from programs.models import Enrolment


@dataclass(frozen=True)
class WishRow:
    """`rank` of `of`, as a coordinator reads it: counted among the wishes they may read, so that none seems to lack."""

    name: str
    about: str
    rank: int
    of: int


def wishes_between(user: User, mentor: Enrolment, mentee: Enrolment) -> list[WishRow]:
    """What the two of a pair wished of each other, for a coordinator. One statement."""
    rows = Wish.objects.visible_to(user).filter(author__in=[mentor, mentee]).order_by("author", "rank")
    counted = Counter[int]()
    found = []
    for one in rows.select_related("author__person", "about__person"):
        counted[one.author_id] += 1
        if one.about_id in (mentor.pk, mentee.pk):
            found.append((one, counted[one.author_id]))
    return [
        WishRow(one.author.person.shown_name, one.about.person.shown_name, rank, counted[one.author_id])
        for one, rank in found
    ]
