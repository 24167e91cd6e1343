"""The rows of the invented pair are those its weeks would leave if they were played with the actions of real pairs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction

from mentorship.dashboards.actions.samples import HOUR, sample_pair
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.actions.mentorships import start_mentorship
from programs.actions.people import add_person
from programs.models import Cohort, Enrolment, Member, Mentorship, News, Part, Program, ReviewSettings
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
from sessions.queries.wall import When
from tests import make

# Drawn for each anew, or of the account alone, which nobody signs in with.
DRAWN = {"id", "code", "uid", "email", "password", "pair_key"}
# What no screen of a participant shows: what is written down for coordinators, sent by mail, signed in with.
UNSEEN = {"AuditEvent", "Occurrence", "Delivery", "EmailAddress"}


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    with clock.at(clock.now() - timedelta(days=days)):
        yield


def play(program: Program) -> None:
    with days_ago(40):
        mentor, mentee = started(program)
        take_suggestion(by=mentee)
    with days_ago(38):
        goal = set_goal(by=mentee, sentence="By summer I lead a small project from start to end.")
        first = add_milestone(by=mentee, goal=goal, title="Talked with my lead about it")
        add_milestone(by=mentee, goal=goal, title="Planned the first month")
    with days_ago(18):
        held = book_meeting(by=mentee, when=in_days(6, program), place="Video call")
        add_topic(by=mentee, meeting=held, title="What a small project could be")
    with days_ago(12):
        set_milestone_reached(by=mentee, milestone=first, reached=True)
    with days_ago(11):
        save_note(by=mentor, meeting=held, text="Start with the newsletter: small, and yours.", version=0)
        record_feedback(
            by=mentor, meeting=held, went_well="You came with a clear question.", try_next="Ask sooner."
        )
    ahead = book_meeting(by=mentee, when=in_days(3, program), place="Video call")
    add_topic(by=mentee, meeting=ahead, title="How to say no kindly")
    add_topic(by=mentor, meeting=ahead, title="What the talk with your lead brought")
    day = in_days(5, program).day
    add_action(by=mentor, owner=mentee, text="Ask for ten minutes with your lead", due_on=day)
    if Part.MESSAGES in program.parts:
        send_message(by=mentor, text="I found the article I spoke of. See you soon.")
    if Part.THANKS in program.parts:
        say_thanks(by=mentor, text="Your openness last time made it easy.")
    if schedule_of(program).asks:
        ask_both(mentorship=mentor.mentorship)
    period = quarter_period(Quarter.of(clock.today(program.zone)))
    open_review(mentor.mentorship, period, ReviewSettings(program=program))


def started(program: Program) -> list[Member]:
    today = clock.today(program.zone)
    days = {"enrol_from": -30, "enrol_until": -2, "starts_on": 0, "ends_on": 180}
    cohort = Cohort.objects.create(
        program=program, name="Sample", **{name: today + timedelta(days=n) for name, n in days.items()}
    )
    places = {}
    for role, name in (("mentor", "Robin Sample"), ("mentee", "Alex Example")):
        facts = {"email": f"{role}@sample.invalid", "time_zone": program.time_zone, "languages": ["en"]}
        person = add_person(organisation=program.organisation, name=name, **facts)
        topics = ["Leading people", "Giving feedback"]
        places[role] = Enrolment.objects.create(
            cohort=cohort, person=person, role=role, state="accepted", topics=topics
        )
    pair: Mentorship = start_mentorship(**places, by=None, announce=False)
    rows = Member.objects.select_related("mentorship__cohort__program", "enrolment__person__user")
    return list(rows.filter(mentorship=pair).order_by("pk"))


def in_days(days: int, program: Program) -> When:
    return When(clock.today(program.zone) + timedelta(days=days), HOUR, 45, program.zone)


def every_row() -> dict[str, list[object]]:
    labels = (
        "accounts",
        "account",
        "notifications",
        "programs",
        "matching",
        "mentoring_sessions",
        "dashboards",
    )
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model.__name__: list(model._base_manager.order_by("pk")) for model in models}


def told(before: dict[str, list[object]], after: dict[str, list[object]]) -> dict[str, list[str]]:
    """What came, by table: each row with its columns, and others of them by table and number."""
    came = {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}
    names = {(type(row), row.pk): f"{name} {n}" for name, rows in came.items() for n, row in enumerate(rows)}
    return {
        name: sorted(words(row, names) for row in rows) for name, rows in came.items() if name not in UNSEEN
    }


def words(row: object, names: dict[object, str]) -> str:
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        found[field.name] = names.get((field.related_model, value), value) if field.is_relation else value
    if isinstance(row, News) and row.kind == "check_in":
        del found["ref"]  # the id of the check-in
    return repr({name: value for name, value in found.items() if name not in DRAWN})


@pytest.mark.parametrize("parts", [Part.values, []])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland"])
def test_rows_are_those_the_actions_leave(world, frozen, parts, zone):
    program = world.program
    Program.objects.filter(pk=program.pk).update(chosen_parts=parts, time_zone=zone)
    program = Program.objects.get(pk=program.pk)
    before = every_row()
    with sample_pair(program):
        made = told(before, every_row())
    with transaction.atomic():
        play(program)
        played = told(before, every_row())
        transaction.set_rollback(True)
    assert made["Meeting"] != []
    assert {name: rows for name, rows in made.items() if rows != played[name]} == {}


def test_pair_costs_a_statement_for_each_table(world, frozen, django_assert_max_num_queries):
    with django_assert_max_num_queries(50), sample_pair(make.program(world.program.organisation)):
        pass
