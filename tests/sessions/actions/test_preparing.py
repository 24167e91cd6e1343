"""One's own preparation, sending the agenda, swapping roles."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Occurrence
from programs.models import News
from sessions.actions.agenda import move_topic
from sessions.actions.preparing import allow_agenda_in_mail, save_preparation, send_agenda, swap_roles
from sessions.models import Meeting, PrepNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def meeting(world):
    return rows.meeting(world.ada_ben, days=2)


@pytest.fixture
def ada(world):
    return rows.seats(world.ada_ben)[0]


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


def test_preparation_is_one_for_each_of_the_two_and_only_theirs(world, ada, ben, meeting):
    mine = save_preparation(by=ben, meeting=meeting, text="Ask about March", version=0)
    save_preparation(by=ada, meeting=meeting, text="Leave pauses", version=0)
    assert mine.version == 1
    seen = {who: list(PrepNote.objects.visible_to(who.user)) for who in (world.ben, world.cleo)}
    assert seen == {world.ben: [mine], world.cleo: []}


def test_preparation_over_an_old_version_is_a_conflict_unless_it_is_the_same_text(ben, meeting):
    save_preparation(by=ben, meeting=meeting, text="First", version=0)
    assert save_preparation(by=ben, meeting=meeting, text="First", version=0).version == 1
    with pytest.raises(Conflict):
        save_preparation(by=ben, meeting=meeting, text="Second", version=0)
    assert PrepNote.objects.get().text == "First"


def test_agenda_sent_tells_the_other_and_mails_once_a_day(world, ada, ben, meeting):
    rows.topic(meeting)
    send_agenda(by=ben, meeting=meeting)
    assert send_agenda(by=ben, meeting=meeting).agenda_sent_at is not None
    mails = Occurrence.objects.filter(kind="agenda_ready").values_list("recipient", flat=True)
    assert list(mails) == [world.ada.user_id]
    assert set(News.objects.values_list("kind", "reader")) == {("agenda_ready", ada.pk)}


def test_an_empty_agenda_or_one_of_the_past_is_not_sent(world, ben, meeting):
    with pytest.raises(Conflict, match="no topic"):
        send_agenda(by=ben, meeting=meeting)
    past = rows.meeting(world.ada_ben, days=-2)
    rows.topic(past)
    with pytest.raises(Conflict):
        send_agenda(by=ben, meeting=past)
    assert not Occurrence.objects.filter(kind="agenda_ready").exists()


def test_consent_is_each_persons_own_and_can_be_taken_back(ada, ben):
    allow_agenda_in_mail(by=ben, allowed=True)
    ada.refresh_from_db()
    assert (ben.agenda_in_mail, ada.agenda_in_mail) == (True, None)
    allow_agenda_in_mail(by=ben, allowed=False)
    ben.refresh_from_db()
    assert ben.agenda_in_mail is False


def test_swapping_gives_the_order_to_the_mentor_for_this_meeting_only(world, ada, ben, meeting):
    first, second = rows.topic(meeting, "first"), rows.topic(meeting, "second")
    other = rows.topic(rows.meeting(world.ada_ben, days=5), "elsewhere")
    assert swap_roles(by=ben, meeting=meeting, swapped=True).swapped
    second.refresh_from_db()
    move_topic(by=ada, item=second, up=True)
    assert [topic.title for topic in meeting.agenda_items.all()] == ["second", "first"]
    for member, item in ((ben, first), (ada, other)):
        with pytest.raises(PermissionDenied):
            move_topic(by=member, item=type(item).objects.get(pk=item.pk), up=True)
    assert News.objects.filter(kind="roles_swapped").count() == 1
    assert not swap_roles(by=ada, meeting=meeting, swapped=False).swapped


def test_roles_of_a_past_meeting_stay_as_they_were(world, ben):
    past = rows.meeting(world.ada_ben, days=-1)
    with pytest.raises(Conflict):
        swap_roles(by=ben, meeting=past, swapped=True)
    assert Meeting.objects.get(pk=past.pk).swapped is False
