"""What a coordinator who takes part is not told of their own matches, and what a colleague is told of the same."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.pair_rules import remove_pair_rule
from matching.actions.wishes import rank_wishes
from matching.models import PairingWay, PairRule, Wish
from matching.queries.wishes import wishes_between
from mentorship.lib.refusals import Conflict
from programs.models import Person
from tests.matching import offers, own

pytestmark = pytest.mark.usefixtures("frozen")

NO_REASON = "Hal and Fay can’t be matched."
NAMED = "Hal and Fay are kept apart by now."


@pytest.fixture
def hal(world):
    return own.hal(world)


def both(world, sign_in, hal, path, read=own.text):
    """What Hal and Mira read of one page."""
    return tuple(read(sign_in(user).get(path)) for user in (hal.person.user, world.mira))


def test_a_pair_kept_apart_after_the_run_has_no_reason_for_the_two(world, sign_in, hal):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    own.apart(world, world.fay, hal.person)
    for page in ("board", "publish"):
        hals, miras = both(world, sign_in, hal, own.url(world, draft, page))
        assert (NO_REASON in hals, NAMED in hals, NO_REASON in miras, NAMED in miras) == (
            *(True, False),
            *(False, True),
        )
    files = both(world, sign_in, hal, own.url(world, draft, "board") + "?table=pairs&as=csv")
    assert ["kept apart" in one for one in files] == [False, True]


def test_publishing_it_is_refused_without_the_reason(world, sign_in, hal):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    own.apart(world, world.fay, hal.person)
    path = own.url(world, draft, "publish")
    hals, miras = (sign_in(user).post(path, {"pairs": 1}) for user in (hal.person.user, world.mira))
    assert (hals.status_code, miras.status_code) == (Conflict.status, Conflict.status)
    assert (f"one pair changed: {NO_REASON}" in own.text(hals), "kept apart" in own.text(hals)) == (
        True,
        False,
    )
    assert f"one pair changed: {NAMED}" in own.text(miras)


def test_an_exclusion_of_two_others_keeps_its_name(world, sign_in, hal):
    gus = offers.mentor(world, "Gus")
    own.apart(world, world.fay, hal.person)
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert own.only(draft).mentor == gus
    own.apart(world, world.fay, gus.person)
    for one in both(world, sign_in, hal, own.url(world, draft, "board")):
        assert "Gus and Fay are kept apart by now." in one


def test_whoever_may_be_meant_reads_of_no_exclusion_why_somebody_is_left(world, sign_in, hal):
    own.apart(world, world.fay, hal.person)
    draft = run_matching(cohort=world.cohort, by=world.mira)
    nobody, board = "Nobody who is free could be matched", own.url(world, draft, "board")
    for path in (board, f"{board}?table=unmatched&as=csv"):
        hals, miras = both(world, sign_in, hal, path)
        assert ("kept apart" in hals, nobody in hals) == (False, True)
        assert ("being kept apart (1)" in miras, nobody in miras) == (True, False)
    for one in both(world, sign_in, hal, own.url(world, draft, "publish")):
        assert "kept apart" not in one


def test_no_rule_less_would_find_them_to_the_other(world, sign_in, hal):
    own.apart(world, world.fay, hal.person)
    draft = run_matching(cohort=world.cohort, by=world.mira)
    path = own.url(world, draft, "propose", world.enrolment(world.fay).code)
    hals, miras = both(world, sign_in, hal, path, lambda page: page.context["unlock"].rules)
    assert (hals, [one.options for one in miras]) == ([], [1])


def test_what_hides_somebody_else_changes_no_count_of_what_a_rule_less_would_bring(world, sign_in, hal):
    Person.objects.filter(pk=hal.person_id).update(languages=["Finnish"])
    Person.objects.filter(pk=world.fay.pk).update(languages=["English"])
    draft = run_matching(cohort=world.cohort, by=world.mira)
    path = own.url(world, draft, "propose", world.enrolment(world.fay).code)
    hals, miras = both(world, sign_in, hal, path, lambda page: page.context["unlock"].rules)
    assert (hals, [one.options for one in miras]) == ([], [1])


def rules(world, sign_in, hal):
    path = reverse("matching:rules", args=[world.program.code, world.cohort.code])
    return both(world, sign_in, hal, path)


def test_the_rules_page_counts_only_exclusions_of_others(world, sign_in, hal):
    assert all("Nobody is on the list." in one for one in rules(world, sign_in, hal))
    own.apart(world, world.fay, hal.person)
    hals, miras = rules(world, sign_in, hal)
    assert ("Nobody is on the list." in hals, "they leave 1 of 1 pairs" in hals) == (True, True)
    assert ("Nobody is matched with whom you keep" in hals, "removes" in hals) == (False, False)
    assert ("One pair is on the list." in miras, "they leave 0 of 1 pairs" in miras) == (True, True)
    gus = offers.mentor(world, "Gus")
    own.apart(world, world.fay, gus.person)
    hals, miras = rules(world, sign_in, hal)
    assert ("One pair is on the list." in hals, "2 pairs are on the list." in miras) == (True, True)
    assert ("removes 1 of 2 pairs" in hals, "removes 2 of 2 pairs" in miras) == (True, True)


def test_the_log_has_no_line_of_it_now_or_after_it_is_gone(world, sign_in, hal):
    log = reverse("programs:audit", args=[world.program.code])
    own.apart(world, world.fay, hal.person)
    words = "set down that two people are kept apart"
    assert [words in one for one in both(world, sign_in, hal, log)] == [False, True]
    remove_pair_rule(rule=PairRule.objects.get(), by=world.mira)
    assert ["off the list" in one or words in one for one in both(world, sign_in, hal, log)] == [False, True]


def test_what_they_set_down_for_others_stays_in_their_log(world, sign_in, hal):
    lines = {"kind": "apart", "one": "Fay", "other": "Ada"}
    where = [world.program.code, world.cohort.code]
    sign_in(hal.person.user).post(reverse("matching:pair_rules", args=where), lines)
    log = reverse("programs:audit", args=[world.program.code])
    for one in both(world, sign_in, hal, log):
        assert "set down that two people are kept apart" in one


@pytest.fixture
def wished(world, hal):
    """Fay wishes for Hal first, then for Gus; the run gives her to Hal."""
    PairingWay.objects.create(program=world.program, wishes=3)
    gus = offers.mentor(world, "Gus", capacity=0)
    rank_wishes(by=world.enrolment(world.fay), named=[hal, gus])
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert own.only(draft).mentor == hal
    return draft


def test_a_wish_is_read_by_its_author_and_by_coordinators_it_does_not_name(world, hal, wished):
    def read(user):
        return list(
            Wish.objects.visible_to(user).order_by("rank").values_list("about__person__name", flat=True)
        )

    assert read(hal.person.user) == ["Gus"]
    assert read(world.mira) == read(world.fay.user) == ["Hal", "Gus"]


def test_no_page_of_their_own_pair_tells_them_that_they_were_wished_for(world, sign_in, hal, wished):
    board, why = own.url(world, wished, "board"), own.url(world, wished, "why", own.only(wished).code)
    for path in (board, f"{board}?table=pairs&as=csv", why, f"{why}?table=why&file=csv"):
        hals, miras = both(world, sign_in, hal, path)
        assert ("wished for" in hals, "wished for" in miras) == (False, True)
        assert "Wishes of the two" not in hals or path == board  # where it is something that weighs


def test_the_points_of_their_own_pair_leave_no_rest_that_would_be_the_wish(world, sign_in, hal, wished):
    path = own.url(world, wished, "why", own.only(wished).code)
    hals, miras = both(world, sign_in, hal, path, lambda page: page.context["why"].lines)
    assert {(one.value, one.points) for one in hals} == {(None, None)}
    assert [one.words for one in hals] == [one.words for one in miras if one.words != "wished for"]
    assert sum(one.points for one in miras) == own.only(wished).score
    hals, miras = both(world, sign_in, hal, path)
    assert ("This match is your own" in hals, "Together, of 10000" in hals) == (True, False)
    assert ("This match is your own" in miras, "Together, of 10000" in miras) == (False, True)


def test_their_own_pair_without_a_wish_reads_the_same(world, sign_in, hal):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    path = own.url(world, draft, "why", own.only(draft).code)
    (hals, _miras) = both(world, sign_in, hal, path, lambda page: page.context["why"].lines)
    assert {(one.value, one.points) for one in hals} == {(None, None)}


def test_a_wish_for_somebody_else_keeps_no_place_free_for_the_one_for_them(world, hal, wished):
    fay, gus = world.enrolment(world.fay), world.enrolment(Person.objects.get(name="Gus"))
    hals, miras = (wishes_between(user, gus, fay) for user in (hal.person.user, world.mira))
    assert [(one.about, one.rank, one.of) for one in hals] == [("Gus", 1, 1)]
    assert [(one.about, one.rank, one.of) for one in miras] == [("Gus", 2, 2)]
    assert wishes_between(hal.person.user, hal, fay) == []
