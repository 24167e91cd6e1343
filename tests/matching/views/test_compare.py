"""Drafts side by side, and how one was worked out."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.publishing import publish
from matching.models import Draft, Publication
from mentorship.lib import clock
from tests.matching.people import fill

OTHER = {"topics": 0, "expertise": 0, "goal_kind": 0, "hours": 0, "seniority": 0, "department": 5}


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


def at(draft: Draft, name: str = "compare") -> str:
    return reverse(f"matching:{name}", args=[draft.cohort.program.code, draft.cohort.code, draft.number])


def three(cohort, mira) -> list[Draft]:
    first = run_matching(cohort=cohort, by=mira)
    second = run_matching(cohort=cohort, by=mira, weights=OTHER, policy="best_total")
    return [first, second, run_matching(cohort=cohort, by=mira)]


def test_compare_shows_three_drafts_and_the_mentees_for_whom_they_differ(cohort, mira, client):
    fill(cohort, 12, 12, easy=True)
    first, second, third = three(cohort, mira)
    text = client.get(at(third)).content.decode()
    for one in (first, second, third):
        assert f'id="continue-{one.number}"' in text
    mentors = [dict(one.proposals.values_list("mentee__person__name", "mentor")) for one in (first, second)]
    differ = {name for name in mentors[0] if mentors[0][name] != mentors[1].get(name)}
    assert f"{len(differ)} mentees have different mentors" in text
    for name in mentors[0]:
        assert (f'<th scope="row">{name}</th>' in text) == (name in differ)


@pytest.mark.parametrize("weights", [None, OTHER])
def test_compare_says_that_fits_by_other_weights_are_on_another_scale(cohort, mira, client, weights):
    fill(cohort, 3, 3, easy=True)
    run_matching(cohort=cohort, by=mira, weights=weights)
    text = client.get(at(run_matching(cohort=cohort, by=mira))).content.decode()
    assert ("on different scales" in text) is (weights is not None)


def test_compare_puts_a_chosen_draft_beside_and_forgets_nonsense(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    three(cohort, mira)
    fourth = run_matching(cohort=cohort, by=mira)
    text = client.get(at(fourth), {"with": ["1", "x", "9" * 30, "99"], "page": "0"}).content.decode()
    assert 'id="continue-1"' in text
    assert 'id="continue-2"' not in text
    assert client.get(at(fourth), {"page": "x"}).status_code == 200


def test_compare_of_the_only_draft_says_how_to_get_another(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    assert "One draft so far" in client.get(at(run_matching(cohort=cohort, by=mira))).content.decode()


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_compare_takes_the_same_statements_for_any_number_of_pairs(
    cohort, mira, client, pairs, django_assert_max_num_queries
):
    fill(cohort, pairs, pairs, easy=True)
    third = three(cohort, mira)[-1]
    with django_assert_max_num_queries(9):
        client.get(at(third))


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_method_takes_the_same_statements_for_any_number_of_pairs(
    cohort, mira, client, pairs, django_assert_num_queries
):
    fill(cohort, pairs, pairs, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    client.get(at(draft, "method"))
    with django_assert_num_queries(7):
        text = client.get(at(draft, "method")).content.decode()
    assert draft.input_hash in text
    assert "The result is proved" in text


def test_method_says_how_far_a_large_run_may_be_from_the_best(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    Draft.objects.update(summary={**draft.summary, "gap": 0.00003})
    assert "Within 0.003 % of the best possible" in client.get(at(draft, "method")).content.decode()


@pytest.mark.parametrize(
    ("policy", "said", "unsaid"),
    [
        (
            "fair_floor",
            ["As many mentees as possible", "The weakest pair is as strong"],
            ["are weak", "best fit down"],
        ),
        ("best_total", ["As many mentees as possible"], ["The weakest pair is as strong", "are weak"]),
        (
            "fewest_poor",
            ["As many mentees as possible", "under 40, then under 60"],
            ["The weakest pair is as strong"],
        ),
        (
            "stable",
            ["from the best fit down", "no two people are left"],
            ["As many mentees", "The sum of all fits is"],
        ),
    ],
)
def test_method_says_what_the_policy_of_the_draft_puts_first(cohort, mira, client, policy, said, unsaid):
    fill(cohort, 3, 3, easy=True)
    text = client.get(at(run_matching(cohort=cohort, by=mira, policy=policy), "method")).content.decode()
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


def test_method_shares_out_the_whole_of_a_fit(cohort, mira, client):
    fill(cohort, 1, 1, easy=True)
    weights = {**dict.fromkeys(OTHER, 0), "topics": 5, "department": 3}
    text = client.get(at(run_matching(cohort=cohort, by=mira, weights=weights), "method")).content.decode()
    assert [
        share for share in ("62.5 % of the fit", "37.5 % of the fit", "0 % of the fit") if share not in text
    ] == []


def test_method_shows_groups_once_the_ten_minutes_are_over(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    rows = [{"group": "north", "people": 37, "least": 26, "most": 30, "fit": "lower"}]
    Publication.objects.update(audit=[{"question": "Where?", "role": "mentee", "rows": rows}])
    held = client.get(at(draft, "method")).content.decode()
    assert "north" not in held
    with clock.at(Publication.objects.get().held_until):
        text = client.get(at(draft, "method")).content.decode()
    assert "26 to 30 of 37 have a pair" in text
    assert "their fits are below everybody’s average" in text
