"""What would help somebody without a mentor, and asking a mentor for one more place."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.emails import place_asked
from matching.models import Draft
from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.capacity import answer_capacity
from programs.models import Enrolment
from tests import make


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


@pytest.fixture
def uma(cohort) -> Enrolment:
    """A mentor of one place who has been here."""
    place = make.enrolment(cohort, "mentor", make.person(cohort.program.organisation, "Uma"))
    place.person.user.last_login = clock.now()
    place.person.user.save()
    return place


@pytest.fixture
def draft(cohort, mira, uma) -> Draft:
    for name in ("Ivo", "Kim"):
        make.enrolment(
            cohort, "mentee", make.person(cohort.program.organisation, name, languages=["English"])
        )
    return run_matching(cohort=cohort, by=mira)


def at(draft: Draft, name: str, *more: str) -> str:
    cohort = draft.cohort
    return reverse(f"matching:{name}", args=[cohort.program.code, cohort.code, draft.number, *more])


def lone(draft: Draft) -> Enrolment:
    return draft.leftovers.select_related("enrolment__person").get(enrolment__role="mentee").enrolment


def test_page_of_somebody_left_offers_to_ask_the_full_mentor(draft, uma, client):
    text = client.get(at(draft, "propose", lone(draft).code)).content.decode()
    assert "One more place with <b>Uma</b>" in text
    assert at(draft, "ask_place", lone(draft).code, uma.code) in text


def test_page_of_somebody_left_says_which_rule_alone_stands_between(draft, cohort, mira, client):
    speaker = make.person(cohort.program.organisation, "Fin", languages=["Finnish"])
    make.enrolment(cohort, "mentor", speaker)
    text = client.get(at(draft, "propose", lone(draft).code)).content.decode()
    assert "Without the rule “They share a language” 1 mentor would do." in text


def test_ask_shows_the_mail_then_asks_and_changes_nothing_until_the_mentor_says_yes(draft, uma, client):
    url = at(draft, "ask_place", lone(draft).code, uma.code)
    page = client.get(url).content.decode()
    assert "Could you take up to 2 mentees? You said 1." in page
    answer = client.post(url)
    assert (answer.status_code, answer["Location"]) == (303, at(draft, "propose", lone(draft).code))
    uma.refresh_from_db()
    assert (uma.capacity, uma.capacity_asked) == (1, 2)
    planned = Occurrence.objects.get(kind="place_asked")
    assert planned.recipient == uma.person.user
    mail = render_mail(place_asked(planned))
    assert "Could you take up to 2 mentees? You said 1." in " ".join(mail.text.split())
    for person in ("Ivo", "Kim"):
        assert person not in mail.text + mail.html
    assert client.post(url).status_code == 409
    answer_capacity(enrolment=uma, capacity=2, agree=True, by=uma.person.user)
    assert place_asked(planned) is None


def test_ask_of_a_mentor_who_never_signed_in_is_422_and_asks_nothing(draft, uma, client):
    uma.person.user.last_login = None
    uma.person.user.save()
    answer = client.post(at(draft, "ask_place", lone(draft).code, uma.code))
    assert answer.status_code == 422
    assert "Uma has not signed in yet: ask them yourself" in answer.content.decode()
    assert not Occurrence.objects.filter(kind="place_asked").exists()
    uma.refresh_from_db()
    assert (uma.capacity, uma.capacity_asked) == (1, None)
