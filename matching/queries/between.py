"""What is known of pairs: who meets already, whom a coordinator keeps apart or together, what the two wish, who must
not meet and nobody is told why.

People are known here by the code of their place in the cohort, pairs as (mentee, mentor). Everything is read in one
statement, as rows of four texts: what sort, which mentorship or which rank, and two codes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from matching.engine import Between
from matching.models import Draft, Leftover, Offer, PairRule, Wish
from programs.models import (
    Cohort,
    EndingAnswer,
    EndReason,
    Enrolment,
    HelpRequest,
    Member,
    Mentorship,
    Organisation,
    Program,
    Veto,
)
from programs.models.enrolments import Role

Pair = tuple[str, str]
Row = tuple[str, str, str, str]  # sort, group, left, right
LIVE, MET, WAITED, WISH = "live", "met", "waited", "wish"
HELD, ASKED, DECLINED, NEVER = "held", "asked", "declined", "never"
PLACE = "place"
# What comes from each person alone, or is read by itself: no mentorship holds it together.
_TWOS = (PairRule.Kind.APART.value, PairRule.Kind.TOGETHER.value, WAITED, HELD, ASKED, DECLINED, NEVER)

# Ids no row has: they stand in the statement for those of the cohort that is asked about.
_COHORT, _PROGRAM, _ORGANISATION = -1, -2, -3


@dataclass(frozen=True)
class Places:
    """The places of the mentees and of the mentors of a pool, by the code of the person."""

    mentees: Mapping[str, str]
    mentors: Mapping[str, str]

    def pairs(self, people: Iterable[Pair]) -> frozenset[Pair]:
        """Both ways round: who is the mentor does not matter here."""
        people = list(people)
        ways = [*people, *((other, one) for one, other in people)]
        return frozenset(
            (self.mentees[one], self.mentors[other])
            for one, other in ways
            if one in self.mentees and other in self.mentors
        )


@dataclass(frozen=True)
class Known:
    """Pairs as they were read: `live`, `offered` and `wishes` by place, all others by person; `waited` are people.

    `offered` have been proposed to each other and wait for an answer, or one of them said “not this time”. `never` is
    what one of the two said in confidence. `asking` wait for an answer of each other, by place too; the asks among
    them only where `known_now` read them. `held`: how many places of each are kept for somebody who has been proposed
    to them. `wishes` is the rank that the first gave the second.
    """

    live: list[Pair] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)
    together: list[Pair] = field(default_factory=list)
    met: list[Pair] = field(default_factory=list)
    never: list[Pair] = field(default_factory=list)
    offered: list[Pair] = field(default_factory=list)
    asking: list[Pair] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    wishes: dict[Pair, int] = field(default_factory=dict)
    waited: list[str] = field(default_factory=list)

    @property
    def used(self) -> Counter[str]:
        """How many places of everybody are taken or kept."""
        return Counter(code for pair in self.live for code in pair) + self.held

    def between(self, places: Places) -> Between:
        """What the engine is told."""
        here = {*places.mentees.values(), *places.mentors.values()}
        return Between(
            taken=frozenset(pair for pair in self.live if pair[0] in here and pair[1] in here),
            excluded=places.pairs(self.apart),
            blocked=self.blocked(places),
            wished=self._wished(places),
            waited=frozenset(places.mentees[code] for code in self.waited if code in places.mentees),
        )

    def blocked(self, places: Places) -> frozenset[Pair]:
        """Who must not meet and nobody is told why. Which of the reasons it was is not told apart above."""
        mentees, mentors = set(places.mentees.values()), set(places.mentors.values())
        offered = {pair for pair in self.offered if pair[0] in mentees and pair[1] in mentors}
        return places.pairs([*self.met, *self.never]) | offered

    def _wished(self, places: Places) -> dict[Pair, tuple[int, int]]:
        """The ranks that the mentee and the mentor gave each other, 0 where one named nobody."""
        mentees, mentors = set(places.mentees.values()), set(places.mentors.values())
        found: dict[Pair, tuple[int, int]] = {}
        for (author, about), rank in self.wishes.items():
            if author in mentees and about in mentors:
                found[author, about] = (rank, found.get((author, about), (0, 0))[1])
            elif author in mentors and about in mentees:
                found[about, author] = (found.get((about, author), (0, 0))[0], rank)
        return found


def known_of(cohort: Cohort, *, without: Mentorship | None = None) -> Known:
    """One statement. `without`: as if that mentorship had ended and nothing had been said of it."""
    if without is None:
        return _sorted(_asked(cohort, *_statement()))
    live, met, *more = _parts(cohort)
    return _sorted(_union(live.exclude(mentorship=without), met.exclude(mentorship=without), *more))


def all_told(cohort: Cohort) -> "list[Row]":
    """The rows `known_of` is made of and, as one more sort, who may be matched and for how many: two lists of the same
    rows say that nothing of it has changed. One statement.
    """
    return sorted(_asked(cohort, *_statement(places=True)))


def _asked(cohort: Cohort, statement: str, values: tuple[Any, ...]) -> "list[Row]":
    ids = {
        _COHORT: cohort.pk,
        _PROGRAM: cohort.program_id,
        _ORGANISATION: cohort.program.organisation_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids.get(one, one) for one in values])
        return cursor.fetchall()


@lru_cache(maxsize=2)
def _statement(*, places: bool = False) -> tuple[str, tuple[Any, ...]]:
    """Of no cohort there is, so that its ids are found among the values. The parts may depend on nothing else that
    changes while a process runs, such as what time it is.

    Every step of a slider asks this: building the statement takes twenty times as long as its answer.
    """
    cohort = Cohort(pk=_COHORT, program=Program(pk=_PROGRAM, organisation=Organisation(pk=_ORGANISATION)))
    rows = _union(*_parts(cohort), *([_places(cohort)] if places else []))
    found: tuple[str, tuple[Any, ...]] = rows.query.sql_with_params()
    return found


def _parts(cohort: Cohort) -> "list[QuerySet[Any]]":
    own = [_live(cohort), _never_again(cohort)]
    return [*own, *_said_of_pairs(cohort), _wishes(cohort), _left_over(cohort)]


def known_now(cohort: Cohort) -> Known:
    """What may be otherwise than when a draft was made, without wishes and who was left over. One statement."""
    return _sorted(_union(_live(cohort), _never_again(cohort), *_said_of_pairs(cohort), _open_asks(cohort)))


def live_pairs(cohort: Cohort, *, without: Mentorship | None = None) -> list[Pair]:
    """(mentee, mentor) of every active mentorship of the cohort, by the codes of their enrolments."""
    rows = _live(cohort)
    return _sorted(_union(rows.exclude(mentorship=without) if without else rows)).live


def _union(first: "QuerySet[Any]", *more: "QuerySet[Any]") -> "QuerySet[Any]":
    columns = ("sort", "group", "left", "right")
    tables = [rows.values_list(*columns) for rows in more]
    found = first.values_list(*columns)
    return found.union(*tables, all=True) if tables else found


def _sorted(rows: "Iterable[Row]") -> Known:
    pairs: dict[str, list[Pair]] = {sort: [] for sort in _TWOS}
    groups: dict[tuple[str, str], dict[str, str]] = {}
    wishes: dict[Pair, int] = {}
    for sort, group, left, right in rows:
        if sort == WISH:
            wishes[left, right] = int(group)
        elif group:
            groups.setdefault((sort, group), {})[left] = right
        else:
            pairs[sort].append((left, right))
    return Known(
        live=_twos(groups, LIVE),
        apart=pairs[PairRule.Kind.APART],
        together=pairs[PairRule.Kind.TOGETHER],
        met=_twos(groups, MET),
        never=pairs[NEVER],
        offered=pairs[HELD] + pairs[DECLINED],
        asking=pairs[HELD] + pairs[ASKED],
        held=Counter(code for pair in pairs[HELD] for code in pair),
        wishes=wishes,
        waited=[code for _nobody, code in pairs[WAITED]],
    )


def _twos(groups: Mapping[tuple[str, str], Mapping[str, str]], wanted: str) -> list[Pair]:
    """The mentee and the mentor of each mentorship."""
    found = [two for (sort, _at), two in groups.items() if sort == wanted and len(two) == 2]
    return [(two[Role.MENTEE], two[Role.MENTOR]) for two in found]


def _texts(rows: "QuerySet[Any]", sort: Any, group: Any, left: Any, right: str) -> "QuerySet[Any]":
    return rows.annotate(sort=sort, group=group, left=left, right=F(right))


def _said(text: str) -> Value:
    return Value(text, output_field=CharField())


def _of_mentorship(rows: "QuerySet[Member]", sort: str, right: str) -> "QuerySet[Any]":
    return _texts(rows, _said(sort), Cast("mentorship_id", CharField()), F("role"), right)


def _places(cohort: Cohort) -> "QuerySet[Any]":
    rows = Enrolment.objects.filter(cohort=cohort, asks_paused=False).accepted().order_by()
    return _texts(rows, _said(PLACE), Cast("capacity", CharField()), _said(""), "code")


def _live(cohort: Cohort) -> "QuerySet[Any]":
    rows = Member.objects.filter(mentorship__cohort=cohort, mentorship__state=Mentorship.State.ACTIVE)
    return _of_mentorship(rows, LIVE, "enrolment__code")


def _never_again(cohort: Cohort) -> "QuerySet[Any]":
    """Who was matched in this program when one of them asked for somebody else, or said that it was no fit.

    What they said is theirs: it decides here, and no page shows it.
    """
    own = {"mentorship": OuterRef("mentorship")}
    asked = HelpRequest.objects.filter(kind=HelpRequest.Kind.DIFFERENT_MATCH, **own)
    asked = asked.exclude(outcome=HelpRequest.Outcome.STAYED)
    said = EndingAnswer.objects.filter(reason=EndReason.NOT_A_FIT, **own)
    # Joined, these two tables took PostgreSQL longer to plan than all the rest to answer.
    rows = Member.objects.filter(Exists(asked) | Exists(said), mentorship__cohort__program=cohort.program_id)
    return _of_mentorship(rows, MET, "enrolment__person__code")


def _pair_rules(cohort: Cohort) -> "QuerySet[Any]":
    rows = PairRule.objects.filter(program=cohort.program_id)
    return _texts(rows, F("kind"), _said(""), F("one__code"), "other__code")


def _said_of_pairs(cohort: Cohort) -> "list[QuerySet[Any]]":
    """What coordinators and the two themselves said of pairs: kept apart or together, never, offered, declined."""
    offers, ends = Offer.objects.filter(cohort=cohort).order_by(), (F("mentee__code"), "mentor__code")
    declined = offers.filter(state=Offer.State.DECLINED)
    vetoes = Veto.objects.filter(author__organisation=cohort.program.organisation_id).order_by()
    return [
        _pair_rules(cohort),
        _texts(offers.holding(), _said(HELD), _said(""), *ends),
        _texts(declined, _said(DECLINED), _said(""), *ends),
        _texts(vetoes, _said(NEVER), _said(""), F("author__code"), "about__code"),
    ]


def _open_asks(cohort: Cohort) -> "QuerySet[Any]":
    """Those that went out. One that waits for its turn is its author's alone."""
    rows = Offer.objects.filter(cohort=cohort, state=Offer.State.OPEN, origin=Offer.Origin.ASK).order_by()
    return _texts(rows, _said(ASKED), _said(""), F("mentee__code"), "mentor__code")


def _wishes(cohort: Cohort) -> "QuerySet[Any]":
    """Between people who take part. Whom a wish is about is not narrowed by the cohort: `Known` drops who is not here.

    Naming the cohort of both ends let PostgreSQL pair everybody with everybody first, while it had no statistics yet.
    """
    accepted = Enrolment.State.ACCEPTED
    rows = Wish.objects.filter(
        author__cohort=cohort, author__state=accepted, about__state=accepted
    ).order_by()
    return _texts(rows, _said(WISH), Cast("rank", CharField()), F("author__code"), "about__code")


def _left_over(cohort: Cohort) -> "QuerySet[Any]":
    """The people without a mentor in the round of this program that was published last."""
    published = Draft.objects.filter(cohort__program=cohort.program_id, state=Draft.State.PUBLISHED)
    last = published.order_by("-published_at", "-pk").values("pk")[:1]
    rows = Leftover.objects.filter(draft__in=last, enrolment__role=Role.MENTEE)
    return _texts(rows, _said(WAITED), _said(""), _said(""), "enrolment__person__code")
