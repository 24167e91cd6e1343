"""What a safeguarding contact does about a concern."""

import pytest

from mentorship import outbox
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Lane, Occurrence
from programs.actions.concerns import (
    answer_concern,
    close_concern,
    end_for_safety,
    let_contact_go_on,
    raise_concern,
)
from programs.models import AuditEvent, Concern, Mentorship

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def concern(world) -> Concern:
    return raise_concern(by=world.member(world.ben), text="It felt wrong.", stops_contact=True)


def stopped(world) -> bool:
    return Mentorship.objects.get(pk=world.ada_ben.pk).contact_stopped_at is not None


def test_that_somebody_raised_one_stands_in_no_log(world, concern):
    assert not AuditEvent.objects.filter(actor=world.ben.user).exists()


def test_the_mail_to_a_contact_leaves_at_once_and_names_nobody(world, concern):
    occurrence = Occurrence.objects.get(kind="concern_received")
    assert occurrence.recipient == world.sam
    assert occurrence.delivery.lane == Lane.FAST
    mail = outbox.desk().compose(occurrence)
    assert [name for name in ("Ben", "Ada", "felt wrong.") if name in str(mail.context)] == []


def test_an_answer_reaches_its_author_by_a_mail_that_gives_nothing_away(world, concern):
    answer_concern(concern=concern, by=world.sam, text="Thank you for telling me.")
    mails = [outbox.desk().compose(one) for one in Occurrence.objects.filter(kind="concern_answered")]
    assert (len(mails), "Thank you" in str(mails[0].context)) == (1, False)


def test_contact_goes_on_when_no_concern_stops_it_any_more(world, concern):
    second = raise_concern(by=world.member(world.ada), text="For me, too.", stops_contact=True)
    let_contact_go_on(concern=concern, by=world.ben.user)
    assert stopped(world)
    let_contact_go_on(concern=second, by=world.sam)
    assert not stopped(world)


def test_a_contact_ends_the_mentorship_and_closes_once(world, concern):
    end_for_safety(concern=concern, by=world.sam)
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "ended"
    close_concern(concern=concern, by=world.sam)
    with pytest.raises(Conflict, match="closed meanwhile"):
        close_concern(concern=concern, by=world.sam)
