"""A coordinator who takes part makes no match of their own: by no way, whatever was said about the two."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.actions.moves import undo_last
from matching.actions.proposals import move_mentee, propose, set_lock, swap_mentees, unpair
from matching.actions.publishing import publish
from matching.actions.rematch import rematch
from matching.actions.replacing import replace
from matching.models import Proposal
from matching.queries.rematch import others_for
from mentorship.lib.refusals import Refusal
from programs.actions.mentorships import end_mentorship, start_mentorship
from programs.actions.places import add_late_mentee
from programs.actions.reopening import reopen_mentorship
from programs.actions.vetoes import say_never
from programs.models import Mentorship, Person, Veto
from sessions.actions.help import ask_for_another
from tests.matching import offers, own

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def hal(world):
    return own.hal(world)


@pytest.fixture
def gus(world, hal):
    return offers.mentor(world, "Gus")


def with_gus(world, gus):
    """A draft in which Fay is with Gus."""
    draft = run_matching(cohort=world.cohort, by=world.mira)
    pair = own.only(draft)
    if pair.mentor != gus:
        move_mentee(draft=draft, code=pair.code, version=pair.version, mentor=gus, by=world.mira)
    return draft


def moved(world, hal, gus, by):
    draft = with_gus(world, gus)
    pair = own.only(draft)
    move_mentee(draft=draft, code=pair.code, version=pair.version, mentor=hal, by=by)


def swapped(world, hal, gus, by):
    joe = offers.mentee(world, "Joe")
    draft = run_matching(cohort=world.cohort, by=world.mira)
    pairs = tuple(draft.proposals.order_by("pk"))
    assert {pair.mentee for pair in pairs} == {joe, world.enrolment(world.fay)}
    swap_mentees(draft=draft, pairs=tuple((pair.code, pair.version) for pair in pairs), by=by)


def proposed(world, hal, gus, by):
    draft = with_gus(world, gus)
    pair = own.only(draft)
    unpair(draft=draft, code=pair.code, version=pair.version, by=world.mira)
    propose(draft=draft, mentee=pair.mentee, mentor=hal, by=by)


def replaced(world, hal, gus, by):
    ben = world.enrolment(world.ben)
    replace(mentorship=world.ada_ben, stays=ben, other=hal, by=by)


def rematched(world, hal, gus, by):
    wish = ask_for_another(by=world.member(world.ben), wish="talk_first", text="Our hours never meet.")
    rematch(wish=wish, other=hal, by=by)


def started(world, hal, gus, by):
    start_mentorship(mentor=hal, mentee=world.enrolment(world.fay), by=by)


def added_late(world, hal, gus, by):
    add_late_mentee(cohort=world.cohort, by=by, mentor=hal, name="Late", reference="L8")


def reopened(world, hal, gus, by):
    met = start_mentorship(mentor=hal, mentee=world.enrolment(world.fay), by=world.mira)
    end_mentorship(mentorship=met, by=world.mira)
    reopen_mentorship(mentorship=met, by=by)


WAYS = [moved, swapped, proposed, replaced, rematched, started, added_late, reopened]


@pytest.mark.parametrize("way", WAYS)
def test_nobody_makes_their_own_match(world, hal, gus, way):
    with pytest.raises(Refusal) as refused:
        way(world, hal, gus, hal.person.user)
    assert (refused.value.status, own.COLLEAGUE in refused.value.sentence) == (422, True)
    assert not Person.objects.filter(name="Late").exists()


@pytest.mark.parametrize("way", [moved, proposed, replaced, rematched, started])
def test_it_is_refused_before_anybody_asks_whether_the_other_said_never(world, hal, gus, way):
    for author in (world.fay, world.ben):
        say_never(by=author, about=hal.person)
    with pytest.raises(Refusal) as refused:
        way(world, hal, gus, hal.person.user)
    assert own.COLLEAGUE in refused.value.sentence


@pytest.mark.parametrize("way", WAYS)
def test_a_colleague_makes_it_for_them(world, hal, gus, way):
    way(world, hal, gus, world.mira)
    pairs = [
        *Proposal.objects.filter(mentor=hal),
        *Mentorship.objects.active().filter(members__enrolment=hal),
    ]
    assert len(pairs) == 1


def answers(world, client, draft, hal):
    """What Hal is told when he tries: by a move, by hand, and from the board."""
    pair = own.only(draft)
    place = [world.program.code, world.cohort.code, world.fay.code, "mentee"]
    tries = [
        (own.url(world, draft, "move", pair.code), {"version": pair.version, "mentor": hal.code}),
        (own.url(world, draft, "drop"), {"mentee": f"{pair.code}:{pair.version}", "mentor": hal.code}),
        (reverse("programs:pair", args=place), {"partner": hal.code}),
    ]
    return [client.post(path, data, follow=True) for path, data in tries]


@pytest.mark.parametrize("said", ["a veto", "an exclusion"])
def test_what_the_other_or_a_colleague_said_changes_no_word(world, sign_in, hal, gus, said):
    draft, client = with_gus(world, gus), sign_in(hal.person.user)
    before = answers(world, client, draft, hal)
    if said == "a veto":
        say_never(by=world.fay, about=hal.person)
    else:
        own.apart(world, world.fay, hal.person)
    after = answers(world, client, draft, hal)
    assert [one.status_code for one in before] == [one.status_code for one in after]
    for one, other in zip(before, after, strict=True):
        assert own.COLLEAGUE in own.text(one)
        assert own.text(one) == own.text(other)


def test_a_lock_on_their_own_pair_is_a_colleagues(world, hal):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    code = own.only(draft).code
    with pytest.raises(Refusal, match=own.COLLEAGUE):
        set_lock(draft=draft, code=code, version=1, locked=True, by=hal.person.user)
    set_lock(draft=draft, code=code, version=1, locked=True, by=world.mira)
    set_lock(draft=draft, code=code, version=2, locked=False, by=hal.person.user)  # letting go is no match
    assert not own.only(draft).locked


def test_taking_back_is_no_way_to_it_either(world, hal):
    draft = run_matching(cohort=world.cohort, by=world.mira)
    unpair(draft=draft, code=own.only(draft).code, version=1, by=hal.person.user)
    say_never(by=world.fay, about=hal.person)
    with pytest.raises(Refusal, match=own.COLLEAGUE):
        undo_last(draft=draft, by=hal.person.user)


def test_a_draft_with_their_own_pair_is_published_by_them(world, sign_in, hal):
    draft = run_matching(cohort=world.cohort, by=hal.person.user)
    assert own.only(draft).mentor == hal
    answer = sign_in(hal.person.user).post(own.url(world, draft, "publish"), {"pairs": 1})
    assert (answer.status_code, Mentorship.objects.active().filter(members__enrolment=hal).count()) == (
        303,
        1,
    )
    assert publish(draft=draft, by=world.mira).state == "published"


def names(page):
    return [one.person.name for one in page.context["candidates"]]


@pytest.mark.parametrize("said", ["nothing", "a veto", "an exclusion"])
def test_whether_they_would_do_is_not_shown_by_a_list_either(world, sign_in, hal, gus, said):
    draft = with_gus(world, gus)
    if said == "a veto":
        say_never(by=world.fay, about=hal.person)
    if said == "an exclusion":
        own.apart(world, world.fay, hal.person)
    move = own.url(world, draft, "move", own.only(draft).code)
    page = sign_in(hal.person.user).get(move)
    assert (names(page), "You are not on this list" in own.text(page)) == ([], True)
    page = sign_in(world.mira).get(move)
    assert names(page) == (["Hal"] if said == "nothing" else [])
    assert "You are not on this list" not in own.text(page)


def test_whom_they_could_have_is_not_shown_to_themselves(world, sign_in, gus):
    """Dan's mentor is gone: he coordinates, and the page of who else would do is a colleague's."""
    dan = own.coordinates(world, world.dan)
    end_mentorship(mentorship=world.cleo_dan, by=world.mira)
    place = [world.program.code, world.cohort.code, world.cleo_dan.code, "mentor"]
    page = sign_in(dan.user).get(reverse("matching:replace", args=place))
    assert (page.context["board"].options, own.COLLEAGUE in own.text(page)) == ([], True)
    page = sign_in(world.mira).get(reverse("matching:replace", args=place))
    assert ("Gus" in own.text(page), own.COLLEAGUE in own.text(page)) == (True, False)


def test_how_well_their_partner_fits_them_now_is_not_said(world, gus):
    ada, ben = own.coordinates(world, world.ada), world.enrolment(world.ben)
    say_never(by=world.ben, about=ada)
    mira, own_view = (others_for(ben, world.ada_ben, world.cohort, user) for user in (world.mira, ada.user))
    assert (mira.fit_now, own_view.fit_now) == (None, None)
    Veto.objects.all().delete()
    mira, own_view = (others_for(ben, world.ada_ben, world.cohort, user) for user in (world.mira, ada.user))
    assert (mira.fit_now is None, own_view.fit_now) == (False, None)
