"""Asking a mentor oneself: three at a time, the next by itself, and never more than there are places."""

from datetime import timedelta

import pytest

from matching.actions.asks import take_back_ask
from matching.actions.offers import answer_offer, expire_offers
from matching.actions.offers_elsewhere import send_waiting_asks
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.models import AskNote, Offer
from matching.queries.offer_page import offer_page
from matching.queries.open_offers import offers_of
from matching.queries.own_asks import own_asks
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery
from programs.actions.vetoes import say_never
from programs.models import Enrolment
from tests.matching import offers

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def fay(world):
    offers.way(world, "self")
    return world.enrolment(world.fay)


@pytest.fixture
def mentors(world):
    return [offers.mentor(world, name) for name in ("Gus", "Ida", "Kim", "Lou", "Max")]


def states() -> list[str]:
    return list(Offer.objects.order_by("pk").values_list("state", flat=True))


def told(kind: str) -> int:
    return Delivery.objects.filter(occurrence__kind=kind, state="due").count()


def test_three_go_out_and_the_fourth_waits_unseen(world, fay, mentors):
    made = [offers.asked(fay, mentor) for mentor in mentors[:4]]
    assert states() == ["open", "open", "open", "queued"]
    assert told("ask_received") == 3
    waits, user = made[3], mentors[3].person.user
    assert not Offer.objects.visible_to(user).filter(pk=waits.pk).exists()
    assert Offer.objects.visible_to(world.fay.user).filter(pk=waits.pk).exists()


def test_whoever_asks_has_said_yes_so_a_mentors_yes_begins_it(world, fay, mentors):
    offer = offers.asked(fay, mentors[0])
    assert answer_offer(offer=offer, by=mentors[0], yes=True).state == "started"


def test_a_no_sends_the_next_one_at_once(world, fay, mentors):
    made = [offers.asked(fay, mentor) for mentor in mentors]
    answer_offer(offer=made[1], by=mentors[1], yes=False)
    assert states() == ["open", "declined", "open", "open", "queued"]
    assert told("ask_received") == 3


def test_silence_ends_an_ask_and_the_next_goes_out_with_its_own_time(world, fay, mentors):
    for mentor in mentors[:4]:
        offers.asked(fay, mentor)
    with clock.at(clock.now() + timedelta(days=7)):
        assert expire_offers(clock.now()) == 3
        last = Offer.objects.get(mentor=mentors[3])
        assert (last.state, last.expires_at) == ("open", clock.now() + timedelta(days=7))
    assert told("proposal_ended") == 3  # to Fay; who did not answer is not told so


def test_a_yes_ends_the_other_asks_of_whoever_has_enough(world, fay, mentors):
    made = [offers.asked(fay, mentor) for mentor in mentors[:4]]
    answer_offer(offer=made[0], by=mentors[0], yes=True)
    assert states() == ["started", "full", "full", "full"]


def test_the_last_place_goes_to_one_and_the_others_next_ask_goes_out(world, fay, mentors):
    hal = offers.mentee(world, "Hal")
    first, second = offers.asked(fay, mentors[0]), offers.asked(hal, mentors[0])
    for mentor in mentors[1:4]:
        offers.asked(hal, mentor)
    answer_offer(offer=first, by=mentors[0], yes=True)
    assert Offer.objects.get(pk=second.pk).state == "full"
    with pytest.raises(Conflict, match=r"^No match was made\.$"):
        answer_offer(offer=second, by=mentors[0], yes=True)
    send_waiting_asks(clock.now())
    assert Offer.objects.get(mentee=hal, mentor=mentors[3]).state == "open"


def test_taken_back_it_is_gone_and_room_for_the_next(world, fay, mentors):
    made = [offers.asked(fay, mentor) for mentor in mentors[:4]]
    take_back_ask(offer=made[0], by=fay)
    assert states() == ["withdrawn", "open", "open", "open"]
    with pytest.raises(Conflict, match="ended already"):
        take_back_ask(offer=made[0], by=fay)
    with pytest.raises(Conflict, match="taken back"):
        answer_offer(offer=made[0], by=mentors[0], yes=True)


def test_answered_with_yes_it_cannot_be_taken_back(world, fay, mentors):
    offer = offers.asked(fay, mentors[0])
    answer_offer(offer=offer, by=mentors[0], yes=True)
    with pytest.raises(Conflict, match="you two are a pair"):
        take_back_ask(offer=offer, by=fay)


def ended_for_fay(offer: Offer, world) -> tuple[object, ...]:
    """All that she can read of it, and the mails to anybody about it."""
    offer.refresh_from_db()
    page = offer_page(world.fay.user, offer, offer.sides.get(enrolment=offer.mentee))
    listed = [(one.words, one.live) for one in own_asks(offer.mentee).rows if one.code == offer.code]
    mails = Delivery.objects.filter(occurrence__subject_id__in=offer.sides.values("pk"), state="due")
    kinds = sorted(mails.values_list("occurrence__kind", flat=True))
    return (page.state, page.places, page.to_answer, page.may_ask), listed, kinds


@pytest.mark.parametrize("how", ["paused", "never", "apart"])
def test_an_ask_that_waited_for_somebody_gone_by_now_ends_alike_whatever_the_reason(world, fay, mentors, how):
    made = [offers.asked(fay, mentor) for mentor in mentors]
    lou, waited = mentors[3], made[3]
    if how == "paused":
        Enrolment.objects.filter(pk=lou.pk).update(asks_paused=True)
    elif how == "never":
        say_never(by=lou.person, about=world.fay)
    else:
        two = Wanted(world.fay, lou.person)
        add_pair_rules(program=world.program, kind="apart", wanted=[two], by=world.mira)
    answer_offer(offer=made[0], by=mentors[0], yes=False)
    assert states() == ["declined", "open", "open", "full", "open"]  # the one after it goes out in its place
    told = ("full", "", False, False), [("no match was made", False)], ["proposal_ended"]
    assert ended_for_fay(waited, world) == told
    # It never reached Lou: not the mail, not a line, not a word of it; nor the coordinators.
    assert not Offer.objects.of_member(lou.person.user).exists()
    assert not AskNote.objects.visible_to(lou.person.user).exists()
    assert waited.code not in {row.code for row in offers_of(world.mira, world.cohort)}


def test_an_ask_taken_back_before_its_turn_stays_its_authors_alone(world, fay, mentors):
    made = [offers.asked(fay, mentor) for mentor in mentors[:4]]
    take_back_ask(offer=made[3], by=fay)
    take_back_ask(offer=made[2], by=fay)
    reads = [AskNote.objects.visible_to(mentor.person.user).count() for mentor in mentors[2:4]]
    assert reads == [1, 0]  # what went out was read
    assert AskNote.objects.visible_to(world.fay.user).count() == 4


def test_twice_the_same_full_paused_or_never_are_refused(world, fay, mentors):
    offers.asked(fay, mentors[0])
    with pytest.raises(Conflict, match="asked Gus already"):
        offers.asked(fay, mentors[0])
    mentors[1].capacity = 0
    mentors[1].save()
    mentors[2].asks_paused = True
    mentors[2].save()
    say_never(by=mentors[3].person, about=world.fay)
    sentences = set()
    for mentor in mentors[1:4]:
        with pytest.raises(Conflict) as refused:
            offers.asked(fay, mentor)
        sentences.add(refused.value.sentence.replace(mentor.person.name, "…"))
    assert sentences == {"… takes nobody new at the moment."}  # none of the three is told apart


def test_what_concerns_oneself_is_said_first_whomever_one_asks(world, fay, mentors):
    offers.asked(fay, mentors[0])
    say_never(by=mentors[0].person, about=world.fay)
    with pytest.raises(Conflict, match="asked Gus already"):
        offers.asked(fay, mentors[0])  # as before: that she was named shows by nothing
    say_never(by=mentors[1].person, about=world.fay)
    for facts, sentence in (
        ({"capacity": 0}, "You have as many mentors as you asked for"),
        ({"asks_paused": True}, "You take nobody new at the moment"),
        ({"state": "withdrawn"}, "You are not taking part any more"),
    ):
        Enrolment.objects.filter(pk=fay.pk).update(**facts)
        for mentor in mentors[1:3]:
            with pytest.raises(Conflict, match=sentence):
                offers.asked(fay, mentor)


def test_more_than_five_waiting_or_the_own_side_is_refused(world, fay, mentors):
    more = [offers.mentor(world, f"M{number}") for number in range(4)]
    for mentor in [*mentors, *more][:8]:
        offers.asked(fay, mentor)
    with pytest.raises(Conflict, match="five wait"):
        offers.asked(fay, more[3])
    with pytest.raises(Refusal):
        offers.asked(fay, offers.mentee(world, "Hal"))
