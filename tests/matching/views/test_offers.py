"""A proposed match as the two of it read and answer it."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from matching.actions.offers import answer_offer, expire_offers, withdraw_offer
from matching.models import Offer, OfferSide, PairingWay
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import start_mentorship
from programs.actions.vetoes import say_never
from programs.models import Enrolment, Person
from tests.matching import offers

pytestmark = pytest.mark.usefixtures("frozen")


def url(offer: Offer, name: str = "offer") -> str:
    return reverse(f"matching:{name}", args=[offer.code])


@pytest.fixture
def offer(world) -> Offer:
    Person.objects.filter(pk=world.fay.pk).update(usual_hours=["tue-pm"], time_zone="Europe/Berlin")
    Enrolment.objects.filter(person=world.fay).update(topics=["Hard talks"])
    offers.way(world, "both")
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    gus = offers.mentor(world, "Gus", topics=["Hard talks"])
    Person.objects.filter(pk=gus.person_id).update(
        usual_hours=["tue-pm"], time_zone="Europe/London", introduction="I led the move."
    )
    return offers.published(world)


def test_the_page_says_who_why_and_when_and_gives_no_number(world, sign_in, offer):
    page = sign_in(world.fay).get(url(offer)).content.decode()
    assert "We think you and Gus fit" in page
    assert "You asked for Hard talks; Gus offers that." in page
    assert "I led the move." in page
    assert "Tue 13:00–17:00" in page  # free from 12 to 17 on either wall
    assert "Gus has taken 0 of 1 places." in page
    assert str(offer.points[0][3]) not in page
    theirs = sign_in(offer.mentor.person).get(url(offer)).content.decode()
    assert "Fay would like to talk about Hard talks, which you offer." in theirs


@pytest.mark.parametrize(("call", "next_is"), [(False, "it begins"), (True, "a first call comes next")])
def test_whoever_is_asked_reads_what_their_yes_leads_to(world, sign_in, offer, call, next_is):
    Offer.objects.update(origin=Offer.Origin.ASK)
    PairingWay.objects.update(trial_call=call)
    page = sign_in(offer.mentor.person).get(url(offer)).content.decode()
    assert re.findall(r"With your yes ([^.]+)\.", page) == [next_is]


def test_yes_and_yes_lead_into_the_space(world, sign_in, offer):
    first = sign_in(world.fay).post(url(offer, "offer_yes"))
    assert (first.status_code, first["Location"]) == (303, url(offer))
    second = sign_in(offer.mentor.person).post(url(offer, "offer_yes"))
    assert second["Location"] == reverse("sessions:space", args=[Offer.objects.get().mentorship.code])
    again = sign_in(world.fay).post(url(offer, "offer_yes"))
    assert (again.status_code, "You two are a pair already." in again.content.decode()) == (409, True)


def test_a_reason_is_for_the_coordinators_and_shows_on_their_page_only(world, sign_in, offer):
    sign_in(world.fay).post(url(offer, "offer_no"), {"reason": "He was my boss once."})
    assert OfferSide.objects.get(answer="no").reason == "He was my boss once."
    page = reverse("matching:open_offers", args=[world.program.code, world.cohort.code])
    assert "He was my boss once." in sign_in(world.mira).get(page).content.decode()
    other = sign_in(offer.mentor.person).get(url(offer)).content.decode()
    assert ("No match was made" in other, "boss" in other, "not this time" in other.lower()) == (
        True,
        False,
        False,
    )


def read(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def ended(world, offer: Offer, how: str) -> None:
    """Fay has said yes, and then no match is made: one way for each state there is, and a veto."""
    gus = offer.mentor
    answer_offer(offer=offer, by=offer.mentee, yes=True)
    if how == "withdrawn":
        withdraw_offer(offer=offer, by=world.mira)
    elif how == "expired":
        Offer.objects.update(expires_at=clock.now())
        expire_offers(clock.now())
    elif how == "never":
        say_never(by=gus.person, about=world.fay)
        assert answer_offer(offer=offer, by=gus, yes=True).state == "full"
    elif how == "place taken":
        start_mentorship(mentor=gus, mentee=offers.mentee(world, "Hal"), by=world.mira)
    else:
        answer_offer(offer=offer, by=gus, yes=False)


@pytest.mark.parametrize("how", ["declined", "never", "place taken", "withdrawn", "expired"])
def test_without_a_pair_it_ends_in_one_way_for_the_two_and_shows_no_places(world, sign_in, offer, how):
    open_page = read(sign_in(world.fay).get(url(offer)))
    ended(world, offer, how)
    for person, places in ((world.fay, "Gus has taken"), (offer.mentor.person, "You have taken")):
        page = read(sign_in(person).get(url(offer)))
        assert "No match was made. You are in the next round." in page
        assert [
            words in page for words in (places, "Places", "Meanwhile", "longer", "without an answer")
        ] == [False] * 5
        assert page.count("No match was made") == 1
    assert "Places Gus has taken 0 of 1 places." in open_page  # so it is not the words that went missing


@pytest.mark.parametrize("how", ["declined", "never", "place taken"])
def test_whoever_comes_too_late_is_told_the_same_of_a_no_a_veto_and_a_place(world, sign_in, offer, how):
    ended(world, offer, how)
    for person in (world.fay, offer.mentor.person):
        answer = sign_in(person).post(url(offer, "offer_yes"))
        assert answer.status_code == 409
        assert read(answer).count("No match was made.") == 2  # the problem, and how it ended
        assert "Meanwhile" not in read(answer)


def test_the_last_yes_after_a_veto_says_no_match_and_nothing_more(world, sign_in, offer):
    answer_offer(offer=offer, by=offer.mentor, yes=True)
    say_never(by=offer.mentor.person, about=world.fay)
    page = read(sign_in(world.fay).post(url(offer, "offer_yes"), follow=True))
    assert (page.count("No match was made."), "taken" in page, "longer" in page) == (2, False, False)


def test_a_coordinator_who_is_one_of_the_two_reads_no_reason(world, sign_in, offer):
    gus = offer.mentor.person
    world.program.staff_roles.create(user=gus.user, organisation=world.orchard, role="coordinator")
    sign_in(world.fay).post(url(offer, "offer_no"), {"reason": "He was my boss once."})
    page = reverse("matching:open_offers", args=[world.program.code, world.cohort.code])
    assert "boss" not in sign_in(gus).get(page).content.decode()


@pytest.mark.parametrize(("name", "field"), [("offer_question", "text"), ("offer_no", "reason")])
def test_too_much_text_is_422_with_the_text_kept(world, sign_in, offer, name, field):
    typed = "x" * 1001
    answer = sign_in(world.fay).post(url(offer, name), {field: typed})
    assert (answer.status_code, typed in answer.content.decode()) == (422, True)


def test_an_answer_that_comes_too_late_is_409_and_says_so(world, sign_in, offer):
    withdraw_offer(offer=offer, by=world.mira)
    answer = sign_in(world.fay).post(url(offer, "offer_yes"))
    assert answer.status_code == 409
    assert "This was taken back meanwhile, so no match was made." in answer.content.decode()


def test_today_shows_it_until_it_is_answered_and_the_mail_reminds_once(world, sign_in, offer):
    client = sign_in(world.fay)
    assert "We think you and Gus fit" in client.get("/today/").content.decode()
    assert Occurrence.objects.filter(kind="proposal_reminder", recipient=world.fay.user).count() == 1
    answer_offer(offer=offer, by=offer.mentee, yes=True)
    assert "We think you and Gus fit" not in client.get("/today/").content.decode()


def test_the_page_costs_at_most_twelve_statements(world, sign_in, offer, django_assert_max_num_queries):
    client = sign_in(world.fay)
    with django_assert_max_num_queries(12):
        client.get(url(offer))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_coordinators_page_costs_the_same(world, sign_in, number, django_assert_num_queries):
    ada = world.enrolment(world.ada)
    for one in range(number):
        offer = Offer.objects.create(
            cohort=world.cohort,
            mentor=ada,
            mentee=offers.mentee(world, f"M{one}"),
            origin="draft",
            sent_at=clock.now(),
        )
        for place in (offer.mentor, offer.mentee):
            OfferSide.objects.create(offer=offer, enrolment=place)
    client = sign_in(world.mira)
    page = reverse("matching:open_offers", args=[world.program.code, world.cohort.code])
    with django_assert_num_queries(6):
        client.get(page)


def test_remind_and_take_back_by_hand(world, sign_in, offer):
    client, where = sign_in(world.mira), [world.program.code, world.cohort.code, offer.code]
    with clock.at(clock.now() + timedelta(days=1)):
        assert client.post(reverse("matching:offer_remind", args=where)).status_code == 303
    assert Occurrence.objects.filter(kind="proposal_reminder").count() == 4
    assert client.post(reverse("matching:offer_withdraw", args=where)).status_code == 303
    assert client.post(reverse("matching:offer_withdraw", args=where)).status_code == 409
    assert Offer.objects.get().state == "withdrawn"
