"""Two presses change a rhythm; either lets both rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Mentorship, News, Pause, RhythmProposal
from sessions.actions.rhythm import NewRhythm, answer_rhythm, pause, propose_rhythm, resume
from sessions.reminders import rules
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
MONTHLY = NewRhythm(4, 60, "video")
QUARTERLY = NewRhythm(13, 90, "in_person")


def rhythm_of(world) -> NewRhythm:
    return NewRhythm.of(Mentorship.objects.get(pk=world.ada_ben.pk))


def open_news() -> list[tuple[str, str]]:
    found = News.objects.open().select_related("reader").order_by("pk")
    return [(row.kind, row.reader.role) for row in found]


def test_rhythm_holds_when_the_other_says_yes(world):
    ada, ben = rows.seats(world.ada_ben)
    before = rhythm_of(world)
    proposal = propose_rhythm(by=ben, rhythm=MONTHLY)
    assert (rhythm_of(world), open_news()) == (before, [("rhythm_proposed", "mentor")])
    answer_rhythm(by=ada, proposal=proposal, yes=True)
    assert (rhythm_of(world), open_news()) == (MONTHLY, [])


def test_rhythm_both_proposed_holds_at_once(world):
    ada, ben = rows.seats(world.ada_ben)
    propose_rhythm(by=ben, rhythm=QUARTERLY)
    assert propose_rhythm(by=ada, rhythm=QUARTERLY).agreed
    assert (rhythm_of(world), RhythmProposal.objects.count()) == (QUARTERLY, 1)


def test_another_proposal_replaces_the_first_and_asks_the_other(world):
    ada, ben = rows.seats(world.ada_ben)
    first = propose_rhythm(by=ben, rhythm=QUARTERLY)
    propose_rhythm(by=ada, rhythm=MONTHLY)
    assert open_news() == [("rhythm_proposed", "mentee")]
    with pytest.raises(Conflict, match="answered or replaced"):
        answer_rhythm(by=ada, proposal=first, yes=True)


def test_rhythm_is_not_agreed_by_whoever_proposed_it_nor_proposed_unchanged(world):
    ben = rows.seats(world.ada_ben)[1]
    proposal = propose_rhythm(by=ben, rhythm=MONTHLY)
    with pytest.raises(Conflict, match="takes the other"):
        answer_rhythm(by=ben, proposal=proposal, yes=True)
    with pytest.raises(Refusal, match="already"):
        propose_rhythm(by=ben, rhythm=rhythm_of(world))


def test_a_no_keeps_what_was_and_tells_whoever_proposed(world):
    ada, ben = rows.seats(world.ada_ben)
    before = rhythm_of(world)
    answer_rhythm(by=ada, proposal=propose_rhythm(by=ben, rhythm=MONTHLY), yes=False)
    assert (rhythm_of(world), open_news()) == (before, [])
    assert News.objects.filter(kind="rhythm_kept", reader=ben).count() == 1


@pytest.mark.parametrize("days", [-3, 0, 184])
def test_a_rest_is_six_months_at_most_and_ahead(world, days):
    until = clock.today(timezone.get_current_timezone()) + timedelta(days=days)
    with pytest.raises(Refusal) as refused:
        pause(by=rows.seats(world.ada_ben)[1], until=until)
    assert (refused.value.field, Pause.objects.count()) == ("until", 0)


def kinds_due(at) -> set[str]:
    with clock.at(at):
        return {kind for kind, found in rules.rhythm(at) if found.exists()}


def test_nobody_is_reminded_while_two_rest_and_silence_counts_from_its_end(world):
    Mentorship.objects.exclude(pk=world.ada_ben.pk).delete()
    ben = rows.seats(world.ada_ben)[1]
    weeks = world.ada_ben.rhythm_weeks
    quiet = make.NOW + timedelta(weeks=weeks, days=8)
    assert "rhythm" in kinds_due(quiet)
    rest = make.some_day(7 * weeks + 30)
    pause(by=ben, until=rest, line="Exams")
    assert kinds_due(quiet) == set()
    assert "rhythm" not in kinds_due(quiet + timedelta(days=24))
    over = make.NOW + timedelta(weeks=2 * weeks, days=38)
    assert "rhythm" in kinds_due(over)


def test_either_goes_on_by_one_press_and_once(world):
    ada, ben = rows.seats(world.ada_ben)
    pause(by=ben, until=make.some_day(20))
    resume(by=ada)
    resume(by=ada)
    assert not Mentorship.objects.get(pk=world.ada_ben.pk).is_paused
    assert News.objects.filter(kind="resumed").count() == 1
