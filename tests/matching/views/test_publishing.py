"""The confirmation page, and the press."""

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from programs.models import Enrolment, Mentorship
from tests import make
from tests.matching.people import fill


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation()))


@pytest.fixture
def mira(cohort):
    return make.coordinator(cohort.program)


@pytest.fixture
def client(mira, sign_in):
    return sign_in(mira)


def url_of(draft):
    return reverse("matching:publish", args=[draft.cohort.program.code, draft.cohort.code, draft.number])


def test_publish_page_counts_the_mails_and_lists_people_without_an_address(cohort, mira, client):
    make.enrolment(cohort, "mentor", make.person(cohort.program.organisation, "Uma"))
    mentees = [
        make.person(cohort.program.organisation, "Silent", email="", reference="WCC007"),
        make.person(cohort.program.organisation, "Lea"),
    ]
    for one in mentees:
        make.enrolment(cohort, "mentee", one)
    draft = run_matching(cohort=cohort, by=mira)
    paired = draft.proposals.get().mentee.person
    text = client.get(url_of(draft)).content.decode()
    matched, unmatched = (2, 0) if paired.email else (1, 1)
    assert f"<dd>{matched} mail{'s' * (matched != 1)}," in text
    assert f"<dd>{unmatched} mail{'s' * (unmatched != 1)}," in text
    assert "1 person without an address" in text
    assert "<span>Silent</span>" in text
    assert "Publish 1 match" in text


def test_publish_page_shows_both_mails_with_invented_people(cohort, mira, client):
    make.enrolment(cohort, "mentor")
    mentee = make.enrolment(cohort, "mentee", goal="My very own words")
    draft = run_matching(cohort=cohort, by=mira)
    text = client.get(url_of(draft)).content.decode()
    assert "Kim Example is your mentor" in text
    assert "no mentor for you in this round yet" in text
    assert mentee.goal not in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_publish_press_starts_the_pairs_and_goes_to_the_cohort(cohort, mira, client, headers):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    for _ in range(2):
        answer = client.post(url_of(draft), headers=headers)
        cohort_page = reverse("programs:cohort", args=[cohort.program.code, cohort.code])
        assert (answer.headers.get("Location") or answer.headers.get("HX-Redirect")) == cohort_page
    assert Mentorship.objects.count() == 3


def test_publish_press_after_a_withdrawal_is_409_with_the_name(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    gone = draft.proposals.first().mentee
    Enrolment.objects.filter(pk=gone.pk).update(state="withdrawn")
    answer = client.post(url_of(draft))
    assert answer.status_code == 409
    assert f"{gone.person.name} is not taking part any more." in answer.content.decode()
    assert Mentorship.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3, 30])
def test_publish_page_takes_the_same_statements_for_any_number_of_pairs(
    cohort, mira, client, people, django_assert_num_queries
):
    fill(cohort, people, people, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    with django_assert_num_queries(12):
        client.get(url_of(draft))
