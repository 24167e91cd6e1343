"""Who is asked how they stand, when, and what becomes of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.concerns import raise_concern
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship, News, Part
from sessions.actions.surveys import answer_survey, ask_surveys, skip_survey
from sessions.models import Survey
from sessions.models.surveys import SCALES
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
NOW, DAY = make.NOW, timedelta(days=1)
LEFT_OUT = dict.fromkeys(SCALES)


@pytest.fixture
def surveyed(world):
    """A program that turned it on; its two mentorships begin now."""
    world.program.chosen_parts = [Part.SURVEYS]
    world.program.save()
    Mentorship.objects.update(started_at=NOW)
    return world


def ask(days: float) -> int:
    with clock.at(NOW + days * DAY):
        return ask_surveys(clock.now())


def bens(world, moment: str = "start") -> Survey:
    return Survey.objects.select_related("member").get(member=world.member(world.ben), moment=moment)


def test_both_are_asked_once_on_the_day_after_they_began(surveyed):
    assert [ask(0.9), ask(1), ask(1), ask(9)] == [0, 4, 0, 0]
    assert set(Survey.objects.values_list("moment", "until")) == {("start", NOW + 28 * DAY)}
    lines = News.objects.open().filter(kind="survey").values_list("ref", "until", "by")
    assert list(lines) == [(1, NOW + 28 * DAY, None)] * 4


def test_whoever_began_long_before_it_was_turned_on_is_not_asked(surveyed):
    assert ask(14) == 0


def test_a_program_without_it_asks_nobody(world):
    assert ask(1) == 0


def test_the_end_is_asked_when_it_ended_and_the_start_no_longer(surveyed):
    ask(1)
    with clock.at(NOW + 2 * DAY):
        end_mentorship(mentorship=surveyed.ada_ben, by=surveyed.mira)
        assert ask_surveys(clock.now()) == 2
    open_ones = News.objects.open().filter(kind="survey", mentorship=surveyed.ada_ben)
    assert sorted(open_ones.values_list("ref", "until")) == [(2, NOW + 30 * DAY)] * 2


def test_where_contact_was_stopped_nobody_is_asked_and_nothing_taken(surveyed):
    ask(1)
    raise_concern(by=surveyed.member(surveyed.ben), text="I would rather not go on.", stops_contact=True)
    with pytest.raises(Conflict):
        answer_survey(survey=bens(surveyed), answers={**LEFT_OUT, "trust": 2})
    end_mentorship(mentorship=Mentorship.objects.get(pk=surveyed.ada_ben.pk), by=surveyed.mira)
    assert ask(2) == 0


def test_answers_are_kept_once_and_the_line_goes(surveyed):
    ask(1)
    one = answer_survey(survey=bens(surveyed), answers={**LEFT_OUT, "trust": 2, "belonging": 5})
    assert [getattr(one, scale) for scale in SCALES] == [None, None, 5, 2]
    assert one.answered_at == NOW
    assert not News.objects.open().filter(kind="survey", reader=one.member).exists()
    for again in (lambda: answer_survey(survey=one, answers={"trust": 5}), lambda: skip_survey(survey=one)):
        with pytest.raises(Conflict):
            again()


def test_skipping_is_as_good(surveyed):
    ask(1)
    skip_survey(survey=bens(surveyed))
    assert not News.objects.open().filter(kind="survey", reader=surveyed.member(surveyed.ben)).exists()
    assert bens(surveyed).answered_at is None


@pytest.mark.parametrize("answers", [LEFT_OUT, {"trust": 0}, {"trust": 6}])
def test_nothing_or_something_odd_is_refused(surveyed, answers):
    ask(1)
    with pytest.raises(Refusal):
        answer_survey(survey=bens(surveyed), answers=answers)
    assert bens(surveyed).answered_at is None


def test_it_closes(surveyed):
    ask(1)
    with clock.at(NOW + 28 * DAY), pytest.raises(Conflict, match="closed"):
        answer_survey(survey=bens(surveyed), answers={"trust": 5})


def test_asking_takes_as_many_statements_for_thirty_pairs_as_for_one(surveyed):
    counts = []
    for pairs in (1, 3, 30):
        for _ in range(pairs):
            make.mentorship(surveyed.cohort, surveyed.mira)
        with CaptureQueriesContext(connection) as taken:
            ask(1)
        counts.append(len(taken))
    assert counts[0] == counts[1] == counts[2] <= 12
