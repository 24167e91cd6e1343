"""A pair that begins when both say yes: every way it can go, and what each of the two hears."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from matching.actions.drafts import run_matching
from matching.actions.offer_questions import ask_first, reply_to_question
from matching.actions.offers import (
    answer_after_call,
    answer_offer,
    expire_offers,
    remind_of_offer,
    withdraw_offer,
)
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.models import Offer, OfferSide
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Delivery
from programs.actions.enrolments import withdraw
from programs.actions.mentorships import start_mentorship
from programs.actions.vetoes import say_never
from programs.models import AuditEvent, Enrolment, Mentorship
from tests import make
from tests.matching import offers

pytestmark = pytest.mark.usefixtures("frozen")


def waiting(kind: str) -> list[str]:
    rows = Delivery.objects.filter(occurrence__kind=kind, state="due").order_by("occurrence__recipient")
    return sorted(rows.values_list("occurrence__recipient__email", flat=True))


@pytest.fixture
def offer(world) -> Offer:
    return offers.proposed(world)


def test_publishing_asks_both_and_starts_nothing(world, offer):
    assert (offer.mentor.person.name, offer.mentee.person.name) == ("Gus", "Fay")
    assert Mentorship.objects.active().count() == 2  # those of the world
    assert len(waiting("proposal")) == 2
    assert offer.expires_at == clock.now() + timedelta(days=7)


def test_with_the_second_yes_the_mentorship_begins_and_both_hear_it(world, offer):
    first = answer_offer(offer=offer, by=offer.mentor, yes=True)
    assert (first.state, Mentorship.objects.active().count()) == ("open", 2)
    second = answer_offer(offer=offer, by=offer.mentee, yes=True)
    assert second.state == "started"
    assert {member.enrolment for member in second.mentorship.members.all()} == {offer.mentor, offer.mentee}
    assert (waiting("proposal"), waiting("proposal_reminder")) == ([], [])
    assert AuditEvent.objects.filter(
        verb="mentorship.started", target=f"mentorship:{second.mentorship_id}"
    ).exists()


def test_a_no_tells_the_other_only_that_no_match_was_made(world, offer):
    answer_offer(offer=offer, by=offer.mentee, yes=True)
    closed = answer_offer(offer=offer, by=offer.mentor, yes=False, reason="I know her sister.")
    assert closed.state == "declined"
    assert waiting("proposal_ended") == ["fay@orchard.example"]
    reads = {who: OfferSide.objects.visible_to(who).exclude(reason="").count() for who in (
        world.mira, offer.mentor.person.user, world.fay.user
    )}  # fmt: skip
    assert list(reads.values()) == [1, 1, 0]


def test_a_pair_that_said_no_is_not_proposed_again_in_this_cohort(world, offer):
    answer_offer(offer=offer, by=offer.mentor, yes=False)
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert list(draft.proposals.all()) == []


def test_an_open_proposal_keeps_its_places(world, offer):
    with pytest.raises(Conflict, match="Nobody is waiting"):
        run_matching(cohort=world.cohort, by=world.mira)


def test_answered_twice_or_too_late_is_told_why(world, offer):
    answer_offer(offer=offer, by=offer.mentor, yes=True)
    with pytest.raises(Conflict, match="answered this already"):
        answer_offer(offer=offer, by=offer.mentor, yes=False)
    withdraw_offer(offer=offer, by=world.mira)
    with pytest.raises(Conflict, match="taken back"):
        answer_offer(offer=offer, by=offer.mentee, yes=True)


def test_nobody_answers_it_ends_by_the_clock_and_both_hear_it_once(world, offer):
    with clock.at(clock.now() + timedelta(days=6)):
        assert expire_offers(clock.now()) == 0
    with clock.at(clock.now() + timedelta(days=7)):
        assert (expire_offers(clock.now()), expire_offers(clock.now())) == (1, 0)
    assert Offer.objects.get().state == "expired"
    assert len(waiting("proposal_ended")) == 2


def test_one_reminder_is_planned_two_days_before_and_more_by_hand(world, offer):
    due = Delivery.objects.filter(occurrence__kind="proposal_reminder", state="due")
    assert {row.due_at for row in due} == {offer.expires_at - timedelta(days=2)}
    answer_offer(offer=offer, by=offer.mentor, yes=True)
    remind_of_offer(offer=offer, by=world.mira)
    assert set(waiting("proposal_reminder")) == {"fay@orchard.example"}
    assert due.count() == 2


def test_a_place_taken_meanwhile_ends_it_and_both_are_told(world, offer):
    answer_offer(offer=offer, by=offer.mentee, yes=True)
    start_mentorship(mentor=offer.mentor, mentee=offers.mentee(world, "Hal"), by=world.mira)
    assert Offer.objects.get().state == "full"
    with pytest.raises(Conflict, match=r"^No match was made\.$"):
        answer_offer(offer=offer, by=offer.mentor, yes=True)
    assert len(waiting("proposal_ended")) == 2


def test_said_never_meanwhile_the_yes_ends_it_and_says_no_reason(world, offer):
    answer_offer(offer=offer, by=offer.mentor, yes=True)
    say_never(by=offer.mentor.person, about=world.fay)
    assert answer_offer(offer=offer, by=offer.mentee, yes=True).state == "full"
    assert Mentorship.objects.active().count() == 2


@pytest.fixture(
    params=["the mentor said never", "the mentee said never", "kept apart", "kept apart elsewhere"]
)
def meanwhile(request, world) -> Callable[[Offer], str]:
    """Something that happens after the offer went out; what concerns these two here ends it with the last yes."""

    def happens(offer: Offer) -> str:
        two = (offer.mentor.person, offer.mentee.person)
        if request.param == "the mentor said never":
            say_never(by=two[0], about=two[1])
        elif request.param == "the mentee said never":
            say_never(by=two[1], about=two[0])
        else:
            elsewhere = request.param == "kept apart elsewhere"
            program = make.program(world.orchard, name="Elsewhere") if elsewhere else world.program
            add_pair_rules(program=program, kind="apart", wanted=[Wanted(*two)], by=world.mira)
        return "ok" if request.param == "kept apart elsewhere" else "full"

    return happens


@pytest.mark.parametrize("order", [("mentor", "mentee"), ("mentee", "mentor")])
def test_kept_apart_after_it_went_out_two_yes_are_no_pair(world, offer, meanwhile, order):
    due = {"full": ("full", 2, 2), "ok": ("started", 3, 0)}[meanwhile(offer)]
    first, second = (getattr(offer, side) for side in order)
    assert answer_offer(offer=offer, by=first, yes=True).state == "open"  # what nobody is told yet
    made = answer_offer(offer=offer, by=second, yes=True)
    assert (made.state, Mentorship.objects.active().count(), len(waiting("proposal_ended"))) == due


def test_listed_to_stay_together_is_no_reason_against_it(world, offer):
    two = Wanted(offer.mentor.person, offer.mentee.person)
    add_pair_rules(program=world.program, kind="together", wanted=[two], by=world.mira)
    answer_offer(offer=offer, by=offer.mentor, yes=True)
    assert answer_offer(offer=offer, by=offer.mentee, yes=True).state == "started"


def test_paired_by_hand_the_offer_is_answered_by_it(world, offer):
    start_mentorship(mentor=offer.mentor, mentee=offer.mentee, by=world.mira)
    found = Offer.objects.get()
    assert (found.state, found.mentorship is not None) == ("started", True)


def test_whoever_withdraws_takes_their_offers_along(world, offer):
    withdraw(enrolment=offer.mentee, by=world.mira)
    assert Offer.objects.get().state == "withdrawn"


def test_a_question_first_goes_over_and_its_answer_comes_back_once(world, offer):
    question = ask_first(offer=offer, by=offer.mentee, text="Do you know our branch?")
    assert waiting("proposal_question") == [offer.mentor.person.email]
    with pytest.raises(Conflict):
        ask_first(offer=offer, by=offer.mentee, text="And another?")
    reply_to_question(question=question, by=offer.mentor, text="For ten years.")
    with pytest.raises(Conflict):
        reply_to_question(question=question, by=offer.mentor, text="Well, nine.")
    assert "fay@orchard.example" in waiting("proposal_question")


class TestTrialCall:
    @pytest.fixture
    def called(self, world) -> Offer:
        offer = offers.proposed(world, trial_call=True)
        answer_offer(offer=offer, by=offer.mentor, yes=True)
        return answer_offer(offer=offer, by=offer.mentee, yes=True)

    def test_both_yes_is_a_first_call_and_no_mentorship_yet(self, world, called):
        assert (called.state, called.mentorship) == ("trial", None)
        assert len(waiting("trial_call")) == 2

    def test_both_yes_after_it_begins(self, world, called):
        assert answer_after_call(offer=called, by=called.mentor, yes=True).state == "trial"
        assert answer_after_call(offer=called, by=called.mentee, yes=True).state == "started"

    def test_kept_apart_before_the_last_yes_there_is_no_call(self, world, meanwhile):
        offer = offers.proposed(world, trial_call=True)
        answer_offer(offer=offer, by=offer.mentor, yes=True)
        due = {"full": ("full", 0, 2), "ok": ("trial", 2, 0)}[meanwhile(offer)]
        made = answer_offer(offer=offer, by=offer.mentee, yes=True)
        assert (made.state, len(waiting("trial_call")), len(waiting("proposal_ended"))) == due

    def test_kept_apart_during_the_call_it_begins_nothing(self, world, called, meanwhile):
        due = {"full": ("full", 2), "ok": ("started", 3)}[meanwhile(called)]
        answer_after_call(offer=called, by=called.mentor, yes=True)
        made = answer_after_call(offer=called, by=called.mentee, yes=True)
        assert (made.state, Mentorship.objects.active().count()) == due

    def test_either_may_stop_without_a_reason(self, world, called):
        answer_after_call(offer=called, by=called.mentor, yes=True)
        assert answer_after_call(offer=called, by=called.mentee, yes=False).state == "declined"
        assert waiting("proposal_ended") == [called.mentor.person.email]
        with pytest.raises(Conflict, match="No match was made"):
            answer_after_call(offer=called, by=called.mentor, yes=True)

    def test_the_place_is_kept_for_the_call_against_other_asks(self, world, called):
        offers.way(world, "self", trial_call=True)
        with pytest.raises(Conflict, match="takes nobody new"):
            offers.asked(offers.mentee(world, "Hal"), called.mentor)


def test_a_mentor_who_takes_nobody_new_says_so_first(world, offer):
    Enrolment.objects.filter(pk=offer.mentor_id).update(asks_paused=True)
    offer.mentor.refresh_from_db()
    with pytest.raises(Conflict, match="nobody new"):
        answer_offer(offer=offer, by=offer.mentor, yes=True)
    assert Offer.objects.get().state == "open"
