"""Making the demo's world by the same actions the screens use, each at the moment it would have happened."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from mentorship.accounts.models import User
from mentorship.dashboards.actions.figures import publish_month
from mentorship.dashboards.demo_people import DEMO_PEOPLE, PASSWORD
from mentorship.lib import clock
from mentorship.management.demo import asked, pairs
from mentorship.management.demo.chapters.check_ins import WEEKS as CHECK_IN_WEEKS
from mentorship.management.demo.earlier_round import earlier_round
from mentorship.management.demo.enrolling import Answers, everybody
from mentorship.management.demo.invited import ask_a_few
from mentorship.management.demo.open_doors import open_doors
from mentorship.management.demo.story import GOAL_OF
from programs.actions import enrolments
from programs.actions.check_in_settings import choose_check_ins
from programs.actions.people import account_for, add_person, write_profile
from programs.actions.program_settings import add_contact, choose_parts
from programs.actions.programs import Dates, add_cohort, create_program
from programs.actions.reminder_rules import set_reminder_rules
from programs.models import Cohort, Enrolment, Organisation, Part, Person, Program, StaffRole
from programs.models.programs import USUAL_PARTS
from programs.models.reminder_rules import USUAL

ORGANISATION = "Linden Network"
PROGRAM = "Growing together"
PURPOSE = "Two people meet every other week for half a year: one learns, the other has been there before."
ZONE = ZoneInfo("Europe/London")
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
RUNNING_MENTORS, RUNNING_MENTEES = 11, 12
# Parts a visitor should see although they begin turned off, and somebody to tell when something feels wrong.
BESIDES = (Part.DECISIONS, Part.TOLD_ASKED, Part.INTRODUCTIONS, Part.SURVEYS)
# Somebody a program can be handed over to for a holiday: coordinates nothing, so no mail goes there.
COLLEAGUE = ("colleague@demo.example", "Noor Haddad")
CONTACT = ("contact@demo.example", "Judith Avery")
# Two who have mentored for ten weeks offer a place in the next cohort too.
AGAIN = ("Ingrid Solberg", "Samuel Adeyemi")
# The last ones to apply: nobody has answered them yet.
UNDECIDED_MENTORS, UNDECIDED_MENTEES = 3, 2


@dataclass
class World:
    program: Program
    mira: User
    today: date
    running: Cohort
    upcoming: Cohort
    people: dict[str, Person] = field(default_factory=dict)


@transaction.atomic
def build() -> None:
    """Everything, in one transaction: a seed that fails leaves nothing behind."""
    world = _program(clock.today(ZONE))
    mentors, mentees = everybody(GOAL_OF)
    first = [*mentors[:RUNNING_MENTORS], *mentees[:RUNNING_MENTEES]]
    for number, answers in enumerate(first):
        _enrol(world, world.running, answers, applied=world.today - 15 * WEEK + number * DAY)
    second = [*mentors[RUNNING_MENTORS:], *mentees[RUNNING_MENTEES:]]
    undecided = {one.name for one in (*mentors[-UNDECIDED_MENTORS:], *mentees[-UNDECIDED_MENTEES:])}
    for number, answers in enumerate([*(one for one in mentors if one.name in AGAIN), *second]):
        late = answers.name in undecided
        applied = world.today - (2 * DAY if late else 4 * WEEK - number // 4 * DAY)
        _enrol(world, world.upcoming, answers, applied=applied, accepted=not late)
    ask_a_few(world.upcoming, world.mira)
    pairs.tell(places=_places(world.running), by=world.mira, today=world.today)
    open_doors(organisation=world.program.organisation, by=world.mira, today=world.today, contact=CONTACT)
    # Of those who are new this time: whoever signs in keeps the past that their own pages tell.
    earlier_round(
        organisation=world.program.organisation,
        by=world.mira,
        today=world.today,
        contact=CONTACT,
        people=world.people,
        mentors=mentors[RUNNING_MENTORS:],
        mentees=mentees[RUNNING_MENTEES:],
    )
    publish_month()
    _let_sign_in()


def _program(today: date) -> World:
    email, name, _ = DEMO_PEOPLE[0]
    with clock.at(_at(today - 18 * WEEK)):
        organisation = Organisation.objects.create(name=ORGANISATION, time_zone=ZONE.key)
        add_person(organisation=organisation, email=email, name=name, time_zone=ZONE.key)
        mira = account_for(email)
        StaffRole.objects.create(user=mira, organisation=organisation, role=StaffRole.Role.OWNER)
        add_person(organisation=organisation, email=COLLEAGUE[0], name=COLLEAGUE[1], time_zone=ZONE.key)
        StaffRole.objects.create(
            user=account_for(COLLEAGUE[0]), organisation=organisation, role=StaffRole.Role.OWNER
        )
        program = create_program(
            organisation=organisation,
            by=mira,
            dates=_dates(today - 10 * WEEK),
            name=PROGRAM,
            purpose=PURPOSE,
            months=6,
            rhythm_weeks=2,
            time_zone=ZONE.key,
        )
        choose_parts(program=program, by=mira, parts=[*USUAL_PARTS, *BESIDES])
        set_reminder_rules(program=program, by=mira, times={**USUAL, "action": 2})
        add_contact(program=program, email=CONTACT[0], name=CONTACT[1], by=mira)
        asked.ask(program, mira)
    with clock.at(_at(today - 10 * WEEK)):
        choose_check_ins(program=program, by=mira, asks=True, weeks=CHECK_IN_WEEKS)
    with clock.at(_at(today - 5 * WEEK)):
        upcoming = add_cohort(program=program, by=mira, dates=_dates(today + 2 * WEEK))
    return World(program, mira, today, program.cohorts.earliest("pk"), upcoming)


def _dates(starts: date) -> Dates:
    """A cohort that enrols for a month and runs for half a year, called by the season in which it starts."""
    season = ("Winter", "Spring", "Summer", "Autumn")[starts.month % 12 // 3]
    return Dates(
        name=f"{season} {starts.year}",
        enrol_from=starts - 7 * WEEK,
        enrol_until=starts - WEEK,
        starts_on=starts,
        ends_on=starts + 26 * WEEK,
    )


def _enrol(
    world: World, cohort: Cohort, answers: Answers, *, applied: date, accepted: bool = True
) -> Enrolment:
    """They apply by themselves; a coordinator accepts two days later."""
    with clock.at(_at(applied)):
        person = _person(world, answers)
        place = enrolments.apply(cohort=cohort, person=person, role=answers.role, **answers.place)
        asked.answer(place, place.pk)
    if accepted:
        with clock.at(_at(applied + 2 * DAY)):
            enrolments.accept(enrolment=place, by=world.mira, tell=False)
    return place


def _person(world: World, answers: Answers) -> Person:
    if answers.name not in world.people:
        person = add_person(organisation=world.program.organisation, email=answers.email, name=answers.name)
        world.people[answers.name] = write_profile(person=person, **answers.person)
    return world.people[answers.name]


def _places(cohort: Cohort) -> dict[str, Enrolment]:
    rows = cohort.enrolments.select_related("person__user", "cohort__program__organisation")
    return {place.person.name: place for place in rows}


def _let_sign_in() -> None:
    """The three of the sign-in page: a password everybody knows, an address that counts as confirmed."""
    known: dict[str, Any] = {"password": make_password(PASSWORD)}
    emails = [email for email, _, _ in DEMO_PEOPLE]
    User.objects.filter(email__in=emails).update(**known)
    EmailAddress.objects.filter(email__in=emails).update(verified=True)


def _at(day: date) -> datetime:
    return clock.wall_time(day, time(10, 0), ZONE)
