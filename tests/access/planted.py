"""A program in which every text a table shows is one of sixty formulas, straight into the rows: no form would ask."""

from collections.abc import Iterable
from typing import Any

from matching.models import Draft, Leftover, Offer, PairRule, Proposal
from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import (
    Cohort,
    CoordinatorNote,
    Enrolment,
    HelpRequest,
    LibraryItem,
    Member,
    Mentorship,
    Person,
    StaffRole,
)
from tests import make
from tests.formulas import SIXTY
from tests.world import World


def plant(world: World) -> Draft:
    """Sixty mentors and mentees, a mentorship each, a request, a note, an item, a proposal and a cohort of each."""
    users = made(User(email=f"user{n}@planted.example") for n in range(60))
    mentors = _places(world, "mentor", users)
    mentees = _places(world, "mentee", [None] * 60)
    pairs = _pairs(world, [*zip(mentors, mentees, strict=True)], "p")
    ada = world.enrolment(world.ada)
    _pairs(world, [(ada, mentee) for mentee in mentees], "a")
    for n, text in enumerate(SIXTY):
        HelpRequest.objects.create(
            cohort=world.cohort,
            author=mentees[n],
            mentorship=pairs[n],
            kind=HelpRequest.Kind.QUESTION,
            text="x",
            assigned=users[n],
        )
        CoordinatorNote.objects.create(cohort=world.cohort, author=users[n], subject=text, text="x")
        facts = {"topics": [text], "language": text}
        LibraryItem.objects.create(program=world.program, title=text, link=text, **facts)
        make.cohort(world.program, name=text)
    for n, text in enumerate(SIXTY):
        PairRule.objects.create(
            program=world.program,
            one=mentors[n].person,
            other=mentees[n].person,
            reason=text,
            by=users[n],
        )
    return _draft(world.cohort, mentors, mentees)


def made(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    type(found[0]).objects.bulk_create(found)
    return found


def _places(world: World, role: str, users: list[User | None]) -> list[Enrolment]:
    people = made(
        Person(
            organisation=world.orchard,
            user=user,
            name=text,
            email=f"{text}-{n}-{role}",
            reference=f"{text}-{n}-{role}",
            department=text,
        )
        for n, (text, user) in enumerate(zip(SIXTY, users, strict=True))
    )
    return made(
        Enrolment(person=person, cohort=world.cohort, role=role, state="accepted", topics=[text])
        for person, text in zip(people, SIXTY, strict=True)
    )


def _pairs(world: World, sides: list[tuple[Enrolment, Enrolment]], key: str) -> list[Mentorship]:
    pairs = made(
        Mentorship(cohort=world.cohort, pair_key=f"{key}{n}", started_at=clock.now())
        for n in range(len(sides))
    )
    made(
        Member(mentorship=pair, enrolment=one, role=role)
        for pair, side in zip(pairs, sides, strict=True)
        for one, role in zip(side, ("mentor", "mentee"), strict=True)
    )
    return pairs


def _draft(cohort: Cohort, mentors: list[Enrolment], mentees: list[Enrolment]) -> Draft:
    draft = Draft.objects.create(cohort=cohort, number=1, state="published", input_hash="x", engine="x")
    made(
        Proposal(
            draft=draft,
            mentor=mentor,
            mentee=mentee,
            score=7000,
            points=[["topics", 70, 100, 7000, "plus", [text]]],
        )
        for mentor, mentee, text in zip(mentors, mentees, SIXTY, strict=True)
    )
    made(Leftover(draft=draft, enrolment=mentor, reason={"kind": "not_needed"}) for mentor in mentors)
    made(
        Offer(
            cohort=cohort, mentor=mentor, mentee=mentee, origin="draft", state="declined", sent_at=clock.now()
        )
        for mentor, mentee in zip(mentors, mentees, strict=True)
    )
    return draft


def coordinates(world: World, who: User) -> None:
    StaffRole.objects.create(user=who, organisation=world.orchard, program=world.program, role="coordinator")
