"""What the addresses of the access matrix name: rows made in the world, and the arguments that lead to them."""

from datetime import timedelta
from typing import Any

from matching.actions.drafts import run_matching
from matching.actions.publishing import publish
from matching.models import Draft, Leftover, Proposal
from mentorship.lib import clock
from mentorship.lib.codes import hashed, new_nonce
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Enrolment, Invitation, PeopleImport
from programs.queries.importing import Upload
from programs.queries.importing_reader import Choices
from sessions.models import Goal, Meeting
from tests import make
from tests.world import World

Kwargs = dict[str, Any]


def nothing(world: World) -> Kwargs:
    return {}


def program(world: World) -> Kwargs:
    return {"program": world.program.code}


def cohort(world: World) -> Kwargs:
    return {"program": world.program.code, "cohort": world.cohort.code}


def person(world: World) -> Kwargs:
    return {**cohort(world), "person": world.fay.code}


def place(world: World) -> Kwargs:
    """Fay's place as a mentee: accepted, without a pair."""
    return {**person(world), "role": "mentee"}


def applicant(world: World) -> Kwargs:
    """Somebody who has applied and waits."""
    applied = make.enrolment(world.cohort, "mentee", state=Enrolment.State.APPLIED)
    return {**cohort(world), "person": applied.person.code, "role": "mentee"}


FILE = "name,email\nIda,ida@orchard.example\n"


def upload(world: World) -> Kwargs:
    """A file that was chosen; what its columns mean was not said yet."""
    kept = keep_file(cohort=world.cohort, upload=Upload(FILE, "utf-8"), filename="people.csv", by=world.mira)
    return {**cohort(world), "number": kept.number}


def upload_with_columns(world: World) -> Kwargs:
    kwargs = upload(world)
    row = PeopleImport.objects.get(number=kwargs["number"])
    choose_columns(upload=row, choices=Choices(("name", "email"), "mentee"))
    return kwargs


def upload_done(world: World) -> Kwargs:
    kwargs = upload_with_columns(world)
    import_people(upload=PeopleImport.objects.get(number=kwargs["number"]), by=world.mira)
    return kwargs


def invitation(world: World) -> Kwargs:
    """An open invitation of somebody who is none of the personas."""
    invited = make.enrolment(world.cohort, "mentee")
    nonce = new_nonce()
    row = Invitation(
        user=invited.person.user,
        enrolment=invited,
        invited_by=world.mira,
        nonce=nonce,
        expires_at=clock.now() + timedelta(days=7),
    )
    row.token_hash = hashed(row.token)
    row.save()
    return {"token": row.token}


def made_up_token(world: World) -> Kwargs:
    return {"token": "made-up"}


def draft(world: World) -> Kwargs:
    """An open draft in which at least one pair was found and somebody is left without one."""
    for number in range(3):
        make.enrolment(world.cohort, "mentee", topics=[f"topic {number}"])
    row = run_matching(cohort=world.cohort, by=world.mira)
    return {**cohort(world), "number": row.number}


def criterion(world: World) -> Kwargs:
    return {**cohort(world), "sort": "must", "key": "language"}


def proposal(world: World) -> Kwargs:
    return {**draft(world), "code": Proposal.objects.earliest("pk").code}


def published_draft(world: World) -> Kwargs:
    """Its ten minutes are not over."""
    where = draft(world)
    publish(draft=Draft.objects.latest("pk"), by=world.mira)
    return where


def leftover(world: World) -> Kwargs:
    return {**draft(world), "place": Leftover.objects.earliest("pk").enrolment.code}


def leftover_and_mentor(world: World) -> Kwargs:
    return {
        **leftover(world),
        "mentor": Enrolment.objects.mentors().filter(cohort=world.cohort).earliest("pk").code,
    }


def own_pair(world: World) -> Kwargs:
    """The mentorship of Ada and Ben."""
    return {"code": world.ada_ben.code}


def _meeting(world: World, starts_in: timedelta) -> Kwargs:
    start = clock.now() + starts_in
    Meeting.objects.create(
        mentorship=world.ada_ben,
        number=1,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        zone="UTC",
        booked_by=world.member(world.ben),
    )
    return {**own_pair(world), "number": 1}


def meeting(world: World) -> Kwargs:
    return _meeting(world, timedelta(days=3))


def past_meeting(world: World) -> Kwargs:
    return _meeting(world, timedelta(days=-3))


def goal(world: World) -> Kwargs:
    Goal.objects.create(
        mentorship=world.ada_ben,
        number=1,
        owner=world.member(world.ben),
        sentence="Lead a team",
        measure="I do",
    )
    return {**own_pair(world), "number": 1}
