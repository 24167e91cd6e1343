"""Who is never matched with whom and who stays together: one by one, pasted, removed; and who may see it."""

import pytest
from django.urls import reverse

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.models import PairRule
from mentorship.lib.refusals import Refusal
from programs.models import AuditEvent
from tests import make
from tests.matching import own


def url(world, name="pair_rules", *more):
    return reverse(f"matching:{name}", args=[world.program.code, world.cohort.code, *more])


def rules():
    return [(row.kind, row.one.name, row.other.name, row.reason) for row in PairRule.objects.order_by("pk")]


def test_a_pair_is_kept_apart_by_name_or_address(world, sign_in):
    client = sign_in(world.mira)
    typed = {"kind": "apart", "one": " FAY ", "other": "ada@orchard.example", "reason": "cousins"}
    assert client.post(url(world), typed)["Location"] == url(world)
    assert rules() == [("apart", "Ada", "Fay", "cousins")]
    page = client.get(url(world)).content.decode()
    assert ("cousins" in page, "mira@orchard.example" in page) == (True, True)
    assert AuditEvent.objects.get(verb="pair_rule.added").actor == world.mira


def test_a_name_is_known_by_either_apostrophe(world, sign_in):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Nia O’Hara"))
    sign_in(world.mira).post(url(world), {"kind": "apart", "one": "nia o'hara", "other": "Ada"})
    assert rules() == [("apart", "Ada", "Nia O’Hara", "")]


def test_many_are_pasted_at_once_and_a_known_pair_is_changed(world, sign_in):
    client = sign_in(world.mira)
    client.post(url(world), {"kind": "apart", "one": "Fay", "other": "Ada"})
    lines = "Ada; Fay; they go on\n\nBen\tCleo\tasked for; it\nDan, Ada"
    client.post(url(world), {"kind": "together", "lines": lines})
    assert rules() == [
        ("together", "Ada", "Fay", "they go on"),
        ("together", "Ben", "Cleo", "asked for; it"),
        ("together", "Ada", "Dan", ""),
    ]


@pytest.mark.parametrize(
    "typed, field, sentence",
    [
        ({}, "one", "Write a name, an address or a reference."),
        ({"one": "Ada"}, "other", "Write a name, an address or a reference."),
        ({"one": "Ada", "other": "Zoe"}, "other", "Nobody in this program is called “Zoe”."),
        ({"one": "Ada", "other": "ada"}, "other", "This is the same person twice."),
        ({"one": "Ada", "other": "Eve"}, "other", "Nobody in this program is called “Eve”."),
        ({"lines": "Ada; Fay\nAda"}, "lines", "Line 2: write two people, with a semicolon between them."),
        ({"lines": "Ada; Zoe"}, "lines", "Line 1: Nobody in this program is called “Zoe”."),
        ({"lines": "Ada; Ada"}, "lines", "Line 1: This is the same person twice."),
        ({"one": "Ada", "other": "Fay", "kind": "maybe"}, "kind", "Select a valid choice."),
        ({"one": "Ada", "other": "Fay", "reason": "x" * 301}, "reason", "at most 300 characters"),
        ({"lines": "Ada; Fay\n" * 501}, "lines", "Five hundred lines at a time are enough."),
    ],
)
def test_what_cannot_be_read_is_422_beside_the_field_and_nothing_is_added(
    world, sign_in, typed, field, sentence
):
    answer = sign_in(world.mira).post(url(world), {"kind": "apart", **typed})
    assert (answer.status_code, PairRule.objects.count()) == (422, 0)
    assert sentence in " ".join(answer.context["form"].errors[field])


def test_two_of_one_name_are_told_apart_by_their_address(world, sign_in):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Ada", email="ada2@orchard.example"))
    client = sign_in(world.mira)
    answer = client.post(url(world), {"kind": "apart", "one": "Ada", "other": "Fay"})
    assert answer.context["form"].errors["one"] == ["Several people are called “Ada”. Write the address."]
    client.post(url(world), {"kind": "apart", "one": "ada2@orchard.example", "other": "Fay"})
    assert PairRule.objects.count() == 1


def one_rule(world, reason="canary-3f9a"):
    add_pair_rules(
        program=world.program, kind="apart", wanted=[Wanted(world.ada, world.fay, reason)], by=world.mira
    )
    return PairRule.objects.get()


def test_a_line_is_removed_once(world, sign_in):
    client, rule = sign_in(world.mira), one_rule(world)
    gone = url(world, "pair_rule_remove", rule.code)
    assert (client.post(gone).status_code, client.post(gone).status_code) == (303, 404)
    assert PairRule.objects.count() == 0


def test_a_coordinator_who_is_one_of_the_two_does_not_see_it(world, sign_in):
    rule = one_rule(world)
    own.coordinates(world, world.ada)
    client = sign_in(world.ada.user)
    assert "canary-3f9a" not in client.get(url(world)).content.decode()
    assert client.post(url(world, "pair_rule_remove", rule.code)).status_code == 404
    assert list(PairRule.objects.visible_to(world.mira)) == [rule]
    assert (
        list(PairRule.objects.visible_to(world.fay.user))
        == list(PairRule.objects.visible_to(world.nora))
        == []
    )


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize(
    "typed, field",
    [
        ({"one": "Fay", "other": "Ada"}, "other"),
        ({"one": "Ada", "other": "Fay"}, "one"),
        ({"lines": "Ben; Cleo\nAda; Fay"}, "lines"),
    ],
)
def test_a_line_about_oneself_is_a_colleagues_and_says_nothing_of_what_is_listed(
    world, sign_in, typed, field, listed
):
    if listed:
        one_rule(world)
    own.coordinates(world, world.ada)
    before = rules()
    answer = sign_in(world.ada.user).post(url(world), {"kind": "together", **typed})
    assert (answer.status_code, rules()) == (422, before)
    (said,) = answer.context["form"].errors[field]
    assert said.removeprefix("Line 2: ").startswith(own.COLLEAGUE)
    answer = sign_in(world.mira).post(url(world), {"kind": "together", **typed})
    assert (answer.status_code, rules()[0][0]) == (303, "together")


def test_the_action_refuses_it_too_before_it_looks(world, django_assert_num_queries):
    wanted = [Wanted(world.ben, world.cleo), Wanted(world.ada, world.fay)]
    facts = {"program": world.program, "kind": "together", "by": world.ada.user}
    with django_assert_num_queries(3), pytest.raises(Refusal, match=own.COLLEAGUE):  # a savepoint, and back
        add_pair_rules(wanted=wanted, **facts)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_statements_for_any_number_of_lines(
    world, sign_in, count, django_assert_num_queries
):
    people = [make.enrolment(world.cohort, "mentee").person for _ in range(count)]
    add_pair_rules(
        program=world.program, kind="apart", wanted=[Wanted(world.ada, one) for one in people], by=world.mira
    )
    client = sign_in(world.mira)
    with django_assert_num_queries(5):
        client.get(url(world))
