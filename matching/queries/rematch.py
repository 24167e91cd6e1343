"""Who else would do for whoever asked for a different match or lost a partner, and what choosing one changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.engine import ScoreTable
from matching.models import Draft, Proposal
from matching.queries.criteria import rules_of
from matching.queries.own import is_own
from matching.queries.points import points_of
from matching.queries.pool import load_pool
from matching.queries.sentences import chips
from mentorship.accounts.models import User
from programs import policies
from programs.models import Cohort, Enrolment, HelpRequest, Member, Mentorship, Person
from programs.models.enrolments import Role

SHOWN = 8


@dataclass(frozen=True)
class Option:
    """`left` places stay free after choosing; `drafted`: whom the open draft had given this place."""

    code: str
    person: Person
    fit: int
    left: int
    chips: list[tuple[str, str]]
    drafted: str


@dataclass(frozen=True)
class Rematch:
    """The mini board. `partner` is whom they are matched with while it runs, `fit_now` what that pair scores. `own`
    is what to say where the asker is who reads.
    """

    asker: Enrolment
    running: Mentorship | None
    partner: Person | None
    fit_now: int | None
    options: list[Option]
    own: str


def rematch_page(wish: HelpRequest, reader: User) -> Rematch:
    return others_for(wish.author, running_of(wish), wish.cohort, reader)


def others_for(asker: Enrolment, running: Mentorship | None, cohort: Cohort, reader: User) -> Rematch:
    """As many statements for thousands as for three; scoring is one row of the table.

    Of `reader`, where they take part, nothing is said: neither whether they would do for the asker, nor who would for
    them, nor how well the asker fits them now. What lacked would be what somebody said of them in confidence.
    """
    pool = load_pool(cohort, without=running).only(**{asker.role: asker.code})
    table = pool.score(rules_of(cohort, pool.questions))
    before = partners_of(asker)
    partner = next((member.enrolment.person for member in before if member.mentorship == running), None)
    scores = _scores(table, asker)
    known = {member.enrolment.person_id for member in before}
    places = Enrolment.objects.filter(cohort=cohort, code__in=scores).exclude(person__in=known)
    places = places.exclude(person=asker.person).exclude(person__user=reader).select_related("person")
    own = is_own(asker, reader)
    options = [] if own else [(place, scores[place.code]) for place in places]
    best = sorted(options, key=lambda one: (-one[1], one[0].code))[:SHOWN]
    drafted = _drafted(cohort, [place.pk for place, _score in best])
    now = next((scores.get(m.enrolment.code) for m in before if m.mentorship == running), None)
    if own or (partner is not None and partner.user_id == reader.pk):
        now = None
    return Rematch(
        asker=asker,
        running=running,
        partner=partner,
        fit_now=None if now is None else now // 100,
        options=[_option(table, asker, place, score, drafted) for place, score in best],
        own=str(policies.may_pair([asker.person], reader).reason),
    )


def running_of(wish: HelpRequest) -> Mentorship | None:
    """The mentorship the wish is about, while it runs."""
    found = wish.mentorship
    return found if found is not None and found.state == Mentorship.State.ACTIVE else None


def partners_of(asker: Enrolment) -> list[Member]:
    """Everybody this person has ever been matched with in the program, in whatever role. One statement.

    None of them is offered again, and nobody is told for whose sake: not to the one, not to the other.
    """
    theirs = Member.objects.filter(
        enrolment__person=asker.person_id, mentorship__cohort__program=asker.cohort.program_id
    ).values("mentorship")
    others = Member.objects.filter(mentorship__in=theirs).exclude(enrolment__person=asker.person_id)
    return list(others.select_related("enrolment__person", "mentorship").order_by("pk"))


def _scores(table: ScoreTable, asker: Enrolment) -> dict[str, int]:
    """What everybody possible on the other side would score with them, by the code of the place."""
    if asker.role == Role.MENTEE:
        others, found = table.mentors, table.score[0, :] if table.mentees else ()
    else:
        others, found = table.mentees, table.score[:, 0] if table.mentors else ()  # type: ignore[assignment]
    return {one.id: int(score) for one, score in zip(others, found, strict=False) if score >= 0}


def _drafted(cohort: Cohort, places: Iterable[int]) -> dict[int, list[str]]:
    """By place, whom the newest open draft gives it to: that pair could not be published any more."""
    newest = Draft.objects.filter(cohort=cohort).open().order_by("-number").values("pk")[:1]
    rows = Proposal.objects.filter(draft__in=newest, publication=None)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("mentor__person", "mentee__person").order_by("pk"):
        found.setdefault(row.mentor_id, []).append(row.mentee.person.shown_name)
        found.setdefault(row.mentee_id, []).append(row.mentor.person.shown_name)
    return {pk: names for pk, names in found.items() if pk in places}


def _option(
    table: ScoreTable, asker: Enrolment, place: Enrolment, score: int, drafted: dict[int, list[str]]
) -> Option:
    pair = (asker.code, place.code) if asker.role == Role.MENTEE else (place.code, asker.code)
    left = _room(table, place) - 1
    names = drafted.get(place.pk, [])
    return Option(
        code=place.code,
        person=place.person,
        fit=score // 100,
        left=left,
        chips=chips(points_of(table, *pair)),
        drafted=", ".join(names) if len(names) > left else "",
    )


def _room(table: ScoreTable, place: Enrolment) -> int:
    if place.role == Role.MENTOR:
        return table.mentors[table.mentor_at[place.code]].capacity
    return table.mentees[table.mentee_at[place.code]].wants
