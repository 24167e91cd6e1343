"""What people wish and rule out, as a run needs it: ranked wishes, pairs that are never made, places that are held.

Everything is named by the codes of enrolments, as in `pool`.
"""

from collections import Counter
from dataclasses import dataclass

from matching.models import Offer, Wish
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment
from programs.models.enrolments import Role
from programs.queries.vetoes import apart_in

State = Offer.State


def ranked_wishes(cohort: Cohort) -> dict[str, tuple[str, ...]]:
    """By whoever wishes, whom they named, best first. Only between people who take part. One statement."""
    accepted = Enrolment.State.ACCEPTED
    rows = Wish.objects.filter(
        author__cohort=cohort, author__state=accepted, about__cohort=cohort, about__state=accepted
    )
    found: dict[str, list[str]] = {}
    for author, about in rows.order_by("author", "rank").values_list("author__code", "about__code"):
        found.setdefault(author, []).append(about)
    return {author: tuple(named) for author, named in found.items()}


def apart_pairs(cohort: Cohort) -> frozenset[tuple[str, str]]:
    """(mentee, mentor) not to be made in this cohort: one of the two said “never”, or “not this time” here, or they
    have been proposed to each other.

    Which of these it was is not told apart, here or anywhere above.
    """
    offers = Offer.objects.holding() | Offer.objects.filter(state=State.DECLINED)
    said_no = set(offers.filter(cohort=cohort).values_list("mentee__code", "mentor__code"))
    if not (apart := apart_in(cohort.program.organisation_id)):
        return frozenset(said_no)
    concerned = {person for pair in apart for person in pair}
    places = Enrolment.objects.filter(cohort=cohort).accepted()
    codes: dict[tuple[int, str], str] = {}
    for person, role, code in places.values_list("person", "role", "code"):
        if person in concerned:
            codes[person, role] = code
    sides = [tuple(pair) for pair in apart]
    both_ways = [*sides, *((other, one) for one, other in sides)]
    said_no |= {
        (codes[one, Role.MENTEE], codes[other, Role.MENTOR])
        for one, other in both_ways
        if (one, Role.MENTEE) in codes and (other, Role.MENTOR) in codes
    }
    return frozenset(said_no)


def held_places(cohort: Cohort) -> Counter[str]:
    """How many places of each are kept for somebody who has been proposed to them. One statement."""
    rows = Offer.objects.holding().filter(cohort=cohort).values_list("mentee__code", "mentor__code")
    return Counter(code for pair in rows for code in pair)


@dataclass(frozen=True)
class WishRow:
    """`rank` of `of`, as a coordinator reads it."""

    name: str
    about: str
    rank: int
    of: int


def wishes_between(user: User, mentor: Enrolment, mentee: Enrolment) -> list[WishRow]:
    """What the two of a pair wished of each other, for a coordinator. One statement."""
    rows = Wish.objects.visible_to(user).filter(author__in=[mentor, mentee])
    counted = Counter[int]()
    found = []
    for one in rows.select_related("author__person", "about__person"):
        counted[one.author_id] += 1
        if one.about_id in (mentor.pk, mentee.pk):
            found.append(one)
    return [
        WishRow(one.author.person.shown_name, one.about.person.shown_name, one.rank, counted[one.author_id])
        for one in found
    ]
