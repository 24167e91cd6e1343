"""An invented pair in a real program, made by the same actions as any other, that never outlives its `with`.

Everything happens in a transaction that is always rolled back: nobody else sees a row of it, no mail leaves (bells ring
after a commit, and there is none), no figure counts it. So the participant screens can be shown as they really are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.dashboards.queries.samples import Sample
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.actions.mentorships import start_mentorship
from programs.actions.people import add_person
from programs.models import Cohort, Enrolment, Member, Mentorship, Part, Person, Program, ReviewSettings
from programs.models.enrolments import Role
from programs.queries.check_in_settings import schedule_of
from programs.queries.review_periods import quarter_period
from sessions.actions.action_items import add_action
from sessions.actions.agenda import add_topic
from sessions.actions.agreements import take_suggestion
from sessions.actions.check_ins import ask_both
from sessions.actions.feedback import record_feedback
from sessions.actions.goals import set_goal
from sessions.actions.meetings import book_meeting
from sessions.actions.messages import send_message
from sessions.actions.milestones import add_milestone, set_milestone_reached
from sessions.actions.notes import save_note
from sessions.actions.reviews_opening import open_review
from sessions.actions.thanks import say_thanks
from sessions.models import Meeting
from sessions.queries.wall import When

STARTED, MET, AHEAD = 40, 12, 3  # days before and after today
HOUR = time(15, 0)


@contextmanager
def sample_pair(program: Program, by: User) -> Iterator[Sample]:
    with transaction.atomic():
        try:
            yield _made(program, by)
        finally:
            transaction.set_rollback(True)


def _made(program: Program, by: User) -> Sample:
    now = clock.now()
    with clock.at(now - timedelta(days=STARTED)):
        pair = _pair(program, by)
        mentor, mentee = _seats(pair)
        take_suggestion(by=mentee)
    goal = _goal(mentee)
    held = _held(mentor, mentee, program)
    ahead = book_meeting(by=mentee, when=_when(AHEAD, program), place=_("Video call"))
    add_topic(by=mentee, meeting=ahead, title=_("How to say no kindly"))
    add_topic(by=mentor, meeting=ahead, title=_("What the talk with your lead brought"))
    add_action(by=mentor, owner=mentee, text=_("Ask for ten minutes with your lead"), due_on=_day(5, program))
    if Part.MESSAGES in program.parts:
        send_message(by=mentor, text=_("I found the article I spoke of. See you soon."))
    if Part.THANKS in program.parts:
        say_thanks(by=mentor, text=_("Your openness last time made it easy."))
    if schedule_of(program).asks:
        ask_both(mentorship=pair)
    period = _review(pair)
    users = {one.role: one.enrolment.person.user for one in (mentor, mentee)}
    known = {role: user for role, user in users.items() if user is not None}
    return Sample(pair.code, known, held.number, ahead.number, goal, period)


def _pair(program: Program, by: User) -> Mentorship:
    today = clock.today(program.zone)
    cohort = Cohort.objects.create(
        program=program,
        name=_("Sample"),
        enrol_from=today - timedelta(days=30),
        enrol_until=today - timedelta(days=2),
        starts_on=today,
        ends_on=today + timedelta(days=180),
    )
    names = {Role.MENTOR: _("Robin Sample"), Role.MENTEE: _("Alex Example")}
    places = {role: _place(cohort, role, name) for role, name in names.items()}
    return start_mentorship(mentor=places[Role.MENTOR], mentee=places[Role.MENTEE], by=by, announce=False)


def _place(cohort: Cohort, role: Role, name: str) -> Enrolment:
    """An address no mail could reach."""
    program = cohort.program
    person: Person = add_person(
        organisation=program.organisation,
        name=name,
        email=f"{role.value}-{cohort.code}@sample.invalid",
        time_zone=program.time_zone,
        languages=["en"],
    )
    words = {"topics": [_("Leading people"), _("Giving feedback")]}
    state = Enrolment.State.ACCEPTED
    return Enrolment.objects.create(cohort=cohort, person=person, role=role, state=state, **words)


def _seats(pair: Mentorship) -> tuple[Member, Member]:
    rows = Member.objects.select_related("mentorship__cohort__program", "enrolment__person__user")
    found = {member.role: member for member in rows.filter(mentorship=pair)}
    return found[Role.MENTOR], found[Role.MENTEE]


def _goal(mentee: Member) -> int:
    with clock.at(clock.now() - timedelta(days=STARTED - 2)):
        goal = set_goal(by=mentee, sentence=_("By summer I lead a small project from start to end."))
        first = add_milestone(by=mentee, goal=goal, title=_("Talked with my lead about it"))
        add_milestone(by=mentee, goal=goal, title=_("Planned the first month"))
    with clock.at(clock.now() - timedelta(days=MET)):
        set_milestone_reached(by=mentee, milestone=first, reached=True)
    return goal.number


def _held(mentor: Member, mentee: Member, program: Program) -> Meeting:
    with clock.at(clock.now() - timedelta(days=MET + 6)):
        held = book_meeting(by=mentee, when=_when(6, program), place=_("Video call"))
        add_topic(by=mentee, meeting=held, title=_("What a small project could be"))
    with clock.at(clock.now() - timedelta(days=MET - 1)):
        save_note(by=mentor, meeting=held, text=_("Start with the newsletter: small, and yours."), version=0)
        record_feedback(
            by=mentor, meeting=held, went_well=_("You came with a clear question."), try_next=_("Ask sooner.")
        )
    return held


def _when(days: int, program: Program) -> When:
    return When(_day(days, program), HOUR, 45, program.zone)


def _day(days: int, program: Program) -> date:
    return clock.today(program.zone) + timedelta(days=days)


def _review(pair: Mentorship) -> str:
    period = quarter_period(Quarter.of(clock.today(pair.cohort.program.zone)))
    review = open_review(pair, period, ReviewSettings(program=pair.cohort.program))
    return review.period if review else ""
