"""Where an answer goes, of every kind of mail there is: to the partner who shares an address, or nowhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from matching.models import Draft, Offer, OfferSide
from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.kinds import DAILY
from mentorship.notifications.mail import message_of, unread_note
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions import audit, concerns, invitations, requests
from programs.actions.coordinator_notes import send_note
from programs.actions.hand_overs import hand_over_for_holiday
from programs.actions.reopening import end_for_them, reopen_mentorship
from programs.actions.timeline import Wanted, add_date, answer_date, remove_date
from programs.models import Cohort, Concern, HelpRequest, Mentorship, Person, SafeguardingContact
from sessions.actions import endings, feedback_requests, meetings, messages, preparing, proposals
from sessions.actions.agenda import add_topic
from sessions.actions.feedback import record_feedback
from sessions.actions.help import ask_for_another, tell_safeguarding
from sessions.actions.retention_notice import tell_before_deletion
from tests import make
from tests.sessions import rows
from tests.world import World

pytestmark = pytest.mark.usefixtures("frozen")
WHEN = meetings.When(date(2026, 12, 1), time(14), 45, ZoneInfo("Europe/Berlin"))
DAY = timedelta(days=1)
# Of a pair, to one of the two: an answer may go to the other.
BETWEEN = {
    "matched", "meeting_booked", "meeting_moved", "meeting_cancelled", "feedback_received", "feedback_asked",
    "letter_delivered", "message_received", "first_message", "times_proposed", "agenda_ready",
}  # fmt: skip
MORNING = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)


def _for_a_place(world: World) -> None:
    """Every mail of somebody who asks for a place, is invited, or is left without a pair."""
    place = make.enrolment(world.cohort, "mentee", state="applied")
    asked = invitations.invite(enrolment=place, by=world.mira)
    _plan("invitation_reminder", asked, place.person)
    for name in ("received", "accepted", "declined", "waitlisted"):
        state = name if name in {"accepted", "declined"} else "applied"
        waits = clock.now() if name == "waitlisted" else None
        gus = make.enrolment(world.cohort, "mentee", state=state, waiting_since=waits)
        _plan(f"application_{name}", gus, gus.person)
    _plan("application_known", world.cohort, world.fay)
    _plan("unmatched", world.enrolment(world.fay), world.fay)
    _plan("address_changed", world.member(world.ben), world.ben)


def _plan(kind: str, subject, reader: Person, period: str = "") -> None:
    row = {"kind": kind, "subject_id": subject.pk, "recipient": reader.user}
    Occurrence.objects.create(**row, period=period, due_at=clock.now())


def _for_help(world: World) -> None:
    ben = rows.seats(world.ada_ben)[1]
    contact = SafeguardingContact.objects.get(user=world.sam)
    _plan("safeguarding_added", contact, Person(user=world.sam))
    event = audit.record(
        "safeguarding.added",
        target=world.sam,
        by=world.mira,
        organisation=world.orchard,
        program=world.program,
    )
    _plan("contacts_changed", event, Person(user=world.otto))
    ask_for_another(by=ben, wish=HelpRequest.Wish.TALK_FIRST, text="Help")
    tell_safeguarding(by=ben, text="Help")


def _answers_of_staff(world: World) -> None:
    requests.answer_request(request=HelpRequest.objects.get(), by=world.mira, text="Yes")
    concerns.answer_concern(concern=Concern.objects.get(), by=world.sam, text="Yes")


def _by_a_coordinator(world: World) -> None:
    send_note(
        cohort=world.cohort,
        to=[world.ada_ben.pk],
        whom="both",
        by=world.mira,
        subject="Hello",
        text="How are you two?",
    )
    days = {"from_on": make.some_day(1), "until": make.some_day(5)}
    hand_over_for_holiday(program=world.program, by=world.mira, to=world.nora, **days)


def _between_two(world: World) -> None:
    ada, ben = rows.seats(world.ada_ben)
    messages.send_message(by=ada, text="Hello", by_mail=True)
    messages.send_message(by=ada, text="Again")
    for author in (ada, ben):
        endings.save_letter(by=author, text="Dear you", version=0, done=True)
    feedback_requests.ask_for_feedback(by=ada, what="My talk")
    record_feedback(by=ada, meeting=rows.meeting(world.ada_ben, days=-1), went_well="Good")
    proposals.propose_times(by=ada, times={1: WHEN})


def _a_meeting_step_by_step(world: World) -> Iterator[str]:
    """Each mail is wanted only until the next step."""
    ada, ben = rows.seats(world.ada_ben)
    meeting = meetings.book_meeting(by=ada, when=WHEN)
    yield "meeting_booked"
    add_topic(by=ben, meeting=meeting, title="A topic")
    preparing.send_agenda(by=ben, meeting=meeting)
    yield "agenda_ready"
    meeting = meetings.move_meeting(by=ada, meeting=meeting, when=WHEN.later(1), version=1)
    yield "meeting_moved"
    meetings.cancel_meeting(by=ada, meeting=meeting)
    yield "meeting_cancelled"


def _before_a_match(world: World) -> Iterator[str]:
    """Proposals and asks, each mail in the state in which it is wanted; and what a coordinator asks and tries."""
    mentor = make.enrolment(world.cohort, "mentor", capacity_asked=2)
    _plan("place_asked", mentor, mentor.person)
    draft = Draft.objects.create(cohort=world.cohort, number=1)
    _plan("match_sample", draft, Person(user=world.mira))
    offer = Offer.objects.create(
        cohort=world.cohort,
        mentor=mentor,
        mentee=world.enrolment(world.fay),
        origin="draft",
        sent_at=clock.now(),
        expires_at=clock.now() + DAY,
    )
    side = OfferSide.objects.create(offer=offer, enrolment=offer.mentee)
    for kind, state in (
        ("proposal", "open"),
        ("ask_received", "open"),
        ("proposal_question", "open"),
        ("trial_call", "trial"),
        ("proposal_ended", "declined"),
    ):
        Offer.objects.update(state=state)
        _plan(kind, side, world.fay, period="replied" if kind == "proposal_question" else "")
        yield kind


def _by_the_end(world: World) -> Iterator[str]:
    """A date of the cohort that comes into a calendar and goes; a mentorship that ends and goes on."""
    wanted = Wanted(day=make.some_day(3), name="Open evening", hour=time(18), asks=True)
    evening = add_date(cohort=world.cohort, by=world.mira, wanted=wanted)
    answer_date(date=evening, person=world.fay, answer="yes")
    yield "event_invited"
    remove_date(date=evening, by=world.mira)
    yield "event_called_off"
    end_for_them(mentorship=world.ada_ben, by=world.mira, reason="other")
    yield "mentorship_ended"
    reopen_mentorship(mentorship=world.ada_ben, by=world.mira)
    yield "mentorship_reopened"
    day = make.some_day(14)
    cohorts = Cohort.objects.filter(pk=world.cohort.pk)
    cohorts.update(archived_at=clock.now(), texts_until=day)
    tell_before_deletion()
    yield "texts_end"
    cohorts.update(archived_at=None, texts_until=None)


def _sent(kinds: set[str]) -> dict[str, list]:
    """Every mail of these kinds that is wanted now."""
    found: dict[str, list] = {}
    for occurrence in Occurrence.objects.filter(kind__in=kinds).order_by("pk"):
        if mail := outbox.desk().compose(occurrence):
            found.setdefault(occurrence.kind, []).append((occurrence, message_of(occurrence, mail)))
    return found


def _daily(world: World) -> dict[str, list]:
    """The mail that gathers what the clock finds; here a pair that never met, and nobody else."""
    Occurrence.objects.all().delete()
    Mentorship.objects.filter(pk=world.cleo_dan.pk).update(started_at=make.NOW)
    with clock.at(MORNING + 40 * DAY):
        Mentorship.objects.filter(pk=world.ada_ben.pk).update(started_at=MORNING)
        outbox.plan_due()
        batch = list(Delivery.objects.filter(occurrence__kind=DAILY).select_related("occurrence__recipient"))
        desk = outbox.desk()
        desk.prepare(batch)
        rows_of = [row.occurrence for row in batch]
        return {DAILY: [(one, message_of(one, desk.compose(one))) for one in rows_of]}


def every_mail(world: World) -> dict[str, list]:
    """Of each kind, through the actions where they plan it."""
    _for_a_place(world)
    _for_help(world)
    waiting = _sent({"request_received", "concern_received"})
    _answers_of_staff(world)
    _between_two(world)
    _by_a_coordinator(world)
    met = _sent(set(outbox.COMPOSERS)) | waiting
    for step_by_step in (_a_meeting_step_by_step, _before_a_match, _by_the_end):
        for kind in step_by_step(world):
            met |= _sent({kind, "place_asked", "match_sample"})
    return met | _daily(world)


def share(*people: Person) -> None:
    for person in people:
        person.contact, person.shows_contact = f"Write to {person.email}", True
        person.save()


@pytest.mark.parametrize("shared", [True, False])
def test_an_answer_to_any_mail_reaches_the_partner_who_shares_an_address_or_nobody(world, shared):
    Person.objects.update(shows_contact=False)
    if shared:
        share(world.ada, world.ben)
    mails = every_mail(world)
    assert set(mails) == {*outbox.COMPOSERS, DAILY}
    other = {world.ada.email: world.ben.email, world.ben.email: world.ada.email}
    for kind, found in mails.items():
        for occurrence, message in found:
            partner = other.get(occurrence.recipient.email)
            between = kind in BETWEEN and partner is not None and shared
            if kind == "coordinator_note":  # her own words: who answers writes to her
                assert message.reply_to == [world.mira.email]
                continue
            assert message.reply_to == ([partner] if between else []), kind
            assert message.from_email.endswith("<no-reply@127.0.0.1>"), kind
            note = f"\n{unread_note(to_write=True)}\n"
            assert (note in message.body) is not between, kind
            assert (unread_note(to_write=True) in message.alternatives[0][0]) is not between, kind


def test_a_mail_without_a_link_says_only_that_nobody_reads_answers():
    assert unread_note() == "Answers to this mail are not read."
    assert unread_note(to_write=True) == (
        "Answers to this mail are not read. To answer, follow the link above."
    )


def test_no_answer_goes_to_the_other_once_contact_was_stopped(world):
    ada, ben = rows.seats(world.ada_ben)
    share(world.ada, world.ben)
    meetings.book_meeting(by=ada, when=WHEN)
    tell_safeguarding(by=ben, text="Stop.", stops_contact=True)
    off = _sent({"meeting_cancelled"})["meeting_cancelled"]
    assert [message.reply_to for _occurrence, message in off] == [[], []]
