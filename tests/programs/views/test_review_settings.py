"""A program says when its pairs look back, and what it asks besides."""

import pytest
from django.urls import reverse

from programs.models import ReviewSettings
from tests.sessions.reviews import opened


def at(world) -> str:
    return reverse("programs:program_reviews", args=[world.program.code])


TYPED = {"rhythm": "cycle", "cycle_weeks": "8", "days": "21", "prompt_1": "What  next?", "prompt_3": "Why?"}


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_settings_are_saved_with_the_questions_in_a_row(world, sign_in, headers, status):
    client = sign_in(world.mira)
    assert at(world).endswith("/settings/reviews/")
    assert client.get(at(world)).context["form"].initial["rhythm"] == "quarters"
    assert client.post(at(world), TYPED, headers=headers).status_code == status
    kept = ReviewSettings.objects.get()
    assert (kept.rhythm, kept.cycle_weeks, kept.days, kept.prompts) == (
        "cycle",
        8,
        21,
        ["What next?", "Why?"],
    )
    assert "What next?" in client.get(at(world)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("days", "6"), ("days", "29"), ("cycle_weeks", "5"), ("rhythm", "monthly")]
)
def test_what_no_program_could_want_is_explained_and_kept(world, sign_in, field, value):
    refused = sign_in(world.mira).post(at(world), {**TYPED, field: value})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert "What  next?" in refused.content.decode()
    assert ReviewSettings.objects.count() == 0


def test_a_change_never_alters_a_review_that_is_open(world, sign_in, frozen):
    review = opened(world.ada_ben, ReviewSettings(program=world.program, prompts=["Before?"]))
    before = (review.deadline, review.prompts)
    sign_in(world.mira).post(at(world), TYPED)
    review.refresh_from_db()
    assert (review.deadline, review.prompts) == before


def test_page_takes_few_statements(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.mira)
    with django_assert_max_num_queries(12):
        client.get(at(world))
