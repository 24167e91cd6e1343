"""Topics somebody might mean: while they fill in the form, and after they have sent it."""

from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse

from matching.actions.topics import add_topics
from matching.queries.meaning import known_tags, mark_of, said
from matching.queries.topics import MOST, suggest_by_words
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.work import encoder
from mentorship.work.models import Job
from programs.models import Cohort, Enrolment, GoalMeaning, TagMeaning
from tests import make
from tests.programs.views.test_join import typed

GOAL = "I want to negotiate my salary and give better presentations."


def at(world, name="suggest_topics"):
    return reverse(f"matching:{name}", args=[world.program.code, world.cohort.code])


def boxes(answer, name="topics_wanted"):
    return [choice for choice, _label in answer.context["form"].fields[f"{name}_suggested"].choices]


def test_words_suggest_at_most_five_topics_that_somebody_does_not_have():
    found = suggest_by_words(GOAL, [])
    assert {"Negotiation", "Public speaking and presentations"} <= set(found)
    assert len(found) <= MOST
    assert "Negotiation" not in suggest_by_words(GOAL, ["negotiation"])
    assert suggest_by_words("xyzzy", []) == suggest_by_words("", []) == []


def test_without_javascript_the_form_comes_back_as_it_was_typed_and_nothing_is_sent(world, client):
    answer = client.post(at(world), typed(goal=GOAL, name="", email="no address", suggest="topics_wanted"))
    assert (answer.status_code, answer.templates[0].name) == (200, "programs/join.html")
    assert "Negotiation" in boxes(answer)
    assert boxes(answer, "topics_offered") == []
    for typed_before in (GOAL, "no address", "gardening", "Python, Go"):
        assert typed_before in answer.text
    form = answer.context["form"]
    assert (form["usual_hours"].value(), form["roles"].value()) == (
        ["mon-am", "fri-eve"],
        ["mentee", "mentor"],
    )
    assert form["shows_contact"].value() is True
    assert "errorlist" not in answer.text  # nothing is judged before it is sent
    assert not Enrolment.objects.filter(goal__isnull=False, person__name="Gus Öberg").exists()


def test_htmx_gets_the_boxes_only_and_what_was_ticked_stays(world, client):
    headers = {"HX-Request": "true", "HX-Target": "topics_offered-suggested"}
    facts = typed(expertise="k8s\nhiring", suggest="topics_offered", topics_offered_suggested=["Bees"])
    answer = client.post(at(world), facts, headers=headers)
    assert (answer.status_code, "<html" in answer.text) == (200, False)
    assert 'value="Bees"' in answer.text
    assert 'value="Hiring and interviewing candidates"' in answer.text
    assert answer.text.count("checked") == 1


def test_unknown_words_say_so_and_a_made_up_field_suggests_nothing(world, client):
    assert (
        "We know no topic with these words"
        in client.post(at(world), typed(goal="xyzzy", suggest="topics_wanted")).text
    )
    answer = client.post(at(world), typed(suggest="email"))
    assert (answer.status_code, boxes(answer), boxes(answer, "topics_offered")) == (200, [], [])


def test_only_what_is_ticked_counts_when_the_form_is_sent(world, client):
    join = reverse("programs:join", args=[world.program.code, world.cohort.code])
    facts = typed(
        roles=["mentee"], topics_wanted="reviews", topics_wanted_suggested=["Negotiation", "reviews"]
    )
    broken = client.post(join, {**facts, "name": ""})
    assert (broken.status_code, boxes(broken)) == (422, ["Negotiation", "reviews"])
    assert client.post(join, facts).status_code == 303
    assert Enrolment.objects.get(person__name="Gus Öberg").topics == ["reviews", "Negotiation"]


def test_a_closed_cohort_suggests_nothing(world, client):
    Cohort.objects.filter(pk=world.cohort.pk).update(
        enrol_until=clock.today(world.program.zone) - timedelta(days=2)
    )
    assert client.post(at(world), typed(goal=GOAL, suggest="topics_wanted")).status_code == 409


@pytest.fixture
def place(world, settings):
    settings.ENCODER = True
    facts = {"state": "applied", "goal": GOAL, "topics": ["writing"]}
    return make.enrolment(world.cohort, "mentee", world.eve, **facts)


def read_as(place, tag):
    """The goal and this tag point the same way, every other tag elsewhere."""
    here, there = (np.eye(1, 512, at, dtype=np.int8) * 127 for at in (0, 1))
    name = encoder.version()
    GoalMeaning.objects.create(enrolment=place, encoder=name, mark=mark_of(place.goal), vector=here.tobytes())
    TagMeaning.objects.bulk_create(
        TagMeaning(
            mark=mark_of(said(one.pieces)),
            encoder=name,
            vector=(here if one.name == tag else there).tobytes(),
        )
        for one in known_tags()
    )


def test_what_was_sent_is_found_by_words_at_first_and_by_meaning_once_it_is_read(world, sign_in, place):
    browser = sign_in(world.eve)
    early = browser.get(at(world, "own_topics"))
    assert early.status_code == 200
    assert "still being read" in early.text
    assert "Negotiation" in early.text
    assert 'hx-get="?look=1"' in early.text
    headers = {"HX-Request": "true", "HX-Target": "suggested"}
    looked = browser.get(
        at(world, "own_topics"), {"look": "2", "topic_mentee": "Negotiation"}, headers=headers
    )
    assert ("<html" in looked.text, "hx-get" in looked.text) == (False, False)  # it looks twice, then rests
    assert looked.text.count("checked") == 1
    read_as(place, "Volunteer management")
    late = browser.get(at(world, "own_topics"))
    assert "still being read" not in late.text
    assert "Volunteer management" in late.text


def test_ticked_topics_are_added_and_nothing_else(world, sign_in, place):
    browser = sign_in(world.eve)
    nothing = browser.post(at(world, "own_topics"), {"role": "mentee"})
    assert (nothing.status_code, "Tick a topic first." in nothing.text) == (422, True)
    place.refresh_from_db()
    assert place.topics == ["writing"]
    answer = browser.post(
        at(world, "own_topics"), {"role": "mentee", "topic_mentee": ["Negotiation", "writing"]}
    )
    assert answer.status_code == 303
    place.refresh_from_db()
    assert place.topics == ["writing", "Negotiation"]
    assert Job.objects.filter(kind="meaning", subject_id=world.cohort.pk).count() == 1


def test_once_matching_has_started_answers_stay_as_they_are(world, sign_in, place):
    browser = sign_in(world.eve)
    Enrolment.objects.filter(pk=place.pk).update(state="accepted")
    facts = {"role": "mentee", "topic_mentee": ["Negotiation"]}
    late = browser.post(at(world, "own_topics"), facts)
    assert (late.status_code, "can no longer be changed" in late.text) == (409, True)
    assert "can no longer be changed" in browser.get(at(world, "own_topics")).text
    with pytest.raises(Conflict):
        add_topics(place=place, topics=["Negotiation"], by=world.eve.user)
    place.refresh_from_db()
    assert place.topics == ["writing"]


@pytest.mark.parametrize("topics", [1, 3, 30])
def test_statements_do_not_grow_with_topics(world, sign_in, place, topics, django_assert_num_queries):
    browser = sign_in(world.eve)
    Enrolment.objects.filter(pk=place.pk).update(topics=[f"topic {n}" for n in range(topics)])
    read_as(place, "Volunteer management")
    browser.get(at(world, "own_topics"))
    with django_assert_num_queries(9):
        browser.get(at(world, "own_topics"))
