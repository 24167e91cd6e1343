"""The night after the day that was named the private texts of a cohort are gone; what was promised to stay stays."""

from datetime import timedelta

import pytest
from django.apps import apps

from matching.actions import retention as before_a_pair
from mentorship.lib import clock
from mentorship.work import nightly
from programs.actions.closings import archive_cohort
from programs.actions.mentorships import end_mentorship
from programs.audiences import FIELDS
from programs.models import Cohort, HelpRequest, Mentorship
from sessions.actions.retention import CLEARED, DELETED, delete_old_texts
from tests import make
from tests.access.test_canary import plant

# Whose words stay, each with its reason; the help text beside the day says so.
STAYS = {
    "mentoring_sessions.Goal": "the keepsake",
    "mentoring_sessions.GoalWords": "the keepsake",
    "mentoring_sessions.Milestone": "the keepsake",
    "mentoring_sessions.Evidence": "the keepsake",
    "mentoring_sessions.Thanks": "the keepsake",
    "mentoring_sessions.Outcome": "the keepsake",
    "programs.Letter": "the keepsake",
    "programs.Story": "both said yes to it, or it is a draft of theirs",
    "programs.SharedStory": "both said yes to it",
    "mentoring_sessions.JournalEntry": "of one person, not of a cohort",
    "programs.Person": "of one person, not of a cohort",
    "programs.Concern": "with the safeguarding contacts",
    "programs.ConcernAnswer": "with the safeguarding contacts",
    "matching.PairRule": "of the coordinators, and of a program: it has to hold in the next round as well",
    "programs.CoordinatorNote": "of the coordinators",
    "programs.CohortOutcome": "of the coordinators",
    "programs.PeopleImport": "deleted after a day anyway",
}

# What matching computes with stays: words and choices of a list, no sentences.
COMPUTED = {"programs.Enrolment.topics", "programs.Enrolment.expertise", "programs.Enrolment.done"}


def names(models) -> set[str]:
    return {model._meta.label for model in models}


def test_every_private_model_is_deleted_cleared_or_said_to_stay():
    gone = names({**DELETED, **before_a_pair.DELETED}) | names({**CLEARED, **before_a_pair.CLEARED})
    assert gone | set(STAYS) == {name.rsplit(".", 1)[0] for name in FIELDS}
    assert gone & set(STAYS) == set()
    cleared = {
        f"{model._meta.label}.{name}"
        for model, (_path, kept) in {**CLEARED, **before_a_pair.CLEARED}.items()
        for name in kept
    }
    whole = {name for name in FIELDS if name.rsplit(".", 1)[0] in names({**CLEARED, **before_a_pair.CLEARED})}
    assert whole - cleared == COMPUTED


def left() -> list[str]:
    """Private fields that still hold something and should not, wherever their row stands."""
    found = []
    for name in FIELDS:
        label, field = name.rsplit(".", 1)
        if label not in STAYS and any(apps.get_model(label).objects.values_list(field, flat=True)):
            found.append(name)
    return found


def archived(world):
    plant(world)
    HelpRequest.objects.update(state="closed")
    for pair in Mentorship.objects.active():
        end_mentorship(mentorship=pair, by=world.mira)
    day = make.some_day(40)
    return archive_cohort(cohort=world.cohort, by=world.mira, texts_until=day), day


@pytest.mark.usefixtures("frozen")
def test_texts_are_deleted_by_the_night_after_their_day_and_the_keepsake_stays(world, sign_in):
    assert {delete_old_texts, before_a_pair.delete_old_words} <= set(nightly.NIGHTLY)
    cohort, _day = archived(world)
    before = left()
    assert len(before) > 50
    kept = {label: apps.get_model(label).objects.count() for label in STAYS}
    with clock.at(clock.now() + timedelta(days=40)):
        assert delete_old_texts() == 0
    assert left() == before
    with clock.at(clock.now() + timedelta(days=41)):
        assert (delete_old_texts(), delete_old_texts()) == (1, 0)
        assert before_a_pair.delete_old_words() == 1
    assert set(left()) <= COMPUTED
    assert {label: apps.get_model(label).objects.count() for label in STAYS} == kept
    assert Cohort.objects.get(pk=cohort.pk).texts_deleted_at is not None
    _pages_open(sign_in(world.ben), world.ada_ben.code)


def _pages_open(client, code: str) -> None:
    """The space and its pages are there without their words."""
    assert "were deleted on" in client.get(f"/mentorships/{code}/").content.decode()
    pages = "meetings goals agreement feedback learning reviews messages notes keepsake meetings/1 goals/1"
    answers = {page: client.get(f"/mentorships/{code}/{page}/").status_code for page in pages.split()}
    assert answers == dict.fromkeys(pages.split(), 200)
