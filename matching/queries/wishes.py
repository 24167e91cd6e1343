"""What people wish and rule out, as a run needs it: ranked wishes, pairs that are never made, places that are held.

Everything is named by the codes of enrolments, as in `pool`.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Value

from matching.models import Offer, Wish
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Member, Mentorship, Veto
from programs.models.enrolments import Role

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


@dataclass(frozen=True)
class Known:
    """What is known of pairs of a cohort, (mentee, mentor) each: `live` meet already.

    `apart` are not to be made: one of the two said “never”, or “not this time” here, or they have been proposed to each
    other. Which of these it was is not told apart, here or anywhere above. `held`: how many places of each are kept for
    somebody who has been proposed to them.
    """

    live: list[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    held: Counter[str]


def known_pairs(cohort: Cohort, *, without: Mentorship | None = None) -> Known:
    """One statement. `without`: as if that mentorship had ended."""
    offers = Offer.objects.filter(cohort=cohort).order_by()
    pairs = ("mentee__code", "mentor__code")
    rows = _live(cohort, without).union(
        offers.holding().annotate(how=Value("held")).values_list(*pairs, "how"),
        offers.filter(state=State.DECLINED).annotate(how=Value("said no")).values_list(*pairs, "how"),
        _never(cohort, mentee="author", mentor="about"),
        _never(cohort, mentee="about", mentor="author"),
        all=True,
    )
    found = list(rows)
    held = Counter(code for *pair, how in found if how == "held" for code in pair)
    return Known(
        live=[(mentee, mentor) for mentee, mentor, how in found if how == "live"],
        apart=frozenset((mentee, mentor) for mentee, mentor, how in found if how != "live"),
        held=held,
    )


def apart_pairs(cohort: Cohort) -> frozenset[tuple[str, str]]:
    return known_pairs(cohort).apart


def _live(cohort: Cohort, without: Mentorship | None) -> Any:
    other = "mentorship__members"
    rows = Member.objects.filter(
        mentorship__cohort=cohort,
        mentorship__state=Mentorship.State.ACTIVE,
        role=Role.MENTEE,
        **{f"{other}__role": Role.MENTOR},
    )
    rows = rows.exclude(mentorship=without) if without else rows
    return rows.annotate(how=Value("live")).values_list("enrolment__code", f"{other}__enrolment__code", "how")


def _never(cohort: Cohort, *, mentee: str, mentor: str) -> Any:
    """Vetoes between people who take part here, as the places they have in these two roles."""
    places = {
        f"{side}__enrolments__{name}": value
        for side, role in ((mentee, Role.MENTEE), (mentor, Role.MENTOR))
        for name, value in (("cohort", cohort), ("role", role), ("state", Enrolment.State.ACCEPTED))
    }
    rows = Veto.objects.filter(**places).order_by().annotate(how=Value("never"))
    return rows.values_list(f"{mentee}__enrolments__code", f"{mentor}__enrolments__code", "how")


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
