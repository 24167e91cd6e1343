"""From a row that is due to a mail in a real server: every kind, its link, its reason, nothing private."""

import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.urls import resolve

from mentorship import outbox
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import ledger
from mentorship.notifications.kinds import DAILY, KINDS
from mentorship.notifications.models import Delivery, Lane, Occurrence
from programs.actions.invitations import accept_invitation, invite, invite_coordinator
from programs.actions.mentorships import end_mentorship
from programs.models import Member, Mentorship, Person
from programs.models.reminder_rules import USUAL
from sessions.models import AgendaItem, Feedback, Meeting
from tests import make
from tests.sessions import rows
from tests.sink import Sink

ROOT = Path(__file__).resolve().parents[2]
PLANNED = re.compile(r'(?:plan|settle|Due)\(\s*"(\w+)"')
NOW, HOUR, DAY, WEEK = make.NOW, timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def sink(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Sink().running() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def quiet_ledger(frozen, world):
    """The world's own "you are matched" mails are out of the way."""
    Occurrence.objects.all().delete()
    Mentorship.objects.update(started_at=NOW)
    return world


def to(sink: Sink, person: Person) -> list[EmailMessage]:
    return [mail.message for mail in sink.taken if mail.to == [person.email]]


def text_of(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content()


def html_of(message: EmailMessage) -> str:
    return message.get_body(("html",)).get_content()


def link_in(message: EmailMessage) -> str:
    lines = [line for line in text_of(message).splitlines() if "://" in line]
    assert len(lines) == 1
    assert html_of(message).count("<a ") == 1
    assert lines[0].startswith("http://127.0.0.1:8000/")
    return lines[0]


def book(world, starts_at: datetime, **facts) -> Meeting:
    return Meeting.objects.create(
        mentorship=world.ada_ben,
        number=1,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        zone="UTC",
        booked_by=world.member(world.ben),
        created_at=NOW - 9 * DAY,
        **facts,
    )


def sweep(at: datetime = NOW) -> dict[str, int]:
    with clock.at(at):
        outbox.plan_due(at)
        return dict(outbox.send_due(at))


def test_every_kind_the_code_plans_stands_in_the_tables_with_its_words_and_reason():
    code = [path for app in ("programs", "matching", "sessions") for path in (ROOT / app).rglob("*.py")]
    planned = {kind for path in code for kind in PLANNED.findall(path.read_text())}
    assert {"invitation", "matched", "times_proposed"} <= planned
    assert planned - set(KINDS) == set()
    assert set(outbox.COMPOSERS) | set(outbox.READERS) | {DAILY} == set(KINDS)
    assert set(outbox.COMPOSERS) & set(outbox.READERS) == set()
    assert [name for name, kind in KINDS.items() if not str(kind.why).startswith("You get this")] == []
    assert {name for name in outbox.READERS if KINDS[name].lane != Lane.DAILY} == set()
    # A program says of each how often it is told; a proposal has one reminder before it ends.
    assert {*USUAL, "proposal_reminder"} == set(outbox.READERS)


def test_invitation_leaves_for_one_address_and_its_link_opens_the_invitation(quiet_ledger, sink):
    world = quiet_ledger
    person = make.person(world.orchard, "Gil Moreau", email="gil@orchard.example")
    invitation = invite(
        enrolment=make.enrolment(world.cohort, "mentee", person, state="applied"), by=world.mira
    )
    assert sweep() == {"sent": 1}
    (mail,) = to(sink, person)
    assert mail["Subject"] == "You are invited to Growing together"
    assert mail["Message-ID"] == f"<invitation.{invitation.pk}.{person.user_id}.0@127.0.0.1>"
    found = resolve(link_in(mail).removeprefix("http://127.0.0.1:8000"))
    assert (found.view_name, found.kwargs) == ("programs:invitation", {"token": invitation.token})
    assert "Gil" in text_of(mail)
    assert "gave this address" in html_of(mail)
    assert "Orchard" in mail["From"]


def test_invitation_to_coordinate_has_words_of_its_own(quiet_ledger, sink):
    invite_coordinator(program=quiet_ledger.program, email="new@orchard.example", by=quiet_ledger.mira)
    assert sweep() == {"sent": 1}
    assert sink.taken[0].message["Subject"] == "Will you help to coordinate Growing together?"


def test_invitation_answered_before_it_left_does_not_leave(quiet_ledger, sink):
    place = make.enrolment(quiet_ledger.cohort, "mentee", state="applied")
    accept_invitation(invitation=invite(enrolment=place, by=quiet_ledger.mira))
    assert sweep() == {"cancelled": 1}
    assert sink.taken == []


@pytest.mark.parametrize("shows", [True, False])
def test_matched_shows_how_to_reach_the_other_only_with_their_switch_on(frozen, world, sink, shows):
    Person.objects.filter(pk=world.ada.pk).update(
        contact="Mornings, ada@orchard.example", shows_contact=shows
    )
    assert sweep() == {"sent": 4}
    (mail,) = to(sink, world.ben)
    assert mail["Subject"] == "Ada is your mentor"
    assert (
        "Mornings, ada@orchard.example" in text_of(mail),
        "Mornings, ada@orchard.example" in html_of(mail),
    ) == (shows, shows)
    assert mail["Reply-To"] == ("ada@orchard.example" if shows else None)
    assert ("Answers to this mail are not read." in text_of(mail)) is not shows
    space = f"?next=%2Fmentorships%2F{world.ada_ben.code}%2F"
    lines = [line for line in text_of(mail).splitlines() if "://" in line]
    assert [line.partition(space)[2] for line in lines] == [
        "",
        "messages%2F",
    ]  # the space, and a first message


def test_matched_of_a_mentorship_that_ended_meanwhile_does_not_leave(frozen, world, sink):
    end_mentorship(mentorship=world.ada_ben, by=world.mira, tell=False)
    assert sweep() == {"sent": 2, "cancelled": 2}


# --- the daily mail: half past eight on the morning after NOW (in UTC, where these people live)
MORNING = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)


def subjects(sink: Sink, person: Person) -> list[str]:
    return [mail["Subject"] for mail in to(sink, person)]


def test_agenda_reminder_reaches_the_mentee_and_not_once_there_is_an_agenda(quiet_ledger, sink):
    world = quiet_ledger
    User.objects.filter(pk=world.ben.user_id).update(time_zone="Europe/Berlin")
    meeting = book(world, MORNING + 49 * HOUR / 2)
    assert sweep(MORNING) == {"sent": 2}
    (mail,) = to(sink, world.ben)
    assert mail["Subject"] == "Your meeting with Ada has no topic yet"
    assert "Fri 20 Nov, 10:00" in text_of(mail)
    assert f"%2Fmentorships%2F{world.ada_ben.code}%2Fmeetings%2F1%2Fprepare%2F" in text_of(mail)
    assert subjects(sink, world.ada) == ["You meet Ben soon"]
    Occurrence.objects.all().delete()
    outbox.plan_due(MORNING)
    AgendaItem.objects.create(
        meeting=meeting, author=world.member(world.ben), title="CANARY topic", position=1
    )
    outbox.send_due(MORNING)
    assert subjects(sink, world.ben)[1:] == ["You meet Ada soon"]
    assert all(b"CANARY" not in mail.raw for mail in sink.taken)


def test_reminder_of_a_meeting_that_moved_after_it_was_planned_is_left_out(quiet_ledger, sink):
    book(quiet_ledger, MORNING + 49 * HOUR / 2)
    outbox.plan_due(MORNING)
    Meeting.objects.update(starts_at=MORNING + 9 * DAY, ends_at=MORNING + 9 * DAY + HOUR, sequence=1)
    assert dict(outbox.send_due(MORNING)) == {"cancelled": 2}


def test_what_is_about_monday_at_nine_comes_on_friday(quiet_ledger, sink):
    world = quiet_ledger
    book(world, datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert sweep(MORNING) == {}
    assert sweep(MORNING + DAY) == {"sent": 2}
    assert subjects(sink, world.ben) == ["Your meeting with Ada has no topic yet"]
    assert sweep(MORNING + 4 * DAY) == {}


def test_feedback_reminder_reaches_who_has_not_written(quiet_ledger, sink):
    world = quiet_ledger
    meeting = book(world, NOW - 3 * HOUR)
    Feedback.objects.create(meeting=meeting, author=world.member(world.ada), went_well="CANARY praise")
    assert sweep(MORNING) == {"sent": 1}
    (mail,) = to(sink, world.ben)
    assert "%2Fmeetings%2F1%2Ffeedback%2F" in text_of(mail)
    assert b"CANARY" not in mail.as_bytes()


def test_feedback_written_after_planning_settles_it(quiet_ledger, sink):
    meeting = book(quiet_ledger, NOW - 3 * HOUR)
    outbox.plan_due(MORNING)
    for member in Member.objects.filter(mentorship=quiet_ledger.ada_ben):
        Feedback.objects.create(meeting=meeting, author=member, went_well="Good")
    assert dict(outbox.send_due(MORNING)) == {"cancelled": 2}


def test_rhythm_offers_a_date_to_both_with_a_way_to_less(quiet_ledger, sink):
    world = quiet_ledger
    at = MORNING + 5 * WEEK
    assert sweep(at) == {"sent": 4}
    (mail,) = to(sink, world.ada)
    assert mail["Subject"] == "Find a date with Ben"
    assert f"%2Fmentorships%2F{world.ada_ben.code}%2Fmeetings%2Fnew%2F" in text_of(mail)
    assert [line.partition("8000")[2][:6] for line in text_of(mail).splitlines() if "://" in line] == [
        "/open/",
        "/u/lin",
        "/u/" + path_start(mail),
    ]
    assert sweep(at) == {}


def path_start(message: EmailMessage) -> str:
    return message["List-Unsubscribe"].strip().partition("/u/")[2][:3]


def test_rhythm_is_dropped_when_a_date_was_found_meanwhile(quiet_ledger, sink):
    at = MORNING + 5 * WEEK
    outbox.plan_due(at)
    book(quiet_ledger, at + 7 * DAY)
    assert dict(outbox.send_due(at)) == {"cancelled": 2, "sent": 2}


def test_action_is_told_on_its_day_without_its_words(quiet_ledger, sink):
    world = quiet_ledger
    User.objects.filter(pk=world.ben.user_id).update(time_zone="Pacific/Honolulu")
    rows.action(world.member(world.ben), "CANARY action", due_on=date(2026, 11, 20))
    in_honolulu = datetime(2026, 11, 19, 18, 30, tzinfo=UTC)  # the day before, half past eight there
    assert sweep(in_honolulu) == {"cancelled": 1}
    assert sweep(in_honolulu + DAY) == {"sent": 1}
    (mail,) = to(sink, world.ben)
    assert mail["Subject"] == "The date you chose for an action with Ada has come"
    assert b"CANARY" not in mail.as_bytes()


def test_goal_and_agreement_are_lines_of_one_mail_in_the_order_of_today(quiet_ledger, sink):
    world = quiet_ledger
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(started_at=NOW - WEEK)
    rows.goal(world.ada_ben, touched_at=NOW - 31 * DAY)
    assert sweep(MORNING) == {"sent": 2}
    (mail,) = to(sink, world.ben)
    assert mail["Subject"] == "You and Ada have not agreed yet how you work together, and 1 more"
    text = text_of(mail)
    assert text.index("not agreed yet") < text.index("Still the right goal?")
    assert "You get this once on a working day, only when something waits." in text


def test_without_a_way_to_send_nothing_is_taken(frozen, world, settings):
    settings.MAIL_WORKS = False
    assert sweep() == {}
    assert set(Delivery.objects.values_list("state", "attempts")) == {("due", 0)}


def test_demo_mode_writes_into_its_outbox(frozen, world, settings, mailoutbox):
    settings.DEMO = True
    assert sweep() == {"sent": 4}
    assert mailoutbox == []


def test_kind_nobody_knows_is_a_bad_row_not_a_full_stop(quiet_ledger, sink):
    ledger.plan("unheard", subject_id=1, recipient=quiet_ledger.mira)
    book(quiet_ledger, MORNING + DAY)
    assert sweep(MORNING) == {"postponed": 1, "sent": 2}


def test_texts_are_wrapped_and_small(frozen, world, sink):
    sweep()
    for mail in sink.taken:
        text = text_of(mail.message)
        assert max(len(line) for line in text.splitlines() if "://" not in line) <= 72
        assert len(mail.raw) < 12_000
