"""The mail to whoever has no pair, and the samples a coordinator looks at."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.publishing import publish
from matching.emails import samples, unmatched
from matching.queries.ways import way_of
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import start_mentorship
from programs.models import Enrolment
from tests import make


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation(), name="Growing together"), name="Autumn")


@pytest.fixture
def mira(cohort):
    return make.coordinator(cohort.program)


@pytest.fixture
def left(cohort, mira) -> Occurrence:
    """What was planned for the one of two mentees who got no mentor."""
    make.enrolment(cohort, "mentor")
    for name in ("Ivo", "Kim"):
        make.enrolment(cohort, "mentee", make.person(cohort.program.organisation, name), goal="My own words")
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    return Occurrence.objects.get(kind="unmatched")


def test_unmatched_mail_says_what_happens_next_and_quotes_nobody(left):
    mail = render_mail(unmatched(left))
    name = Enrolment.objects.get(pk=left.subject_id).person.name
    assert mail.subject == "Growing together: no mentor for you in this round yet"
    assert f"Hello {name}," in mail.text
    assert "your place stays" in " ".join(mail.text.split())
    assert "/open/" in mail.text
    assert "My own words" not in mail.text + mail.html
    assert "Answers to this mail are not read." in mail.text


def test_unmatched_mail_to_a_mentor_speaks_of_a_mentee(cohort, mira):
    make.enrolment(cohort, "mentor")
    make.enrolment(cohort, "mentor")
    make.enrolment(cohort, "mentee")
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    mail = render_mail(unmatched(Occurrence.objects.get(kind="unmatched")))
    assert mail.subject == "Growing together: no mentee for you in this round yet"


def test_unmatched_mail_is_not_wanted_by_somebody_who_meets_a_mentor_by_now(left, cohort, mira):
    mentee = Enrolment.objects.get(pk=left.subject_id)
    start_mentorship(mentor=make.enrolment(cohort, "mentor"), mentee=mentee, by=mira)
    assert unmatched(left) is None


def test_unmatched_mail_is_not_wanted_by_somebody_who_withdrew(left):
    Enrolment.objects.filter(pk=left.subject_id).update(state="withdrawn")
    assert unmatched(left) is None


def test_samples_are_both_mails_with_invented_people(cohort, mira):
    for role in ("mentor", "mentee"):
        make.enrolment(cohort, role)
    met, lone = samples(run_matching(cohort=cohort, by=mira), way_of(cohort.program))
    assert met.subject == "Kim Example is your mentor"
    assert "Growing together" in met.text
    assert "Hello Robin," in lone.text
