"""Looking for a mentor oneself: twelve rows with a sentence, no score, and nobody who is full or does not want it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from matching.actions.offers import answer_offer
from matching.actions.pair_rules import Wanted as Kept
from matching.actions.pair_rules import add_pair_rules
from matching.models import Offer, PairingWay
from mentorship.lib import clock
from programs.actions.vetoes import say_never
from programs.models import Enrolment, Person, Veto
from tests import make
from tests.matching import offers

pytestmark = pytest.mark.usefixtures("frozen")


def find_url(world) -> str:
    return reverse("matching:find", args=[world.program.code, world.cohort.code])


def shown(page: str) -> set[str]:
    return {name for name in ("Gus", "Ida", "Kim", "Lou") if f'Ask<span class="sr"> {name}' in page}


@pytest.fixture
def mentors(world):
    offers.way(world, "self")
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    return {
        "Gus": offers.mentor(world, "Gus", topics=["Hard talks"]),
        "Ida": offers.mentor(world, "Ida", topics=["Money"]),
        "Kim": offers.mentor(world, "Kim", capacity=0),
        "Lou": offers.mentor(world, "Lou", asks_paused=True),
    }


def test_full_and_paused_ones_are_hidden_and_so_is_whoever_said_never(world, sign_in, mentors):
    client = sign_in(world.fay)
    assert shown(client.get(find_url(world)).content.decode()) == {"Gus", "Ida"}
    say_never(by=mentors["Ida"].person, about=world.fay)
    page = client.get(find_url(world)).content.decode()
    assert shown(page) == {"Gus"}
    assert "fit" not in page.split('id="found"')[1].split("</ul>")[0].replace("fits", "").lower()
    ask = reverse("matching:ask", args=[world.program.code, world.cohort.code, mentors["Ida"].code])
    full = reverse("matching:ask", args=[world.program.code, world.cohort.code, mentors["Kim"].code])
    assert (client.get(ask).status_code, client.get(full).status_code) == (404, 404)


def test_whoever_cannot_be_found_cannot_be_asked_and_no_reason_looks_like_another(world, sign_in, mentors):
    """Full, paused, on the list, “never”, no shared language, one’s own manager, a no before: one answer to all."""
    apart, never, abroad, boss, no = (
        offers.mentor(world, name) for name in ("Moana", "Nadja", "Ottmar", "Palina", "Quirin")
    )
    add_pair_rules(
        program=world.program,
        kind="apart",
        wanted=[Kept(world.fay, apart.person, "Old story")],
        by=world.mira,
    )
    say_never(by=never.person, about=world.fay)
    Person.objects.filter(pk=abroad.person_id).update(languages=["Finnish"])
    Person.objects.filter(pk=world.fay.pk).update(languages=["English"], line_manager=boss.person)
    answer_offer(offer=offers.asked(world.enrolment(world.fay), no), by=no, yes=False)
    client, told = sign_in(world.fay), set()
    for mentor in (mentors["Kim"], mentors["Lou"], apart, never, abroad, boss, no):
        url = reverse("matching:ask", args=[world.program.code, world.cohort.code, mentor.code])
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 422)
        answer = client.post(url, offers.NOTE)
        page = re.sub(r"<[^>]+>", "", answer.content.decode()).replace(mentor.person.name, "…")
        assert ("… takes nobody new at the moment." in page, offers.NOTE["intent"] in page) == (True, True)
        told.add((answer.status_code, page))
    assert [status for status, _page in told] == [409]
    assert set(Offer.objects.values_list("mentor", "state")) == {(no.pk, "declined")}
    free = reverse("matching:ask", args=[world.program.code, world.cohort.code, mentors["Gus"].code])
    assert (client.get(free).status_code, client.post(free, offers.NOTE).status_code) == (200, 303)
    assert Offer.objects.get(mentor=mentors["Gus"]).points  # what speaks for the two stands beside it


def test_filters_and_what_loosening_would_show(world, sign_in, mentors):
    Person.objects.filter(pk=mentors["Gus"].person_id).update(languages=["German"])
    client = sign_in(world.fay)
    assert shown(client.get(find_url(world), {"topic": "hard talks"}).content.decode()) == {"Gus"}
    page = client.get(find_url(world), {"topic": "Money", "language": "German"}).content.decode()
    assert ("Nobody fits all filters" in page, shown(page)) == (True, set())
    assert "any topic: 1 mentor" in page
    assert "any language: 1 mentor" in page
    assert client.get(find_url(world), {"topic": "x" * 500, "overlap": "9x"}).status_code == 200


def test_an_ask_needs_its_four_answers_and_keeps_what_was_typed(world, sign_in, mentors):
    url = reverse("matching:ask", args=[world.program.code, world.cohort.code, mentors["Gus"].code])
    client = sign_in(world.fay)
    answer = client.post(url, {**offers.NOTE, "why_you": ""})
    assert (answer.status_code, offers.NOTE["intent"] in answer.content.decode()) == (422, True)
    assert client.post(url, offers.NOTE).status_code == 303
    again = client.post(url, offers.NOTE)
    assert (again.status_code, "You have asked Gus already." in again.content.decode()) == (409, True)
    assert "Asked" in client.get(find_url(world)).content.decode()


def test_how_long_somebody_takes_is_shown_from_two_answers_on(world, sign_in, mentors):
    gus = mentors["Gus"]
    for name in ("Hal", "Jo"):
        offer = offers.asked(offers.mentee(world, name), gus)
        with clock.at(clock.now() + timedelta(hours=50)):
            answer_offer(offer=offer, by=gus, yes=False)
    assert "usually answers within 2 days" in sign_in(world.fay).get(find_url(world)).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same(world, sign_in, number, django_assert_num_queries):
    offers.way(world, "self")
    for one in range(number):
        offers.mentor(world, f"R{one}")
    client = sign_in(world.fay)
    with django_assert_num_queries(12):
        client.get(find_url(world))


def test_htmx_gets_the_list_alone(world, sign_in, mentors):
    answer = sign_in(world.fay).get(find_url(world), headers={"HX-Request": "true", "HX-Target": "found"})
    assert answer.content.decode().strip().startswith('<div id="found"')


class TestWishes:
    def url(self, world, role: str = "mentee") -> str:
        return reverse("matching:wishes", args=[world.program.code, world.cohort.code, role])

    def test_they_are_kept_in_their_order_and_twice_the_same_is_422(self, world, sign_in, mentors):
        offers.way(world, "direct", wishes=3)
        client = sign_in(world.fay)
        gus, ida = mentors["Gus"].code, mentors["Ida"].code
        assert client.post(self.url(world), {"wish_1": ida, "wish_2": gus}).status_code == 303
        fay = world.enrolment(world.fay)
        assert list(fay.wishes.values_list("about__code", "rank")) == [(ida, 1), (gus, 2)]
        twice = client.post(self.url(world), {"wish_1": ida, "wish_2": ida})
        assert (twice.status_code, "above already" in twice.content.decode()) == (422, True)

    def test_whoever_is_named_finds_it_nowhere_and_a_name_is_never_missing(self, world, sign_in, mentors):
        offers.way(world, "direct", wishes=3)
        say_never(by=mentors["Ida"].person, about=world.fay)
        page = sign_in(world.fay).get(self.url(world)).content.decode()
        assert "Ida (Money)" in page  # that she does not want it shows by nothing
        sign_in(world.fay).post(self.url(world), {"wish_1": mentors["Ida"].code})
        for path in ("/today/", "/mentorships/", self.url(world, "mentor")):
            assert "Number 1" not in sign_in(mentors["Ida"].person).get(path).content.decode().replace(
                'for="id_wish_1">Number 1', ""
            )

    def test_without_wishes_in_the_program_it_is_not_there(self, world, sign_in, mentors):
        assert sign_in(world.fay).get(self.url(world)).status_code == 404


class TestNever:
    def test_one_names_a_partner_or_somebody_one_may_meet_and_takes_it_back(self, world, sign_in, mentors):
        client, url = sign_in(world.fay), reverse("matching:vetoes")
        person = mentors["Gus"].person.code
        assert client.post(url, {"person": person, "reason": "My landlord."}).status_code == 303
        assert "My landlord." in client.get(url).content.decode()
        veto = Veto.objects.get()
        back = reverse("matching:veto_back", args=[veto.pk])
        assert sign_in(mentors["Gus"].person).post(back).status_code == 404
        assert client.post(back).status_code == 303
        assert Veto.objects.count() == 0

    def test_nobody_else_of_the_organisation_can_be_named(self, world, sign_in, mentors):
        stranger = make.person(world.orchard, "Stranger")
        answer = sign_in(world.fay).post(reverse("matching:vetoes"), {"person": stranger.code})
        assert (answer.status_code, Veto.objects.count()) == (422, 0)

    def test_asking_for_another_match_may_say_never_again(self, world, sign_in):
        url = reverse("sessions:help_match", args=[world.ada_ben.code])
        sign_in(world.ben).post(url, {"wish": "talk_first", "text": "", "never": "on"})
        assert list(Veto.objects.values_list("author__name", "about__name")) == [("Ben", "Ada")]


def test_the_way_is_chosen_by_the_coordinator(world, sign_in):
    url = reverse("matching:ways", args=[world.program.code])
    client = sign_in(world.mira)
    assert client.post(url, {"way": "made up"}).status_code == 422
    facts = {"way": "hybrid", "answer_days": "3", "wishes": "5", "trial_call": "on"}
    assert client.post(url, facts).status_code == 303
    row = PairingWay.objects.get()
    assert (row.way, row.answer_days, row.wishes, row.trial_call) == ("hybrid", 3, 5, True)
    assert Offer.objects.count() == 0
