"""The mail before private texts are deleted: once, in time, to whoever is concerned, and not when plans change."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from mentorship.work import nightly
from programs.actions.closings import archive_cohort, reopen_cohort
from programs.actions.mentorships import end_mentorship
from programs.models import Mentorship
from sessions.actions.retention import delete_old_texts
from sessions.actions.retention_notice import tell_before_deletion
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def archived(world):
    """Kept for forty more days."""
    for pair in Mentorship.objects.active():
        end_mentorship(mentorship=pair, by=world.mira)
    return archive_cohort(cohort=world.cohort, by=world.mira, texts_until=make.some_day(40))


def told(after: int) -> list[Occurrence]:
    with clock.at(make.NOW + timedelta(days=after)):
        tell_before_deletion()
    return list(Occurrence.objects.filter(kind="texts_end").order_by("pk"))


def composed(one: Occurrence, after: int):
    with clock.at(make.NOW + timedelta(days=after)):
        return outbox.desk().compose(one)


def test_everybody_concerned_is_told_once_and_fourteen_days_before(world, archived):
    make.enrolment(archived, "mentee", make.person(world.orchard, email="", reference="G1"))
    assert tell_before_deletion in nightly.NIGHTLY
    assert nightly.NIGHTLY.index(tell_before_deletion) < nightly.NIGHTLY.index(delete_old_texts)
    assert told(after=25) == []
    first = told(after=26)
    placed = [one.user for one in (world.ada, world.ben, world.cleo, world.dan, world.fay)]
    assert {one.recipient for one in first} == {*placed, world.mira, world.otto}
    assert len(first) == 7
    assert [one.pk for one in told(after=27)] == [one.pk for one in first]
    assert {(one.due_at - make.NOW).days for one in first} == {25}  # in the morning of the 26th day


def test_a_night_that_was_missed_is_made_up_for(world, archived):
    assert len(told(after=39)) == 7
    Occurrence.objects.all().delete()
    assert told(after=41) == []


def test_it_says_what_goes_and_stays_and_leads_to_ones_own_pages(world, archived):
    mails = {one.recipient: composed(one, 26) for one in told(after=26)}
    ben, fay, mira = (render_mail(mails[user]).text for user in (world.ben.user, world.fay.user, world.mira))
    for text in (ben, fay, mira):
        assert ("messages, agendas, notes" in text, "letters, thanks" in text) == (True, True)
    assert ("save or print" in ben, "save or print" in mira) == (True, False)
    assert "Nothing is asked of you" in mira
    assert [mails[one].context["own"] for one in (world.ben.user, world.fay.user, world.mira)] == [
        True, True, False,
    ]  # fmt: skip
    assert world.ada.shown_name not in ben


def test_no_mail_once_it_is_opened_again_another_day_is_named_or_all_is_gone(world, archived):
    (ben,) = [one for one in told(after=26) if one.recipient == world.ben.user]
    assert composed(ben, 26) is not None
    with clock.at(make.NOW + timedelta(days=27)):
        reopen_cohort(cohort=archived, by=world.mira)
    assert composed(ben, 27) is None
    with clock.at(make.NOW + timedelta(days=28)):
        archive_cohort(cohort=archived, by=world.mira, texts_until=make.some_day(70))
    assert composed(ben, 28) is None
    (again,) = [one for one in told(after=90) if one.recipient == world.ben.user and one.pk != ben.pk]
    with clock.at(make.NOW + timedelta(days=99)):
        assert delete_old_texts() == 1
        assert outbox.desk().compose(again) is None


@pytest.mark.parametrize("number", [1, 30])
def test_it_takes_the_same_few_statements_for_many_people(
    world, archived, django_assert_max_num_queries, number
):
    for _each in range(number):
        make.enrolment(archived, "mentee")
    with clock.at(make.NOW + timedelta(days=26)), django_assert_max_num_queries(7):
        assert tell_before_deletion() == 7 + number
