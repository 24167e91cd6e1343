"""Twelve people press at once: one winner, a capacity that holds, and the losers are told why.

A few rounds here; TRELLIS_ROUNDS=200 runs as many as one likes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from matching.actions.asks import take_back_ask
from matching.actions.offers import answer_offer, expire_offers, withdraw_offer
from matching.models import Offer
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.actions.mentorships import end_mentorship, start_mentorship
from programs.models import Enrolment, Member, Mentorship
from tests.matching import offers
from tests.rounds import ROUNDS
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

THREADS = 12


def at_once(presses: list[Callable[[], object]]) -> list[str]:
    """Each in a thread and a connection of its own; what became of it: the state of an offer, or the sentence."""
    gate = Barrier(len(presses))

    def press(act: Callable[[], object]) -> str:
        try:
            gate.wait(timeout=60)
            made = act()
            return made.state if isinstance(made, Offer) else "done"
        except Refusal as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def live(place: Enrolment) -> int:
    return Member.objects.filter(enrolment=place, mentorship__state="active").count()


def test_twelve_mentees_on_one_last_place(world: World):
    """The mentor presses yes to all of them at once: one begins, the others hear that no match was made."""
    offers.way(world, "self")
    gus = offers.mentor(world, "Gus")
    mentees = [offers.mentee(world, f"M{number}") for number in range(THREADS)]
    for _round in range(ROUNDS):
        asked = [offers.asked(mentee, gus) for mentee in mentees]
        told = at_once([lambda one=one: answer_offer(offer=one, by=gus, yes=True) for one in asked])
        assert told.count("started") == 1
        assert {words for words in told if words != "started"} == {"No match was made."}
        states = list(Offer.objects.filter(pk__in=[one.pk for one in asked]).values_list("state", flat=True))
        assert sorted(states) == ["full"] * 11 + ["started"]
        assert live(gus) == 1
        end_mentorship(mentorship=Mentorship.objects.active().get(members__enrolment=gus), by=None)


def test_a_yes_against_taking_back(world: World):
    """Six mentors say yes while their askers take back: each ask is a pair or it is none, and the other is told."""
    offers.way(world, "self")
    mentors = [offers.mentor(world, f"R{number}") for number in range(6)]
    mentees = [offers.mentee(world, f"M{number}") for number in range(6)]
    for _round in range(ROUNDS):
        asked = [offers.asked(mentee, mentor) for mentee, mentor in zip(mentees, mentors, strict=True)]
        yes = [lambda one=one: answer_offer(offer=one, by=one.mentor, yes=True) for one in asked]
        back = [lambda one=one: take_back_ask(offer=one, by=one.mentee) for one in asked]
        told = at_once([press for pair in zip(yes, back, strict=True) for press in pair])
        for accepted, taken in zip(told[::2], told[1::2], strict=True):
            assert (accepted, taken) in {
                ("started", "It was answered with yes meanwhile: you two are a pair."),
                ("This was taken back meanwhile, so no match was made.", "withdrawn"),
            }
        for one in Mentorship.objects.active().filter(members__enrolment__in=mentors):
            end_mentorship(mentorship=one, by=None)


def test_both_yes_against_a_coordinators_withdrawal_and_the_clock(world: World):
    """Both of a proposed pair, a coordinator, the clock, and twice of each: it begins whole or it does not begin."""
    for _round in range(ROUNDS):
        Offer.objects.all().delete()
        offer = offers.proposed(world)
        Offer.objects.update(expires_at=clock.now())
        at_once(presses_on(offer, world) * 3)
        now = Offer.objects.get()
        assert now.state in ("started", "withdrawn", "expired")
        assert live(offer.mentor) == live(offer.mentee) == (1 if now.state == "started" else 0)
        if now.mentorship is not None:
            end_mentorship(mentorship=now.mentorship, by=None)


def presses_on(offer: Offer, world: World) -> list[Callable[[], object]]:
    return [
        lambda: answer_offer(offer=offer, by=offer.mentor, yes=True),
        lambda: answer_offer(offer=offer, by=offer.mentee, yes=True),
        lambda: withdraw_offer(offer=offer, by=world.mira),
        lambda: expire_offers(clock.now()),
    ]


def test_by_hand_and_by_yes_at_once_never_exceed_the_places(world: World):
    """A mentor with two places: six asks are answered and six coordinators pair by hand at the same moment."""
    offers.way(world, "self")
    gus = offers.mentor(world, "Gus", capacity=2)
    mentees = [offers.mentee(world, f"M{number}") for number in range(THREADS)]
    for _round in range(ROUNDS):
        asked = [offers.asked(mentee, gus) for mentee in mentees[:6]]
        yes = [lambda one=one: answer_offer(offer=one, by=gus, yes=True) for one in asked]
        hand = [
            lambda mentee=mentee: start_mentorship(mentor=gus, mentee=mentee, by=world.mira)
            for mentee in mentees[6:]
        ]
        told = at_once([*yes, *hand])
        assert (told.count("started") + told.count("done"), live(gus)) == (2, 2)
        assert not Offer.objects.open().exists()
        for one in Mentorship.objects.active().filter(members__enrolment=gus):
            end_mentorship(mentorship=one, by=None)


def test_one_mentee_asks_twelve_at_once_and_three_go_out(world: World):
    offers.way(world, "self")
    fay = world.enrolment(world.fay)
    mentors = [offers.mentor(world, f"R{number}") for number in range(THREADS)]
    for _round in range(ROUNDS):
        told = at_once([lambda mentor=mentor: offers.asked(fay, mentor) for mentor in mentors])
        assert (told.count("open"), told.count("queued")) == (3, 5)
        assert sum(words.startswith("Three asks are open and five wait") for words in told) == 4
        Offer.objects.all().delete()
