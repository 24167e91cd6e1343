"""Three next steps, two signatures, then actions and goals."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import News
from sessions.actions import review_steps as actions
from sessions.actions.goals import set_goal_state
from sessions.actions.review_steps import Step
from sessions.models import ActionItem, Goal, NextStep, Review
from tests import make
from tests.sessions import rows
from tests.sessions.reviews import opened, revealed, waiting_for

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def both(world):
    world.extra["review"] = revealed(world.ada_ben)
    world.extra["seats"] = rows.seats(world.ada_ben)
    return world


def sign(world, *roles: int) -> Review:
    review = world.extra["review"]
    for role in roles:
        review.refresh_from_db()
        actions.sign_review(by=world.extra["seats"][role], review=review, read=review.serial)
    review.refresh_from_db()
    return review


def test_before_both_have_sealed_there_is_nothing_to_sign_or_to_plan(world):
    ada, _ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    with pytest.raises(Conflict, match="once your answers are open"):
        actions.add_step(by=ada, review=review, step=Step(ada, "Too early"))
    with pytest.raises(Conflict, match="once your answers are open"):
        actions.sign_review(by=ada, review=review, read=1)


def test_a_fourth_step_is_too_many_and_a_day_that_has_passed_no_date(both):
    ada, ben = both.extra["seats"]
    review = both.extra["review"]
    with pytest.raises(Refusal, match="still ahead"):
        actions.add_step(by=ada, review=review, step=Step(ada, "Late", due_on=make.some_day()))
    for number in range(3):
        actions.add_step(by=ada, review=review, step=Step(ben, f"Step {number}"))
    with pytest.raises(Conflict, match="Three next steps are plenty"):
        actions.add_step(by=ben, review=review, step=Step(ben, "A fourth"))
    assert NextStep.objects.count() == 3


def test_with_the_second_signature_steps_become_an_action_and_a_goal_of_their_owners(both):
    ada, ben = both.extra["seats"]
    day = make.some_day(30)
    review = both.extra["review"]
    actions.add_step(by=ada, review=review, step=Step(ada, "Introduce Ben", due_on=day))
    actions.add_step(by=ada, review=review, step=Step(ben, "I lead a review.", "goal", day))
    sign(both, 0)
    assert (ActionItem.objects.count(), Goal.objects.count()) == (0, 0)
    assert (waiting_for(ada), waiting_for(ben)) == ([], ["review_to_sign"])
    signed = sign(both, 1)
    action, goal = ActionItem.objects.get(), Goal.objects.get()
    assert (action.owner, action.text, action.due_on) == (ada, "Introduce Ben", day)
    assert (goal.owner, goal.sentence, goal.until) == (ben, "I lead a review.", day)
    assert signed.signed_at == clock.now()
    assert waiting_for(ada) == waiting_for(ben) == []
    assert News.objects.filter(kind="review_signed", reader=ada).count() == 1
    sign(both, 0, 1)
    assert (ActionItem.objects.count(), Goal.objects.count()) == (1, 1)


def test_a_signature_stands_under_what_was_read(both):
    ada, ben = both.extra["seats"]
    review = both.extra["review"]
    read = review.serial
    step = actions.add_step(by=ada, review=review, step=Step(ada, "Added meanwhile"))
    with pytest.raises(Conflict, match="changed while you had them open"):
        actions.sign_review(by=ben, review=review, read=read)
    sign(both, 1)
    actions.remove_step(by=ada, review=review, step=step)
    assert waiting_for(ben) == ["review_to_sign"]
    assert not actions.is_signed(sign(both, 0), both.ada_ben)
    review.refresh_from_db()
    assert review.version == 1


def test_a_change_after_both_signed_is_a_new_version_that_both_sign_again(both):
    ada, ben = both.extra["seats"]
    signed = sign(both, 0, 1)
    assert (signed.version, actions.is_signed(signed, both.ada_ben)) == (1, True)
    actions.add_step(by=ben, review=signed, step=Step(ben, "One more"))
    assert (signed.version, actions.is_signed(signed, both.ada_ben)) == (2, False)
    assert waiting_for(ada) == ["review_to_sign"]
    assert signed.signed_at is not None
    assert actions.is_signed(sign(both, 0, 1), both.ada_ben)
    assert ActionItem.objects.get().text == "One more"


def test_what_has_become_an_action_is_changed_there(both):
    ada, _ben = both.extra["seats"]
    step = actions.add_step(by=ada, review=both.extra["review"], step=Step(ada, "Done soon"))
    review = sign(both, 0, 1)
    with pytest.raises(Conflict, match="change it there"):
        actions.remove_step(by=ada, review=review, step=step)


def test_a_signature_waits_for_no_goal_and_its_owner_makes_it_real_later(both):
    """Three goals in focus are plenty: the step stays one until there is room."""
    ada, ben = both.extra["seats"]
    goals = [rows.goal(both.ada_ben) for _place in range(3)]
    step = actions.add_step(by=ada, review=both.extra["review"], step=Step(ben, "A fourth goal", "goal"))
    review = sign(both, 0, 1)
    assert (review.signed_at, Goal.objects.count()) == (clock.now(), 3)
    with pytest.raises(PermissionDenied, match="this step belongs to"):
        actions.make_step(by=ada, review=review, step=step)
    with pytest.raises(Conflict, match="Three goals"):
        actions.make_step(by=ben, review=review, step=step)
    set_goal_state(by=ben, goal=goals[0], state="reached")
    made = actions.make_step(by=ben, review=review, step=step)
    assert made.goal is not None
    assert made.goal.sentence == "A fourth goal"


def test_a_day_that_passed_before_the_second_signature_is_left_out(both):
    ada, _ben = both.extra["seats"]
    actions.add_step(by=ada, review=both.extra["review"], step=Step(ada, "Soon", due_on=make.some_day(1)))
    sign(both, 0)
    with clock.at(clock.now() + timedelta(days=9)):
        sign(both, 1)
    assert ActionItem.objects.get().due_on is None
