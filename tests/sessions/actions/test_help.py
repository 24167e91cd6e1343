"""Each door has somebody behind it, and nobody else."""

import pytest

from mentorship import outbox
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import end_mentorship
from programs.models import Concern, Ending, HelpRequest, Mentorship, News, SafeguardingContact
from sessions.actions.agenda import add_topic
from sessions.actions.help import ask_for_another, raise_it_together, tell_safeguarding
from sessions.models import AgendaItem, Meeting
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def told(kind: str) -> set[str]:
    return {one.recipient.email for one in Occurrence.objects.filter(kind=kind).select_related("recipient")}


def test_a_change_becomes_a_topic_of_the_next_meeting(world):
    ben = rows.seats(world.ada_ben)[1]
    with pytest.raises(Conflict, match="no meeting ahead"):
        raise_it_together(by=ben, title="How is this going?")
    rows.meeting(world.ada_ben, days=3)
    raise_it_together(by=ben, title="How is this going?")
    assert [item.title for item in AgendaItem.objects.all()] == ["How is this going?"]


def test_a_different_match_goes_to_the_coordinators_and_the_other_is_told_nothing(world):
    ben = rows.seats(world.ada_ben)[1]
    request = ask_for_another(by=ben, wish="talk_first", text="Our hours never meet.")
    assert told("request_received") == {"mira@orchard.example"}
    assert not News.objects.exists()
    assert [HelpRequest.objects.visible_to(who.user).count() for who in (world.ada, world.ben)] == [0, 1]
    with pytest.raises(Conflict, match="already"):
        ask_for_another(by=ben, wish="talk_first")
    assert HelpRequest.objects.get() == request


def test_end_now_ends_and_after_one_talk_begins_an_ending(world):
    ask_for_another(by=rows.seats(world.ada_ben)[1], wish="end_now")
    ask_for_another(by=rows.seats(world.cleo_dan)[1], wish="after_talk")
    states = [Mentorship.objects.get(pk=one.pk).state for one in (world.ada_ben, world.cleo_dan)]
    assert states == ["ended", "active"]
    assert [row.mentorship_id for row in Ending.objects.all()] == [world.cleo_dan.pk]
    with pytest.raises(Refusal, match="meanwhile"):
        ask_for_another(by=rows.seats(world.cleo_dan)[0], wish="made_up")


def test_a_coordinator_who_is_the_partner_reads_no_request_about_themself(world):
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    ask_for_another(by=rows.seats(world.ada_ben)[1], wish="talk_first", text="Somebody else, please.")
    assert told("request_received") == {"mira@orchard.example"}
    readers = [HelpRequest.objects.for_coordinator(user).count() for user in (world.ada.user, world.mira)]
    assert readers == [0, 1]


def test_a_request_nobody_could_read_is_refused(world):
    world.program.staff_roles.all().delete()
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    with pytest.raises(Conflict, match="No coordinator"):
        ask_for_another(by=rows.seats(world.ada_ben)[1], wish="end_now")
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "active"


def test_a_concern_reaches_the_contacts_and_never_a_coordinator(world):
    both = make.safeguarding_contact(world.program, "both@orchard.example")
    world.program.staff_roles.create(user=both, organisation=world.orchard, role="coordinator")
    SafeguardingContact.objects.create(program=world.program, user=world.ada.user)
    concern = tell_safeguarding(by=rows.seats(world.ada_ben)[1], text="It felt wrong.")
    assert told("concern_received") == {"sam@orchard.example"}
    users = (world.sam, world.ben.user, both, world.ada.user, world.mira, world.otto, world.nora)
    seen = [Concern.objects.visible_to(user).filter(pk=concern.pk).exists() for user in users]
    assert seen == [True, True, False, False, False, False, False]
    mail = outbox.desk().compose(Occurrence.objects.get(kind="concern_received"))
    assert "felt wrong." not in str(mail.context["program"])
    assert not News.objects.exists()


def test_without_a_contact_nothing_is_kept(world):
    SafeguardingContact.objects.all().delete()
    with pytest.raises(Conflict, match="named nobody"):
        tell_safeguarding(by=rows.seats(world.ada_ben)[1], text="It felt wrong.")
    assert not Concern.objects.exists()


def test_contact_stopped_at_once_calls_off_and_closes_every_way_to_write(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=1)
    tell_safeguarding(by=ben, text="Please stop this.", stops_contact=True)
    assert Meeting.objects.get(pk=meeting.pk).state == "cancelled"
    with pytest.raises(Conflict, match="paused for now"):
        add_topic(by=ada, meeting=meeting, title="Hello?")
    assert not Mentorship.objects.in_contact().filter(pk=world.ada_ben.pk).exists()
    outbox.plan_due()
    assert not Occurrence.objects.filter(kind__in=["agenda", "feedback", "check_in", "review"]).exists()


def test_a_concern_about_an_ended_mentorship_is_still_taken(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    concern = tell_safeguarding(by=rows.seats(world.ada_ben)[1], text="Looking back.", stops_contact=True)
    assert (concern.stops_contact, Mentorship.objects.get(pk=world.ada_ben.pk).state) == (False, "ended")
