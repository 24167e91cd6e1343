"""Kind lines, and when somebody is asked whom to thank."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.mentorships import end_mentorship
from programs.models import News, Part
from sessions.actions.milestones import set_milestone_reached
from sessions.actions.thanks import offer_thanks, say_thanks
from sessions.models import Thanks
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def open_prompts() -> int:
    return News.objects.open().filter(kind="thanks_prompt").count()


def test_thanks_stand_on_the_others_today_and_answer_the_prompt(world):
    ada, ben = rows.seats(world.ada_ben)
    offer_thanks(by=ben)
    assert open_prompts() == 1
    said = say_thanks(by=ben, text="Your question stayed with me.", counted=True)
    assert (said.counted, open_prompts()) == (True, 0)
    told = News.objects.get(kind="thanks_received")
    assert (told.reader_id, told.by_id) == (ada.pk, ben.pk)


def test_thanks_are_not_said_once_it_has_ended(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        say_thanks(by=rows.seats(world.ada_ben)[1], text="Too late")
    assert not Thanks.objects.exists()


def test_milestone_reached_asks_its_owner_once_in_thirty_days_and_for_a_week(world):
    ben = rows.seats(world.ada_ben)[1]
    steps = [rows.milestone(rows.goal(world.ada_ben), f"Step {n}") for n in range(3)]
    set_milestone_reached(by=ben, milestone=steps[0], reached=True)
    asked = News.objects.get(kind="thanks_prompt")
    assert (asked.reader_id, asked.until) == (ben.pk, clock.now() + timedelta(days=7))
    set_milestone_reached(by=ben, milestone=steps[0], reached=False)
    with clock.at(clock.now() + timedelta(days=29)):
        set_milestone_reached(by=ben, milestone=steps[1], reached=True)
    assert News.objects.filter(kind="thanks_prompt").count() == 1
    say_thanks(by=ben, text="Thank you.")
    with clock.at(clock.now() + timedelta(days=31)):
        set_milestone_reached(by=ben, milestone=steps[2], reached=True)
    assert News.objects.filter(kind="thanks_prompt").count() == 2


def test_nobody_is_asked_where_the_program_uses_no_thanks(world):
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    offer_thanks(by=rows.seats(world.ada_ben)[1])
    assert not News.objects.exists()
