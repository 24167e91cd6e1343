"""A good ending: letters are opened together, topics put once, the last press counts once."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.models import AuditEvent, Ending, EndingAnswer, Letter, Mentorship, News
from sessions.actions.endings import (
    answer_ending,
    begin_ending,
    deliver_letters,
    end_together,
    go_on,
    put_closing_topics,
    save_letter,
)
from sessions.actions.help import tell_safeguarding
from sessions.models import AgendaItem
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def opened() -> list[bool]:
    return [row.opened_at is not None for row in Letter.objects.order_by("pk")]


def test_an_ending_begins_once_asks_the_other_and_can_be_called_off(world):
    ada, ben = rows.seats(world.ada_ben)
    begin_ending(by=ben)
    begin_ending(by=ada)
    assert [(row.kind, row.reader) for row in News.objects.open()] == [("ending_begun", ada)]
    go_on(by=ada)
    assert (Ending.objects.count(), News.objects.open().count()) == (0, 0)
    assert News.objects.filter(kind="ending_off", reader=ben).count() == 1


def test_closing_topics_are_put_on_the_last_agenda_once(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Conflict, match="Find a date"):
        put_closing_topics(by=ben)
    rows.meeting(world.ada_ben, days=4)
    put_closing_topics(by=ben)
    put_closing_topics(by=ada)
    assert AgendaItem.objects.count() == 3


def test_a_letter_stays_sealed_until_both_are_done_and_both_open_at_one_instant(world):
    ada, ben = rows.seats(world.ada_ben)
    letter = save_letter(by=ben, text="Dear Ada", version=0, done=True)
    save_letter(by=ada, text="Dear B", version=0, done=False)
    assert (opened(), Letter.objects.visible_to(world.ada.user).filter(pk=letter.pk).count()) == (
        [False, False],
        0,
    )
    save_letter(by=ada, text="Dear Ben", version=1, done=True)
    assert len(set(Letter.objects.values_list("opened_at", flat=True))) == 1
    assert Letter.objects.visible_to(world.ada.user).count() == 2
    mails = Occurrence.objects.filter(kind="letter_delivered")
    assert {one.recipient for one in mails} == {world.ada.user, world.ben.user}
    assert all(outbox.desk().compose(one) for one in mails)


def test_a_letter_waits_ten_days_at_most(world):
    ben = rows.seats(world.ada_ben)[1]
    save_letter(by=ben, text="Dear Ada", version=0, done=True)
    later = make.NOW + timedelta(days=10)
    assert deliver_letters(later - timedelta(seconds=1)) == 0
    assert (deliver_letters(later), opened()) == (1, [True])
    assert deliver_letters(later) == 0
    assert [one.recipient for one in Occurrence.objects.filter(kind="letter_delivered")] == [world.ada.user]


def test_the_clock_delivers_letters(world):
    save_letter(by=rows.seats(world.ada_ben)[1], text="Dear Ada", version=0, done=True)
    outbox.plan_due(make.NOW + timedelta(days=10))
    assert opened() == [True]


def test_a_second_letter_follows_one_that_was_delivered(world):
    ada, ben = rows.seats(world.ada_ben)
    save_letter(by=ben, text="Dear Ada", version=0, done=True)
    deliver_letters(make.NOW + timedelta(days=10))
    save_letter(by=ada, text="Dear Ben", version=0, done=True)
    assert opened() == [True, True]


def test_a_letter_is_not_changed_by_an_old_window_nor_after_delivery_nor_empty(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Refusal, match="sentence"):
        save_letter(by=ben, text="", version=0, done=True)
    save_letter(by=ben, text="One", version=0, done=True)
    with pytest.raises(Conflict, match="another window"):
        save_letter(by=ben, text="Two", version=0, done=True)
    save_letter(by=ada, text="Mine", version=0, done=True)
    with pytest.raises(Conflict, match="delivered"):
        save_letter(by=ben, text="Three", version=1, done=True)
    assert Letter.objects.get(author=ben).text == "One"


def test_no_letter_passes_where_contact_was_stopped(world):
    ada, ben = rows.seats(world.ada_ben)
    save_letter(by=ada, text="Before", version=0, done=True)
    tell_safeguarding(by=ben, text="Stop.", stops_contact=True)
    assert deliver_letters(make.NOW + timedelta(days=20)) == 0
    with pytest.raises(Conflict, match="paused"):
        save_letter(by=ada, text="After", version=1, done=True)


def test_the_last_press_counts_once_whoever_is_second(world):
    ada, ben = rows.seats(world.ada_ben)
    begin_ending(by=ben)
    first = end_together(by=ada)
    with clock.at(make.NOW + timedelta(seconds=1)):
        second = end_together(by=ben)
    assert (second.state, second.ended_at) == ("ended", first.ended_at)
    assert AuditEvent.objects.filter(verb="mentorship.ended").count() == 1


def test_answers_are_their_authors_and_written_over(world):
    ada, ben = rows.seats(world.ada_ben)
    answer_ending(by=ben, outcome="skill", useful=4)
    end_together(by=ada)
    answer_ending(by=ben, outcome="role", useful=5, stays_in_touch=True)
    assert [(row.outcome, row.useful) for row in EndingAnswer.objects.visible_to(world.ben.user)] == [
        ("role", 5)
    ]
    assert not EndingAnswer.objects.visible_to(world.ada.user).exists()
    assert not EndingAnswer.objects.visible_to(world.mira).exists()
    assert Mentorship.objects.get(pk=world.ada_ben.pk).end_reason == ""


def test_a_finished_letter_is_a_draft_again_when_the_ending_is_called_off(world):
    """It says good-bye: its author alone decides whether it still does."""
    ada, ben = rows.seats(world.ada_ben)
    begin_ending(by=ben)
    save_letter(by=ben, text="Dear Ada", version=0, done=True)
    go_on(by=ada)
    assert deliver_letters(make.NOW + timedelta(days=30)) == 0
    assert (opened(), Letter.objects.get(author=ben).done_at) == ([False], None)
    assert save_letter(by=ben, text="Dear Ada", version=1, done=True).done_at == clock.now()
