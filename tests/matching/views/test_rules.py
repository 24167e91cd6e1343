"""The page before a run."""

import pytest
from django.urls import reverse

from matching.actions import orders
from matching.engine import DEFAULT_WEIGHTS, from_plain
from matching.models import Draft, RuleVersion
from matching.queries import rules
from matching.queries.criteria import template_of
from mentorship import jobs
from mentorship.work.models import Job
from programs.actions.questions import add_question, publish_form
from programs.models import AuditEvent, Enrolment, Program
from tests import make
from tests.matching.people import fill


@pytest.fixture
def client(cohort, sign_in):
    return sign_in(make.coordinator(cohort.program))


@pytest.fixture
def url(cohort):
    return reverse("matching:rules", args=[cohort.program.code, cohort.code])


def answers(**changes):
    return {**DEFAULT_WEIGHTS, "policy": "fair_floor", **changes}


def test_rules_count_who_takes_part_and_what_a_must_removes(cohort, client, url):
    fill(cohort, 2, 3, easy=True)
    Enrolment.objects.filter(role="mentor").update(capacity=2)
    finnish = cohort.enrolments.mentees().first().person
    finnish.languages = ["Finnish"]
    finnish.save()
    text = client.get(url).content.decode()
    assert "3 mentees wait for a mentor; 2 mentors have 4 free places." in text
    assert "removes 2 of 6 pairs; 1 person left with no option" in text
    assert "Together they leave 4 of 6 pairs possible." in text
    assert "One mentee has no possible mentor" in text


@pytest.mark.parametrize(
    ("mentors", "mentees", "places", "said"),
    [
        (1, 1, 1, "1 mentee waits for a mentor; 1 mentor has 1 free place."),
        (1, 2, 3, "2 mentees wait for a mentor; 1 mentor has 3 free places."),
    ],
)
def test_rules_count_one_and_many_in_their_own_words(cohort, client, url, mentors, mentees, places, said):
    fill(cohort, mentors, mentees, easy=True)
    Enrolment.objects.filter(role="mentor").update(capacity=places)
    assert said in client.get(url).content.decode()


def test_rules_say_honestly_that_too_many_pairs_are_not_counted(cohort, client, url, monkeypatch):
    fill(cohort, 2, 3, easy=True)
    monkeypatch.setattr(rules, "MOST_PAIRS", 5)
    text = client.get(url).content.decode()
    assert "3 mentees and 2 mentors are 6 pairs: too many to count while you wait." in " ".join(text.split())
    assert "removes 0" not in text
    assert "of 6 pairs" not in text.replace("are 6 pairs", "")


@pytest.mark.parametrize(("kind", "weight"), [("classic", 2), ("reverse", 0), ("peer", 0)])
def test_rules_want_no_senior_mentor_where_the_kind_of_program_does_not(cohort, client, url, kind, weight):
    cohort.program.kind = kind
    cohort.program.save()
    assert client.get(url).context["form"]["seniority"].value() == weight


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_rules_run_goes_to_the_board_with_the_weights_given(cohort, client, url, headers):
    fill(cohort, 3, 3)
    answer = client.post(url, answers(topics="0", department="5", policy="best_total"), headers=headers)
    draft = Draft.objects.get()
    board = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    assert (answer.headers.get("Location") or answer.headers.get("HX-Redirect")) == board
    assert draft.weights == {**DEFAULT_WEIGHTS, "topics": 0, "department": 5}
    assert draft.policy == "best_total"
    saved = RuleVersion.objects.get()
    assert (saved.number, saved.criteria) == (1, draft.rules)


def test_rules_sent_twice_make_one_draft(cohort, client, url):
    fill(cohort, 3, 3)
    first = client.post(url, answers(form_key="k" * 24))
    second = client.post(url, answers(form_key="k" * 24))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("weight", ["", "6", "-1", "1.5", "many", "9" * 60])
def test_rules_with_a_wrong_weight_are_422_beside_the_field(cohort, client, url, weight):
    fill(cohort, 3, 3)
    answer = client.post(url, answers(topics=weight))
    assert answer.status_code == 422
    assert "Choose how much it matters, from “ignore” to “matters most”." in answer.content.decode()
    assert Draft.objects.count() == 0


def test_rules_with_a_policy_there_is_not_are_422(cohort, client, url):
    fill(cohort, 3, 3)
    assert client.post(url, answers(policy="fairest")).status_code == 422
    assert Draft.objects.count() == 0


def test_rules_without_anybody_are_409_with_a_sentence(client, url):
    answer = client.post(url, answers())
    assert answer.status_code == 409
    assert "Nobody is waiting for a mentor" in answer.content.decode()


def test_rules_of_many_people_order_a_job_that_makes_the_draft_with_what_was_given(cohort, client, url):
    fill(cohort, 1, orders.MOST_IN_A_REQUEST + 1, easy=True)
    answer = client.post(url, answers(topics="0", policy="best_total"))
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("dashboards:job", args=[job.code]))
    assert (job.kind, job.state, job.asked_from, Draft.objects.count()) == ("matching", "queued", url, 0)
    jobs.run_jobs.apply().get()
    job.refresh_from_db()
    draft = Draft.objects.get()
    board = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    assert (job.state, job.result_path) == ("done", board)
    assert (draft.made_by, draft.policy, draft.weights["topics"]) == (job.by, "best_total", 0)
    assert client.get(board).status_code == 200


@pytest.mark.parametrize("people", [1, 3, 30])
def test_rules_take_the_same_statements_for_any_number_of_people(
    cohort, client, url, people, django_assert_num_queries
):
    fill(cohort, people, people)
    with django_assert_num_queries(10):
        client.get(url)


def test_rules_of_a_cohort_under_another_programs_address_are_404(cohort, client, world):
    assert client.get(reverse("matching:rules", args=[world.program.code, cohort.code])).status_code == 404


def test_rules_are_saved_without_a_run_and_only_when_they_changed(cohort, client, url):
    for topics, number in (("1", 1), ("1", 1), ("2", 2)):
        assert client.post(url, answers(topics=topics, do="save"))["Location"] == url
        assert RuleVersion.objects.order_by("-number").first().number == number
    assert (Draft.objects.count(), client.get(url).context["form"]["topics"].value()) == (0, 2)
    assert AuditEvent.objects.filter(verb="rules.saved").count() == 2


def test_rules_saved_over_newer_ones_are_409_with_what_was_chosen_kept(cohort, client, url):
    client.post(url, answers(topics="1", do="save", seen="0"))
    answer = client.post(url, answers(topics="2", do="save", seen="0"))
    assert answer.status_code == 409
    assert "Another coordinator saved these rules meanwhile." in answer.content.decode()
    assert answer.context["form"]["topics"].value() == "2"
    assert RuleVersion.objects.count() == 1


@pytest.mark.parametrize("kind", Program.Kind.values)
def test_rules_begin_from_what_suits_a_kind_of_program(cohort, client, url, kind):
    begin = reverse("matching:rules_begin", args=[cohort.program.code, cohort.code])
    assert client.post(begin, {"kind": kind, "seen": "0"})["Location"] == url
    assert from_plain(RuleVersion.objects.get().criteria) == template_of(kind)
    assert client.post(begin, {"kind": kind, "seen": "0"}).status_code == 409
    assert client.post(begin, {"kind": "zodiac"}).status_code == 422


def test_rules_begun_from_can_be_gone_back_from(cohort, client, url):
    begin = reverse("matching:rules_begin", args=[cohort.program.code, cohort.code])
    client.post(url, answers(topics="1", do="save", seen="0"))
    own = RuleVersion.objects.get().criteria
    assert "What you had before" not in client.get(url).content.decode()
    assert client.post(begin, {"kind": "before", "seen": "1"}).status_code == 422
    answer = client.post(begin, {"kind": "reverse", "seen": "1"}, follow=True)
    assert "What you had is version 1" in answer.content.decode()
    assert "What you had before: version 1" in client.get(url).content.decode()
    client.post(begin, {"kind": "before", "seen": "2"})
    assert [one.criteria == own for one in RuleVersion.objects.order_by("number")] == [True, False, True]


def test_a_new_cohort_begins_with_what_its_program_settled(cohort, client, url):
    client.post(url, answers(topics="1", do="save"))
    later = make.cohort(cohort.program, name="Next")
    page = client.get(reverse("matching:rules", args=[cohort.program.code, later.code]))
    assert (page.context["form"]["topics"].value(), page.context["page"].number) == (1, 0)


def test_rules_show_what_a_question_of_the_form_means_and_nothing_of_the_audit(cohort, client, url):
    of = {"by": make.coordinator(cohort.program, "x@y.example"), "program": cohort.program, "kind": "yes_no"}
    add_question(**of, label="Do you work from home?", matching="same")
    add_question(**of, label="Do you like surprises?", matching="audit")
    publish_form(by=of["by"], program=cohort.program)
    text = client.get(url).content.decode()
    assert "“Do you work from home?”: the same for both" in text
    assert "surprises" not in text
