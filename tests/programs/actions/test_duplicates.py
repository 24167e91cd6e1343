"""A program like another: everything about it, nobody in it."""

from datetime import timedelta

from mentorship.lib import clock
from programs.actions.check_in_settings import choose_check_ins
from programs.actions.duplicates import FACTS, duplicate_program
from programs.actions.library import add_item
from programs.actions.program_settings import choose_parts, suggest_terms
from programs.actions.programs import Dates
from programs.actions.questions import add_question, publish_form
from programs.actions.reminder_rules import set_reminder_rules
from programs.actions.review_settings import set_review_settings
from programs.models import (
    AuditEvent,
    CheckInSettings,
    Enrolment,
    LibraryItem,
    Mentorship,
    Program,
    ReminderRule,
    ReviewSettings,
    SafeguardingContact,
)
from programs.models.reminder_rules import USUAL
from programs.queries.questions import live_questions
from tests import make


def dates():
    return Dates("Spring", *(clock.now().date() + timedelta(days=days) for days in (0, 20, 30, 200)))


def test_settings_questions_rules_and_library_come_along_and_people_do_not(world):
    of = {"program": world.program, "by": world.mira}
    choose_parts(**of, parts=["notes"])
    suggest_terms(**of, terms={"why": "Because."})
    set_reminder_rules(**of, times={**USUAL, "goal": 3})
    choose_check_ins(**of, asks=False, weeks=2)
    set_review_settings(**of, prompts=["What surprised you?"], rhythm="cycle", cycle_weeks=8, days=10)
    add_item(**of, title="A talk", text="Worth it.", topics=["talks"])
    add_question(**of, label="Why now?")
    publish_form(**of)
    add_question(**of, label="Only drafted")
    people = Enrolment.objects.count(), Mentorship.objects.count(), SafeguardingContact.objects.count()

    made = duplicate_program(source=world.program, by=world.mira, name="Again", dates=dates())

    world.program.refresh_from_db()
    assert {fact: getattr(made, fact) for fact in FACTS} == {
        fact: getattr(world.program, fact) for fact in FACTS
    }
    assert [one.label for one in live_questions(made)[1]] == ["Why now?"]
    assert ReminderRule.objects.times_of(made) == {**USUAL, "goal": 3}
    check_ins, reviews = CheckInSettings.objects.get(program=made), ReviewSettings.objects.get(program=made)
    assert (check_ins.asks, check_ins.weeks) == (False, 2)
    assert (reviews.rhythm, reviews.cycle_weeks, reviews.days) == ("cycle", 8, 10)
    assert reviews.prompts == ["What surprised you?"]
    assert [one.title for one in LibraryItem.objects.filter(program=made)] == ["A talk"]
    assert [one.name for one in made.cohorts.all()] == ["Spring"]
    assert people == (
        Enrolment.objects.count(),
        Mentorship.objects.count(),
        SafeguardingContact.objects.count(),
    )
    assert [one.user for one in made.staff_roles.all()] == [world.mira]
    assert AuditEvent.objects.latest("pk").verb == "program.duplicated"


def test_program_with_nothing_of_its_own_is_duplicated_too(world):
    plain = make.program(world.orchard)
    made = duplicate_program(source=plain, by=world.mira, name="Again", dates=dates())
    assert live_questions(made) == (0, [])
    assert Program.objects.filter(name="Again").get() == made
