"""What becomes of feedback, on its pages: with and without a script."""

import pytest
from django.urls import reverse

from sessions.models import ActionItem, FeedbackReply, Takeaway
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "feedback_all", *numbers: int) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, *numbers])


@pytest.fixture
def given(world):
    """Ada's feedback for Ben."""
    return rows.feedback(rows.meeting(world.ada_ben, days=-1), rows.seats(world.ada_ben)[0])


@pytest.mark.parametrize("name", ["feedback_example", "feedback_read"])
def test_one_press_answers_with_the_feedback_or_its_page(world, sign_in, given, name):
    ben = sign_in(world.ben)
    plain = ben.post(url(world, name), {"feedback": given.pk})
    assert (plain.status_code, plain["Location"]) == (
        303,
        f"{url(world, 'feedback', 1)}#feedback-{given.pk}",
    )
    headers = {"HX-Request": "true", "HX-Target": f"feedback-{given.pk}"}
    part = ben.post(url(world, name), {"feedback": given.pk}, headers=headers)
    assert part.content.decode().lstrip().startswith(f'<article class="card stack" id="feedback-{given.pk}"')
    assert 'id="announce" hx-swap-oob' in part.content.decode()
    assert sign_in(world.ada).post(url(world, name), {"feedback": given.pk}).status_code == 403


def test_a_reply_is_one_row_however_often_it_is_sent(world, sign_in, given):
    typed = {"feedback": given.pk, "text": "When he said no.", "form_key": "r" * 24}
    ada = sign_in(world.ada)
    assert [ada.post(url(world, "feedback_reply"), typed).status_code for _ in range(2)] == [303, 303]
    assert FeedbackReply.objects.count() == 1
    assert "When he said no." in sign_in(world.ben).get(url(world, "feedback", 1)).content.decode()


@pytest.mark.parametrize("hx", [False, True])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("feedback_reply", {"text": " "}),
        ("feedback_take", {"text": ""}),
        ("feedback_take", {"text": "Wait", "due_on": "2026-11-01", "keep": "action"}),
        ("feedback_take", {"text": "Wait", "due_on": "soon"}),
    ],
)
def test_what_cannot_be_kept_is_422_with_the_text(world, sign_in, given, name, typed, hx):
    headers = {"HX-Request": "true", "HX-Target": f"feedback-{given.pk}"} if hx else {}
    answer = sign_in(world.ben).post(url(world, name), {"feedback": given.pk, **typed}, headers=headers)
    assert answer.status_code == 422
    assert typed["text"].strip() in answer.content.decode()
    assert (FeedbackReply.objects.count(), Takeaway.objects.count()) == (0, 0)


def test_taken_as_an_action_it_stands_on_the_list_and_a_second_time_is_409(world, sign_in, given):
    ben = sign_in(world.ben)
    typed = {"feedback": given.pk, "text": "Wait longer", "keep": "action"}
    assert ben.post(url(world, "feedback_take"), typed).status_code == 303
    assert ActionItem.objects.get().text == "Wait longer"
    assert "Wait longer" in ben.get(reverse("sessions:my_actions")).content.decode()
    assert ben.post(url(world, "feedback_take"), typed).status_code == 409
    assert "Wait longer" in sign_in(world.ada).get(url(world)).content.decode()


def test_feedback_of_another_pair_is_not_there(world, sign_in):
    theirs = rows.feedback(rows.meeting(world.cleo_dan, days=-1), rows.seats(world.cleo_dan)[0])
    for name in ("feedback_example", "feedback_read", "feedback_reply", "feedback_take"):
        assert sign_in(world.ben).post(url(world, name), {"feedback": theirs.pk}).status_code == 404


def test_strengths_and_gaps_so_far_and_what_was_made_of_them(world, sign_in, given):
    given.points.create(kind="gap", text="Your wish stays unsaid", strategy="One sentence first", position=0)
    Takeaway.objects.create(feedback=given, author=rows.seats(world.ada_ben)[1], text="Say it")
    ben = sign_in(world.ben).get(url(world)).content.decode()
    assert "Your strengths and gaps so far" in ben
    assert "One sentence first" in ben
    assert "took something from 1" in ben
    assert "Ben’s strengths and gaps so far" in sign_in(world.ada).get(url(world)).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    ada = rows.seats(world.ada_ben)[0]
    for number in range(count):
        row = rows.feedback(rows.meeting(world.ada_ben, days=-1 - number), ada)
        row.points.create(kind="gap", text="x", position=0)
        row.replies.create(author=ada, text="x")
        Takeaway.objects.create(feedback=row, author=ada, text="x")
    ben = sign_in(world.ben)
    ben.get(url(world))
    with django_assert_num_queries(9):
        ben.get(url(world))
    with django_assert_num_queries(12):
        ben.get(url(world, "feedback", 1))
