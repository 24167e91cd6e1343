"""The page that opens to both at once: side by side, next steps, signatures, and one page to print."""

import pytest
from django.urls import reverse

from sessions.actions.reviews import Answers
from sessions.models import NextStep, Review, ReviewSignature
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, revealed, sealed_by

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "review_together") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, SLUG])


def test_both_find_both_sheets_side_by_side_their_own_first(world, sign_in):
    revealed(world.ada_ben, helped="Helped the", own_1="Never shown to the")
    for who, mine, theirs in ((world.ada, "mentor", "mentee"), (world.ben, "mentee", "mentor")):
        answer = sign_in(who).get(url(world))
        (prompt,) = answer.context["page"].prompts
        assert (prompt.mine, prompt.theirs) == (f"Helped the {mine}", f"Helped the {theirs}")
        assert sign_in(who).get(url(world, "review"))["Location"] == url(world)
    assert sign_in(world.mira).get(url(world)).status_code == 404


def test_same_choices_are_named_and_two_steps_apart_are_worth_a_talk(world, sign_in):
    rows.goal(world.ada_ben)
    review = opened(world.ada_ben)
    goal = review.goals.get().pk
    scales = ({"rhythm": 3, "preparation": 5, "balance": 2}, {"rhythm": 3, "preparation": 3, "balance": 3})
    for member, chosen, level in zip(rows.seats(world.ada_ben), scales, (5, 2), strict=True):
        sealed_by(member, review, Answers(scales=chosen, way="on", progress={goal: (level, "")}))
    answer = sign_in(world.ben).get(url(world))
    page = answer.context["page"]
    assert [(one.mine, one.theirs, one.same, one.far) for one in page.choices] == [
        ("just right", "just right", True, False),
        ("about half the time", "every time", False, True),
        ("about evenly", "more Ada", False, False),
        ("Go on as we do", "Go on as we do", True, False),
    ]
    assert (page.goals[0].level.far, page.to_talk_about) == (True, 2)
    text = answer.content.decode()
    assert (text.count("worth a talk</span>"), text.count("you both chose this</span>")) == (2, 2)


def test_steps_are_added_removed_and_signed_by_presses(world, sign_in):
    revealed(world.ada_ben)
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    wrong = ben.post(url(world, "review_steps"), {"text": "Kept", "owner": "nobody", "kind": "action"})
    assert (wrong.status_code, "Kept" in wrong.content.decode()) == (422, True)
    step = {"text": "Coffee with both leads", "owner": "partner", "kind": "action", "form_key": "k" * 24}
    for _press in range(2):
        assert ben.post(url(world, "review_steps"), step)["Location"] == f"{url(world)}#steps"
    (row,) = NextStep.objects.all()
    assert row.owner == world.member(world.ada)
    serial = Review.objects.get().serial
    stale = ada.post(url(world, "review_sign"), {"read": serial - 1})
    assert (stale.status_code, "changed while you had them open" in stale.content.decode()) == (409, True)
    assert ada.post(url(world, "review_sign"), {"read": serial}).status_code == 303
    assert ben.post(url(world, "review_sign"), {"read": serial}).status_code == 303
    assert "among the actions" in ben.get(url(world)).content.decode()
    removal = ben.post(url(world, "review_step_remove"), {"step": row.pk})
    assert removal.status_code == 409
    assert ben.post(url(world, "review_step_make"), {"step": row.pk}).status_code == 403


def test_steps_of_another_pair_are_not_there(world, sign_in):
    revealed(world.ada_ben)
    theirs = revealed(world.cleo_dan)
    step = NextStep.objects.create(review=theirs, owner=world.member(world.dan), text="Not yours")
    for name in ("review_step_remove", "review_step_make"):
        assert sign_in(world.ben).post(url(world, name), {"step": step.pk}).status_code == 404


def test_before_the_reveal_its_presses_lead_back_to_the_sheet(world, sign_in):
    opened(world.ada_ben)
    ben = sign_in(world.ben)
    for name, data in (
        ("review_sign", {"read": 1}),
        ("review_steps", {"text": "x", "owner": "me", "kind": "goal"}),
    ):
        answer = ben.post(url(world, name), data)
        assert (answer.status_code, answer["Location"]) == (303, url(world, "review"))
    assert (ReviewSignature.objects.count(), NextStep.objects.count()) == (0, 0)
    assert "once your answers are open" in ben.get(url(world, "review")).content.decode()


def test_the_record_holds_everything_on_one_page_for_the_two(world, sign_in):
    rows.goal(world.ada_ben, "I lead a team.")
    revealed(world.ada_ben, learned="Learned by the")
    ben = sign_in(world.ben)
    ben.post(url(world, "review_steps"), {"text": "Coffee", "owner": "me", "kind": "action"})
    ben.post(url(world, "review_sign"), {"read": Review.objects.get().serial})
    page = sign_in(world.ada).get(url(world, "review_record")).content.decode()
    for words in (
        "I lead a team.",
        "Learned by the mentor",
        "Learned by the mentee",
        "Coffee",
        "Signed by Ben on 18 November 2026.",
        "Not yet signed by Ada.",
    ):
        assert words in page, words
    assert sign_in(world.mira).get(url(world, "review_record")).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_on_them(world, sign_in, number, django_assert_num_queries):
    for _row in range(number):
        rows.goal(world.ada_ben)
    review = opened(world.ada_ben)
    progress = {goal.pk: (3, "On the way.") for goal in review.goals.all()}
    for member in rows.seats(world.ada_ben):
        sealed_by(member, review, Answers(progress=progress))
    ben = sign_in(world.ben)
    for name in ("review_together", "review_record"):
        with django_assert_num_queries(11):
            assert ben.get(url(world, name)).status_code == 200
