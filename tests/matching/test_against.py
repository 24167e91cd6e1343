"""Two people paired by hand against the rules: the page says which, beside the choice, and never a veto."""

import pytest
from django.urls import reverse

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.rules import save_rules
from matching.engine import DEFAULT_RULES, Criterion
from matching.models import PairRule
from programs.models import Mentorship, Veto
from tests.matching.people import fill

SAYS = "Your rules would not allow this pair:"


@pytest.fixture
def two(cohort):
    """A mentor and a mentee who may be a pair by every rule."""
    fill(cohort, 1, 1, easy=True)
    return cohort.enrolments.mentors().get(), cohort.enrolments.mentees().get()


@pytest.fixture
def press(two, mira, sign_in):
    client, (mentor, mentee) = sign_in(mira), two
    cohort = mentor.cohort
    where = [cohort.program.code, cohort.code, mentor.person.code, "mentor"]
    return lambda **more: client.post(reverse("programs:pair", args=where), {"partner": mentee.code, **more})


def speak(place, *languages):
    place.person.languages = list(languages)
    place.person.save()


def test_a_pair_that_a_rule_forbids_is_made_only_after_its_sentence_was_read(two, press):
    speak(two[0], "Finnish")
    answer = press()
    assert (answer.status_code, Mentorship.objects.count()) == (422, 0)
    text = answer.content.decode()
    assert f"{SAYS} no shared language. Pair them all the same, or choose another." in text
    assert 'id="mentor_partner_error"' in text
    assert f'<option value="{two[1].code}" selected>' in text
    assert f'name="anyway" value="{two[1].code}"' in text
    assert press(anyway=two[1].code).status_code == 303
    assert Mentorship.objects.active().count() == 1


def test_the_sentence_is_of_the_pair_that_is_chosen_now(two, press):
    speak(two[0], "Finnish")
    assert press(anyway="abcdefgh").status_code == 422
    assert Mentorship.objects.count() == 0


def test_every_rule_that_the_two_break_is_named(two, press, mira):
    mentor, mentee = two
    speak(mentor, "Finnish")
    for place in two:
        place.person.department = "Sales"
        place.person.save(update_fields=["department"])
    own = Criterion("d", "never", "department", "department", hard=True)
    save_rules(cohort=mentor.cohort, rules=(*DEFAULT_RULES, own), by=mira)
    apart = [Wanted(mentor.person, mentee.person)]
    add_pair_rules(program=mentor.cohort.program, kind=PairRule.Kind.APART, wanted=apart, by=mira)
    said = press().context["form"].against
    assert sorted(said) == ["being kept apart", "no shared language", "“Department: never the same”"]


def test_whoever_is_one_of_the_two_does_not_learn_that_they_are_kept_apart(two, press, mira):
    mentor, mentee = two
    mentor.person.user = mira
    mentor.person.save()
    add_pair_rules(
        program=mentor.cohort.program,
        kind=PairRule.Kind.APART,
        wanted=[Wanted(mentor.person, mentee.person)],
        by=None,
    )
    assert SAYS not in press().content.decode()


@pytest.mark.parametrize("author", [0, 1])
@pytest.mark.parametrize("broken", [False, True])
def test_a_veto_is_in_no_sentence(two, press, author, broken):
    """With it the page says of rules what it says without it; the pair cannot be, and no more is said."""
    if broken:
        speak(two[0], "Finnish")
    without = press() if broken else None
    Veto.objects.create(author=two[author].person, about=two[1 - author].person, reason="canary")
    answer = press()
    if without:
        assert answer.context["form"].errors == without.context["form"].errors
        answer = press(anyway=two[1].code)
    assert (answer.status_code, Mentorship.objects.count()) == (409, 0)
    assert answer.context["problem"] == "These two can’t be matched. Choose somebody else."
    assert "canary" not in answer.content.decode()


def test_a_pair_within_the_rules_needs_one_press(press):
    assert press().status_code == 303
    assert Mentorship.objects.active().count() == 1


@pytest.mark.parametrize("people", [1, 3, 30])
def test_the_sentence_takes_the_same_statements_for_any_number_of_people(
    cohort, mira, sign_in, people, django_assert_num_queries
):
    fill(cohort, people, people, easy=True)
    mentor, mentee = cohort.enrolments.mentors().first(), cohort.enrolments.mentees().first()
    speak(mentor, "Finnish")
    client, where = sign_in(mira), [cohort.program.code, cohort.code, mentor.person.code, "mentor"]
    with django_assert_num_queries(17):
        answer = client.post(reverse("programs:pair", args=where), {"partner": mentee.code})
    assert SAYS in answer.content.decode()
