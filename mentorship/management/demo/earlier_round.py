"""A third program whose round is over: rules of its own in several versions, two people kept apart, and a question that
is asked only to count afterwards whether matching was fair. Its rules, versions and audit have something to show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from matching.actions.drafts import run_matching
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.publishing import publish
from matching.actions.rules import begin_from, put_criterion, save_rules
from matching.engine import Criterion
from matching.models import PairRule
from matching.queries.criteria import rules_of
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo.enrolling import Answers
from programs.actions import enrolments
from programs.actions.answers import record_answers
from programs.actions.mentorships import end_mentorship
from programs.actions.program_settings import add_contact
from programs.actions.programs import Dates, create_program
from programs.actions.questions import add_question, publish_form
from programs.models import Cohort, Enrolment, Mentorship, Organisation, Person, Program

NAME, COHORT = "First hundred days", "Last spring"
PURPOSE = "Somebody new in a task meets somebody who knows the house, for a hundred days."
QUESTION = "Where do you mostly work?"
PLACES = ("At a desk in the house", "From home")
DAY = timedelta(days=1)
# Two for seventeen mentors are 34 places: with 48 mentees both answers have people with and without a pair, and are
# large enough to be counted.
MENTORS, EACH = 17, 2


def earlier_round(
    *,
    organisation: Organisation,
    by: User,
    today: date,
    contact: tuple[str, str],
    people: Mapping[str, Person],
    mentors: Sequence[Answers],
    mentees: Sequence[Answers],
) -> None:
    with clock.at(clock.now() - 290 * DAY):
        cohort = _program(organisation, by, today, contact)
        places = [
            _place(cohort, people[one.name], one, by, number)
            for number, one in enumerate([*mentors[:MENTORS], *mentees])
        ]
    with clock.at(clock.now() - 270 * DAY):
        _rules(cohort, by, places)
        publish(draft=run_matching(cohort=cohort, by=by), by=by)
    with clock.at(clock.now() - 160 * DAY):
        for one in Mentorship.objects.active().filter(cohort=cohort).order_by("pk"):
            end_mentorship(mentorship=one, by=by, tell=False)


def _program(organisation: Organisation, by: User, today: date, contact: tuple[str, str]) -> Cohort:
    dates = Dates(
        name=COHORT,
        enrol_from=today - 300 * DAY,
        enrol_until=today - 275 * DAY,
        starts_on=today - 268 * DAY,
        ends_on=today - 165 * DAY,
    )
    program = create_program(
        organisation=organisation,
        by=by,
        dates=dates,
        name=NAME,
        purpose=PURPOSE,
        kind=Program.Kind.ONBOARDING,
        months=3,
        rhythm_weeks=2,
        time_zone=organisation.time_zone,
    )
    add_contact(program=program, email=contact[0], name=contact[1], by=by)
    facts = {"kind": "choice", "options": list(PLACES), "matching": "audit"}
    add_question(by=by, program=program, label=QUESTION, **facts)
    publish_form(by=by, program=program)
    return program.cohorts.get()


def _place(cohort: Cohort, person: Person, answers: Answers, by: User, number: int) -> Enrolment:
    facts = answers.place | ({"capacity": EACH} if answers.role == "mentor" else {})
    place = enrolments.apply(cohort=cohort, person=person, role=answers.role, **facts)
    (question,) = cohort.program.form_versions.latest("number").questions.all()
    record_answers(enrolment=place, answers={question.code: PLACES[number % len(PLACES)]})
    enrolments.accept(enrolment=place, by=by, tell=False)
    place.refresh_from_db()
    return place


def _rules(cohort: Cohort, by: User, places: Sequence[Enrolment]) -> None:
    """What suits the kind of program, then other weights, then a must: three versions."""
    begin_from(cohort=cohort, kind=Program.Kind.ONBOARDING, by=by)
    heavier = tuple(replace(one, weight=5) if one.key == "topics" else one for one in rules_of(cohort))
    save_rules(cohort=cohort, rules=heavier, by=by)
    senior = Criterion("knows-the-house", "more", "seniority", "seniority", hard=True, n=1)
    put_criterion(cohort=cohort, one=senior, by=by)
    apart = Wanted(
        places[0].person, places[-1].person, "They shared an office for years; both asked for air."
    )
    add_pair_rules(program=cohort.program, kind=PairRule.Kind.APART, wanted=[apart], by=by)
