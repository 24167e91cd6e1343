"""The confirmation page, and the press."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching.actions.drafts import run_matching
from matching.emails import sample, samples
from matching.models import PairingWay
from matching.queries.ways import way_of
from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import BouncedAddress, Occurrence
from programs.models import Enrolment, Mentorship
from tests import make
from tests.matching.offers import asked
from tests.matching.people import fill


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
    assert "1 person whom no mail reaches" in text
    assert "<span>Silent</span>" in text
    assert "Publish 1 match" in text


def test_publish_page_lists_people_whose_mail_comes_back_and_counts_no_mail_for_them(cohort, mira, client):
    for role in ("mentor", "mentee"):
        make.enrolment(cohort, role)
    draft = run_matching(cohort=cohort, by=mira)
    before = client.get(url_of(draft)).content.decode()
    assert "<dd>2 mails," in before
    assert "mail comes back" not in before
    BouncedAddress.objects.create(user=draft.proposals.get().mentee.person.user, reason="550")
    text = client.get(url_of(draft)).content.decode()
    assert "<dd>1 mail," in text
    assert "1 person gets no mail: tell them yourself" in text
    assert "mail comes back" in text


@pytest.mark.parametrize(
    ("mentors", "mentees", "left"), [(3, 2, "mentee"), (2, 3, "mentor"), (2, 2, "mentor")]
)
def test_publish_page_shows_the_mail_of_the_side_that_is_left(cohort, mira, client, mentors, mentees, left):
    fill(cohort, mentors, mentees, easy=True)
    cohort.enrolments.update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    assert f"no {left} for you in this round yet" in client.get(url_of(draft)).content.decode()


def test_publish_page_shows_both_mails_with_invented_people(cohort, mira, client):
    make.enrolment(cohort, "mentor")
    mentee = make.enrolment(cohort, "mentee", goal="My very own words")
    draft = run_matching(cohort=cohort, by=mira)
    text = client.get(url_of(draft)).content.decode()
    assert "Kim Example is your mentor" in text
    assert "no mentor for you in this round yet" in text
    assert mentee.goal not in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_publish_press_starts_the_pairs_and_says_when_the_mails_leave(cohort, mira, client, headers):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    for _ in range(2):
        answer = client.post(url_of(draft), headers=headers)
        assert (answer.headers.get("Location") or answer.headers.get("HX-Redirect")) == url_of(draft)
    text = client.get(url_of(draft)).content.decode()
    assert "3 matches are published. Their mails leave in ten minutes." in text
    assert 'id="undo"' in text
    assert Mentorship.objects.count() == 3


def test_publish_page_of_proposals_says_that_they_are_proposed_and_who_has_answered(cohort, mira, client):
    PairingWay.objects.create(program=cohort.program, way="both")
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    assert "Propose 3 matches</h1>" in client.get(url_of(draft)).content.decode()
    client.post(url_of(draft))
    text = client.get(url_of(draft)).content.decode()
    assert "These matches are proposed" in text
    assert "are published" not in text
    assert reverse("matching:open_offers", args=[cohort.program.code, cohort.code]) in text


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
    with django_assert_num_queries(14):
        client.get(url_of(draft))


def test_publish_only_the_strong_leaves_the_rest_in_the_draft(cohort, mira, client):
    fill(cohort, 4, 4, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    weak = list(draft.proposals.order_by("score")[:2])
    draft.proposals.filter(pk__in=[one.pk for one in weak]).update(score=5000)
    draft.proposals.exclude(pk__in=[one.pk for one in weak]).update(score=7000)
    assert "Publish only the 2 strong now" in client.get(url_of(draft)).content.decode()
    answer = client.post(url_of(draft), {"only": "strong", "pairs": "2"})
    assert (answer.status_code, Mentorship.objects.count()) == (303, 2)
    draft.refresh_from_db()
    assert draft.state == "open"
    text = client.get(url_of(draft)).content.decode()
    assert "2 strong pairs of this draft are published." in text
    assert "Publish 2 matches" in text
    again = client.post(url_of(draft), {"only": "strong", "pairs": "2"})
    assert (again.status_code, Mentorship.objects.count()) == (409, 2)
    client.post(url_of(draft), {"pairs": "2"})
    draft.refresh_from_db()
    assert (draft.state, Mentorship.objects.count()) == ("published", 4)


def test_pages_after_the_strong_ones_count_what_is_left_to_publish(cohort, mira, client):
    fill(cohort, 4, 4, easy=True)
    Enrolment.objects.filter(role="mentor").update(capacity=2)
    draft = run_matching(cohort=cohort, by=mira)
    strong, *weak = draft.proposals.order_by("pk")
    draft.proposals.filter(pk=strong.pk).update(score=7000)
    draft.proposals.filter(pk__in=[one.pk for one in weak]).update(score=5000)
    client.post(url_of(draft), {"only": "strong", "pairs": "1"})
    board = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    text = client.get(board).content.decode()
    assert "<h1>3 proposed pairs</h1>" in text
    assert ">Publish 3 matches</a>" in text
    assert "<b>1</b> pair of this draft is published already." in text
    row = text.split(f'<tr id="pair-{strong.code}"')[1].split("</tr>")[0]
    taken = draft.proposals.filter(mentor=strong.mentor_id).count()
    assert f"{taken} of 2 places" in row
    why = client.get(f"{board}pairs/{strong.code}/").content.decode()
    assert '<span class="badge ok">published</span>' in why
    assert ">Move</a>" not in why
    assert "Who else for" not in why


def test_publish_page_says_that_other_drafts_are_closed_by_it(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    said = "every other open draft of this cohort is closed by it"
    assert f"{said}; undo opens them again" in client.get(url_of(draft)).content.decode()
    client.post(url_of(draft))
    assert said not in client.get(url_of(draft)).content.decode()


def test_pair_that_is_asking_each_other_leads_to_the_proposals_and_asks(cohort, mira, client):
    PairingWay.objects.create(program=cohort.program, way="both")
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    one = draft.proposals.first()
    asked(one.mentee, one.mentor)
    where = [cohort.program.code, cohort.code]
    link = f'<a id="asking-{one.code}" href="{reverse("matching:open_offers", args=where)}">'
    board = reverse("matching:board", args=[*where, draft.number])
    text = client.get(board, {"show": "changed"}).content.decode()
    assert f"{one.mentor.person.name} and {one.mentee.person.name} are asking each other already." in text
    assert link in text
    answer = client.post(url_of(draft), {"pairs": "2"})
    assert answer.status_code == 409
    assert link in answer.content.decode()


def test_undo_press_goes_back_to_the_board_and_a_late_one_is_409(cohort, mira, client):
    fill(cohort, 3, 3, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    client.post(url_of(draft))
    undo = url_of(draft) + "undo/"
    answer = client.post(undo)
    board = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    assert (answer.status_code, answer["Location"]) == (303, board)
    assert Mentorship.objects.count() == 0
    assert client.post(undo).status_code == 404
    client.post(url_of(draft))
    with clock.at(clock.now() + timedelta(minutes=11)):
        late = client.post(undo)
        assert late.status_code == 409
        assert "The ten minutes are over" in late.content.decode()
        assert 'id="undo"' not in client.get(url_of(draft)).content.decode()
    assert Mentorship.objects.count() == 3


def test_send_both_to_me_plans_two_mails_to_me_alone(cohort, mira, client):
    fill(cohort, 2, 2, easy=True)
    draft = run_matching(cohort=cohort, by=mira)
    for _ in range(2):
        answer = client.post(url_of(draft) + "test/")
        assert (answer.status_code, answer["Location"]) == (303, url_of(draft))
    planned = Occurrence.objects.filter(kind="match_sample")
    assert {one.recipient for one in planned} == {mira}
    subjects = sorted(render_mail(sample(one)).subject for one in planned)
    assert subjects == sorted(one.subject for one in samples(draft, way_of(cohort.program)))
