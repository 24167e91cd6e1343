"""Only what differs from the usual is kept, and a change is written down once."""

from programs.actions.reminder_rules import set_reminder_rules
from programs.models import AuditEvent, ReminderRule
from programs.models.reminder_rules import TIMES, USUAL, Pace


def kept(world) -> dict[str, int]:
    return dict(ReminderRule.objects.filter(program=world.program).values_list("kind", "times"))


def changes(world) -> int:
    return AuditEvent.objects.filter(actor=world.mira, verb="program.reminders_changed").count()


def test_rows_are_only_what_differs_from_the_usual(world):
    set_reminder_rules(program=world.program, by=world.mira, times={**USUAL, "goal": 0, "action": 3})
    assert kept(world) == {"goal": 0, "action": 3}
    assert ReminderRule.objects.times_of(world.program) == {**USUAL, "goal": 0, "action": 3}
    set_reminder_rules(program=world.program, by=world.mira, times=USUAL)
    assert kept(world) == {}
    assert changes(world) == 2


def test_the_same_rules_again_write_nothing(world):
    set_reminder_rules(program=world.program, by=world.mira, times=USUAL)
    assert (kept(world), changes(world)) == ({}, 0)
    set_reminder_rules(program=world.program, by=world.mira, times=TIMES[Pace.FEW])
    before = set(ReminderRule.objects.values_list("pk", flat=True))
    set_reminder_rules(program=world.program, by=world.mira, times=TIMES[Pace.FEW])
    assert set(ReminderRule.objects.values_list("pk", flat=True)) == before
    assert changes(world) == 1


def test_another_program_keeps_its_own(world):
    other = world.orchard.programs.exclude(pk=world.program.pk).get()
    ReminderRule.objects.create(program=other, kind="goal", times=3)
    set_reminder_rules(program=world.program, by=world.mira, times=TIMES[Pace.FEW])
    set_reminder_rules(program=world.program, by=world.mira, times=USUAL)
    assert ReminderRule.objects.times_of(other) == {**USUAL, "goal": 3}
