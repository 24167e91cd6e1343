"""The named people of access and journey tests. Ada mentors Ben; Cleo mentors Dan in the same cohort."""

from dataclasses import dataclass
from typing import Any

from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Member, Mentorship, Organisation, Part, Person, Program
from tests import make


@dataclass
class World:
    orchard: Organisation
    program: Program
    cohort: Cohort
    ada: Person  # mentor of Ben
    ben: Person  # mentee of Ada
    cleo: Person  # mentor of Dan
    dan: Person  # mentee of Cleo
    fay: Person  # accepted mentee without a pair
    mira: User  # coordinator of the program
    otto: User  # owner of the organisation, coordinates nothing
    nora: User  # coordinator of another program of the same organisation
    eve: Person  # mentor in another organisation
    zed: User  # coordinator in another organisation
    sam: User  # safeguarding contact of the program, and nothing else
    ada_ben: Mentorship
    cleo_dan: Mentorship
    extra: dict[str, Any]

    def member(self, who: Person) -> Member:
        return Member.objects.get(enrolment__person=who)

    def enrolment(self, who: Person) -> Enrolment:
        return Enrolment.objects.get(person=who, cohort=self.cohort)


def build_world() -> World:
    orchard = make.organisation("Orchard")
    # Surveys are asked by the clock of everybody who begins: whoever tests them turns them on.
    parts = [part for part in Part.values if part != Part.SURVEYS]
    program = make.program(orchard, name="Growing together", chosen_parts=parts)
    cohort = make.cohort(program, name="Autumn")
    mira, otto = (
        make.coordinator(program, "mira@orchard.example"),
        make.owner(orchard, "otto@orchard.example"),
    )
    nora = make.coordinator(make.program(orchard, name="Another program"), "nora@orchard.example")
    people = {
        name: make.person(orchard, name.title(), email=f"{name}@orchard.example")
        for name in ("ada", "ben", "cleo", "dan", "fay")
    }
    roles = {"ada": "mentor", "ben": "mentee", "cleo": "mentor", "dan": "mentee", "fay": "mentee"}
    places = {
        name: make.enrolment(cohort, role, people[name], capacity=2 if role == "mentor" else 1)
        for name, role in roles.items()
    }
    sam = make.safeguarding_contact(program, "sam@orchard.example")
    elsewhere = make.organisation("Elsewhere")
    other_program = make.program(elsewhere, name="Not yours")
    zed = make.coordinator(other_program, "zed@elsewhere.example")
    eve = make.person(elsewhere, "Eve", email="eve@elsewhere.example")
    make.enrolment(make.cohort(other_program), "mentor", eve)
    return World(
        orchard=orchard,
        program=program,
        cohort=cohort,
        **people,
        mira=mira,
        otto=otto,
        nora=nora,
        eve=eve,
        zed=zed,
        sam=sam,
        ada_ben=make.mentorship(cohort, mira, places["ada"], places["ben"]),
        cleo_dan=make.mentorship(cohort, mira, places["cleo"], places["dan"]),
        extra={},
    )
