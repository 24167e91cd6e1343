"""Whom somebody may name: as a wish, or as somebody they never want to be matched with."""

from dataclasses import dataclass

from matching.models import Wish
from matching.queries.ways import may_look, way_of
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Member, Person, Veto
from programs.models.enrolments import Role


@dataclass(frozen=True)
class Named:
    """Somebody on one's own list of “never with”."""

    pk: int
    name: str
    reason: str


def others_of(place: Enrolment) -> list[Enrolment]:
    """Who takes part on the other side, by name, without oneself and whom one never wants. One statement.

    Whoever does not want this person stays in it: a name that is missing would tell.
    """
    role = Role.MENTEE if place.is_mentor else Role.MENTOR
    rows = Enrolment.objects.filter(cohort=place.cohort, role=role).accepted().exclude(person=place.person_id)
    rows = rows.exclude(person__in=Veto.objects.filter(author=place.person_id).values("about"))
    return sorted(rows.select_related("person"), key=lambda row: row.person.shown_name.casefold())


def wished_by(place: Enrolment) -> list[str]:
    """The codes of whom this place named, best first."""
    return list(Wish.objects.filter(author=place).order_by("rank").values_list("about__code", flat=True))


def own_vetoes(user: User) -> list[Named]:
    rows = Veto.objects.visible_to(user).select_related("about")
    return [Named(row.pk, row.about.shown_name, row.reason) for row in rows]


def may_be_named(user: User) -> dict[str, tuple[Person, Cohort]]:
    """By code, whom one’s “never with” may be about, and where they were met: past and present partners, and
    everybody on the other side of a cohort in which one may look. A person is in it once.
    """
    own = Enrolment.objects.visible_to(user).filter(person__user=user).accepted()
    found: dict[str, tuple[Person, Cohort]] = {}
    for place in own.select_related("person", "cohort__program__pairing_way"):
        if may_look(place, way_of(place.cohort.program)):
            found |= {other.person.code: (other.person, place.cohort) for other in others_of(place)}
    mine = Member.objects.filter(enrolment__person__user=user).values("mentorship")
    partners = Member.objects.filter(mentorship__in=mine).exclude(enrolment__person__user=user)
    for one in partners.select_related("enrolment__person", "enrolment__cohort"):
        found.setdefault(one.enrolment.person.code, (one.enrolment.person, one.enrolment.cohort))
    said = set(Veto.objects.visible_to(user).values_list("about__code", flat=True))
    return {
        code: pair
        for code, pair in sorted(found.items(), key=lambda item: item[1][0].shown_name.casefold())
        if code not in said
    }
