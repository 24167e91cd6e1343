"""A proposed match as the two of it read and answer it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching.actions.offers import answer_offer, withdraw_offer
from matching.models import Offer, OfferSide
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
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
            cohort=world.cohort, mentor=ada, mentee=offers.mentee(world, f"M{one}"), origin="draft"
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
