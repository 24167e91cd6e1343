"""Trying weights: nothing is saved, the pairs of the page are marked, and a press makes a new draft."""

import re

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.proposals import set_lock
from matching.actions.publishing import publish
from matching.engine import DEFAULT_WEIGHTS
from matching.models import Draft, PairRule, Wish
from matching.queries import stepping
from programs.models import Enrolment, Veto
from tests.matching.people import fill

OTHER = {**dict.fromkeys(DEFAULT_WEIGHTS, 0), "department": 5}


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


def at(draft: Draft) -> str:
    return reverse("matching:preview", args=[draft.cohort.program.code, draft.cohort.code, draft.number])


def asked(weights: dict[str, int], *, protect: bool = True, **more: str) -> dict[str, str]:
    numbers = {f"w-{name}": str(weight) for name, weight in weights.items()}
    return {**numbers, **({"protect": "on"} if protect else {}), **more}


def in_place(client, draft, data):
    return client.get(at(draft), data, headers={"HX-Request": "true", "HX-Target": "preview"})


def told(draft: Draft, weights: dict[str, int], policy: str) -> Draft:
    """What a draft of these weights really is; taken out again."""
    made = run_matching(cohort=draft.cohort, by=None, weights=weights, policy=policy, before=draft)
    pairs = set(made.proposals.values_list("mentee__code", "mentor__code"))
    made.pairs, made.fits = pairs, list(made.proposals.values_list("score", flat=True))
    Draft.objects.filter(pk=made.pk).delete()
    return made


def test_preview_of_other_weights_says_what_a_draft_of_them_would_be_and_saves_nothing(cohort, mira, client):
    fill(cohort, 12, 12, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    real = told(draft, OTHER, "best_total")
    own = {(one.mentee.code, one.mentor.code): one.code for one in draft.proposals.all()}
    rows = ",".join(own.values())
    answer = in_place(client, draft, asked(OTHER, protect=False, rows=rows))
    text = answer.content.decode()
    assert answer.status_code == 200
    stays = set(own) & real.pairs
    for pair, code in own.items():
        assert (f'<span id="then-{code}" class="then" hx-swap-oob="true"></span>' in text) == (pair in stays)
    assert f"{12 - len(stays)} mentee" in text
    assert f"→ {sum(real.fits) // 1200}</dd>" in text
    assert f"→ {min(real.fits) // 100}</dd>" in text
    assert Draft.objects.count() == 1


def test_preview_of_the_same_weights_changes_nothing(cohort, mira, client):
    fill(cohort, 8, 8, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert "No pair would change." in in_place(client, draft, asked(draft.weights)).content.decode()


@pytest.mark.parametrize("policy", Draft.Policy.values)
def test_a_slider_left_as_it_is_keeps_the_policy_of_the_draft(cohort, mira, client, policy):
    fill(cohort, 14, 14)
    draft = run_matching(cohort=cohort, by=mira, policy=policy)
    untouched = asked(draft.weights, protect=policy == "fair_floor")
    assert "No pair would change." in in_place(client, draft, untouched).content.decode()
    client.post(at(draft), untouched)
    assert Draft.objects.get(number=2).policy == policy


@pytest.mark.parametrize("policy", ["stable", "fewest_poor"])
def test_the_switch_protects_the_weakest_pair_whatever_the_draft_was_made_by(cohort, mira, client, policy):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira, policy=policy)
    client.post(at(draft), asked(draft.weights, protect=True))
    assert Draft.objects.get(number=2).policy == "fair_floor"


def test_pairs_that_are_published_already_are_in_neither_number(cohort, mira, client):
    fill(cohort, 8, 8, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    ahead = [one.pk for one in draft.proposals.order_by("-score")[:3]]
    draft.proposals.exclude(pk__in=ahead).update(score=3000)  # not strong
    publish(draft=draft, by=mira, strong=True)
    assert draft.proposals.exclude(publication=None).count() == 3
    text = in_place(client, draft, asked(draft.weights)).content.decode()
    assert "No pair would change." in text
    assert "<dd>5 → 5</dd>" in text


def test_fits_are_counted_by_the_weights_tried_on_both_sides_so_a_pair_that_stays_changes_nothing(
    cohort, mira, client
):
    fill(cohort, 1, 1, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    for weights, anew in ((draft.weights, False), (OTHER, True)):
        text = in_place(client, draft, asked(weights)).content.decode()
        assert "No pair would change." in text
        assert len(set(re.findall(r"<dd>(\d+) → (\d+)</dd>", text))) == 2
        assert all(now == then for now, then in re.findall(r"<dd>(\d+) → (\d+)</dd>", text))
        assert ("Fits are counted by these weights" in text) is anew


def test_preview_keeps_locked_pairs(cohort, mira, client):
    fill(cohort, 8, 8, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    for one in draft.proposals.all():
        set_lock(draft=draft, code=one.code, version=1, locked=True)
    assert "No pair would change." in in_place(client, draft, asked(OTHER)).content.decode()


def test_preview_counts_a_place_taken_since_the_page_was_loaded(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    Enrolment.objects.filter(cohort=cohort).update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    assert "<dd>3 → 3</dd>" in in_place(client, draft, asked(draft.weights)).content.decode()
    Enrolment.objects.filter(pk=draft.proposals.first().mentor_id).update(asks_paused=True)
    assert "<dd>3 → 2</dd>" in in_place(client, draft, asked(draft.weights)).content.decode()


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_preview_takes_the_same_statements_for_any_number_of_pairs(
    cohort, mira, client, pairs, django_assert_max_num_queries
):
    fill(cohort, pairs, pairs, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    in_place(client, draft, asked(OTHER))
    with django_assert_max_num_queries(5):
        in_place(client, draft, asked(OTHER))


@pytest.mark.parametrize("wrong", ["", "6", "-1", "x", "1.5", "9" * 40])
def test_preview_of_a_number_that_is_none_is_422_with_the_sentence(cohort, mira, client, wrong):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    data = {**asked(draft.weights), "w-topics": wrong}
    for answer in (in_place(client, draft, data), client.post(at(draft), data)):
        assert answer.status_code == 422
        assert "Give a whole number from 0 (ignore) to 5 (matters most)." in answer.content.decode()
    assert Draft.objects.count() == 1


def test_preview_without_script_is_a_page_of_its_own_and_saves_nothing(cohort, mira, client):
    fill(cohort, 4, 4, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    answer = client.post(at(draft), asked(OTHER, preview="1"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Average fit" in text
    assert 'name="w-department" min="0" max="5" value="5"' in text
    assert Draft.objects.count() == 1


def test_use_these_weights_makes_a_draft_beside_the_first_with_its_locked_pairs(cohort, mira, client):
    fill(cohort, 8, 8, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    kept = draft.proposals.order_by("score").first()
    set_lock(draft=draft, code=kept.code, version=1, locked=True)
    run_matching(cohort=cohort, by=mira)  # a newer one, whose locks are not meant
    answer = client.post(at(draft), asked(OTHER, protect=False))
    made = Draft.objects.get(number=3)
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("matching:board", args=[cohort.program.code, cohort.code, 3]),
    )
    assert (made.weights, made.policy, made.state) == (OTHER, "best_total", "open")
    assert list(made.proposals.filter(locked=True).values_list("mentee", "mentor")) == [
        (kept.mentee_id, kept.mentor_id)
    ]
    assert set(Draft.objects.values_list("state", flat=True)) == {"open"}


def test_preview_of_a_closed_draft_is_a_conflict(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    Draft.objects.update(state="discarded")
    answer = in_place(client, draft, asked(OTHER))
    assert answer.status_code == 409
    assert "Another draft was published instead" in answer.content.decode()


def test_preview_for_many_people_is_solved_in_the_process_beside_this_one(cohort, mira, client):
    fill(cohort, 302, 4, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    answer = in_place(client, draft, asked(draft.weights))
    assert "No pair would change." in answer.content.decode()
    process = stepping._DESK.process
    assert process.poll() is None
    in_place(client, draft, asked(OTHER))
    assert stepping._DESK.process is process
    process.kill()
    process.wait()
    assert in_place(client, draft, asked(OTHER)).status_code == 200
    stepping._DESK._end()


def _veto(draft, two):
    Veto.objects.create(author=two.mentee.person, about=two.mentor.person)


def _exclusion(draft, two):
    people = [Wanted(two.mentor.person, two.mentee.person)]
    add_pair_rules(program=draft.cohort.program, kind=PairRule.Kind.APART, wanted=people, by=draft.made_by)


def _places_swapped(draft, two):
    """Their sum stays."""
    other = draft.cohort.enrolments.mentors().exclude(pk=two.mentor_id).first()
    Enrolment.objects.filter(pk=other.pk).update(capacity=2)
    Enrolment.objects.filter(pk=two.mentor_id).update(capacity=0)


@pytest.mark.parametrize("said", [_veto, _exclusion, _places_swapped])
def test_what_was_said_of_a_pair_meanwhile_counts_in_the_next_preview(cohort, mira, client, said):
    fill(cohort, 3, 3, easy=True)
    cohort.enrolments.update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    assert "No pair would change." in in_place(client, draft, asked(draft.weights)).content.decode()
    two = draft.proposals.first()
    said(draft, two)
    text = in_place(client, draft, asked(draft.weights, rows=two.code)).content.decode()
    assert "No pair would change." not in text
    assert f'<span id="then-{two.code}" class="then" hx-swap-oob="true">would' in text


def test_a_wish_and_another_instead_count_in_the_next_preview(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    cohort.enrolments.update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira, weights={**dict.fromkeys(DEFAULT_WEIGHTS, 0), "wish": 5})
    two = draft.proposals.first()
    other = cohort.enrolments.mentors().exclude(pk=two.mentor_id).first()
    for named, changes in ((other, True), (two.mentor, False)):
        Wish.objects.update_or_create(author=two.mentee, defaults={"about": named, "rank": 1})
        text = in_place(client, draft, asked(draft.weights, rows=two.code)).content.decode()
        assert (f"would be with {other.person.name}" in text) is changes
