"""Answers stay alone until both are sealed; then both open at one instant, or never."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import AuditEvent, Mentorship, News
from sessions.actions import reviews as actions
from sessions.actions.reviews_closing import close_reviews
from sessions.models import AgendaItem, ReviewProgress, ReviewSheet
from tests.sessions import rows
from tests.sessions.reviews import SAID, opened, sealed_by, waiting_for

pytestmark = pytest.mark.usefixtures("frozen")


def read_by(person) -> list[str]:
    """Whose sheets somebody may read."""
    found = ReviewSheet.objects.visible_to(person.user).order_by("author__role")
    return list(found.values_list("author__role", flat=True))


def test_review_is_put_on_the_next_agenda_once(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Conflict, match="Find a date"):
        actions.put_review_on_agenda(by=ada, period="2026-q4")
    rows.meeting(world.ada_ben, days=20)
    meeting = rows.meeting(world.ada_ben, days=2)
    item = actions.put_review_on_agenda(by=ada, period="2026-q4")
    assert (item.meeting, item.title) == (meeting, "Our impact review for quarter 4 of 2026")
    assert actions.put_review_on_agenda(by=ben, period="2026-q4") == item
    assert AgendaItem.objects.count() == 1
    assert actions.agenda_title("round-2") == "Our impact review 2"


def test_two_seals_open_both_sheets_at_one_instant_and_the_first_alone_opens_nothing(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    review.refresh_from_db()
    assert (review.revealed_at, read_by(world.ada), read_by(world.ben)) == (None, ["mentor"], ["mentee"])
    assert (waiting_for(ada), waiting_for(ben)) == (["review_open"], [])
    later = clock.now() + timedelta(hours=5)
    with clock.at(later):
        sealed_by(ada, review)
    review.refresh_from_db()
    assert review.revealed_at == later
    assert read_by(world.ada) == read_by(world.ben) == ["mentee", "mentor"]
    assert waiting_for(ada) == waiting_for(ben) == ["review_revealed"]
    for stranger in (world.cleo, world.fay, world.eve):
        assert read_by(stranger) == []
    assert not ReviewSheet.objects.visible_to(world.mira).exists()


def test_a_seal_is_told_to_nobody(world):
    """A line with its time would say when."""
    _ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    before = News.objects.count()
    sealed_by(ben, review)
    assert News.objects.count() == before


def test_a_sheet_without_a_sentence_is_not_sealed_and_with_one_it_is(world):
    _ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    empty = actions.Answers(texts={"missing": "We met once more."}, scales={"rhythm": 3}, way="on")
    with pytest.raises(Refusal, match="Write a sentence first"):
        sealed_by(ben, review, empty)
    assert sealed_by(ben, review, replace(empty, texts={"learned": "To wait."})).sealed_at == clock.now()


def test_progress_is_kept_for_goals_of_the_review_and_no_other(world):
    _ada, ben = rows.seats(world.ada_ben)
    rows.goal(world.ada_ben)
    rows.goal(world.cleo_dan)
    other = opened(world.cleo_dan).goals.get()
    review = opened(world.ada_ben)
    said = actions.Answers(progress={review.goals.get().pk: (4, "Nearly."), other.pk: (1, "Not mine")})
    sealed_by(ben, review, said)
    kept = ReviewProgress.objects.get()
    assert (kept.goal, kept.level, kept.text) == (review.goals.get(), 4, "Nearly.")
    assert not ReviewProgress.objects.visible_to(world.ada.user).exists()


def test_the_seal_comes_off_until_the_other_is_on_and_not_after_the_last_day(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    assert actions.unseal_sheet(by=ben, review=review).sealed_at is None
    assert waiting_for(ben) == ["review_open"]
    sealed_by(ben, review)
    with clock.at(review.deadline + timedelta(minutes=1)), pytest.raises(Conflict, match="stays sealed"):
        actions.unseal_sheet(by=ben, review=review)
    sealed_by(ada, review)
    for by in (ada, ben):
        with pytest.raises(Conflict, match="open to you both now"):
            actions.unseal_sheet(by=by, review=review)


def test_what_is_sealed_or_was_changed_elsewhere_is_not_written_over(world):
    _ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    first = actions.save_sheet(by=ben, review=review, version=0, answers=SAID)
    assert (first.version, first.helped) == (1, "Your questions.")
    other = actions.Answers(texts={"helped": "Something else"})
    with pytest.raises(Conflict, match="another window"):
        actions.save_sheet(by=ben, review=review, version=0, answers=other)
    again = actions.save_sheet(by=ben, review=review, version=0, answers=SAID)
    assert (again.version, again.helped) == (2, "Your questions.")
    sealed_by(ben, review)
    with pytest.raises(Conflict, match="Take the seal off first"):
        actions.save_sheet(by=ben, review=review, version=3, answers=other)
    assert ReviewSheet.objects.get(author=ben).helped == "Your questions."


def test_the_one_who_sealed_gives_seven_more_days_once_or_closes_it_for_good(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    until = review.deadline
    sealed_by(ben, review)
    with pytest.raises(Conflict, match="still time"):
        actions.give_more_time(by=ben, review=review)
    with clock.at(until + timedelta(minutes=5)):
        close_reviews(clock.now())
        with pytest.raises(Conflict, match="Whoever has sealed chooses"):
            actions.give_more_time(by=ada, review=review)
        longer = actions.give_more_time(by=ben, review=review)
        assert (longer.deadline - until, longer.extended) == (timedelta(days=8), True)  # from the next day on
        assert (waiting_for(ada), waiting_for(ben)) == (["review_open"], [])
        assert News.objects.get(reader=ada, kind="review_open").until == longer.deadline
        review.lapsed_at = clock.now()
        review.save()
        with pytest.raises(Conflict, match="seven more days already"):
            actions.give_more_time(by=ben, review=review)
        closed = actions.close_unrevealed(by=ben, review=review)
        assert closed.closed_at == clock.now()
        assert (waiting_for(ada), waiting_for(ben)) == ([], [])
        with pytest.raises(Conflict, match="stays yours"):
            sealed_by(ada, review)
    assert (read_by(world.ben), read_by(world.ada)) == (["mentee"], ["mentor"])
    assert News.objects.filter(reader=ada, kind="review_closed").count() == 1


def test_nothing_is_written_in_a_mentorship_that_ended(world):
    ada, ben = rows.seats(world.ada_ben)
    review = opened(world.ada_ben)
    sealed_by(ben, review)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended")
    with pytest.raises(Conflict):
        sealed_by(ada, review)
    review.refresh_from_db()
    assert (review.revealed_at, read_by(world.ben)) == (None, ["mentee"])


def test_the_audit_knows_that_and_never_what(world):
    review = opened(world.ada_ben)
    for member in rows.seats(world.ada_ben):
        sealed_by(member, review)
    verbs = AuditEvent.objects.filter(verb__startswith="review.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["review.sealed", "review.sealed", "review.revealed"]
