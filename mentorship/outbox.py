"""What may leave this server by mail: who writes each kind, what falls due, whose morning it is.

The ledger knows kinds and ids only; the apps know their texts and their dates; here they meet. What each kind is called
and how it leaves stands in `mentorship.notifications.kinds`.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from matching import emails as matching
from matching.actions.offers import expire_offers
from matching.actions.offers_elsewhere import send_waiting_asks
from matching.emails import offers
from matching.queries.own_offers import due_offers
from mentorship.accounts.models import User
from mentorship.dashboards.lines import timeline
from mentorship.dashboards.lines.news import key_of, news_line
from mentorship.dashboards.lines.offers import offer_line
from mentorship.dashboards.lines.pairs import pair_line
from mentorship.lib import clock
from mentorship.lib.lines import Line
from mentorship.notifications import holds, ledger, sending
from mentorship.notifications.daily import Item, Reader, Verdict, plan_daily
from mentorship.notifications.ledger import Due
from mentorship.notifications.models import Occurrence
from mentorship.notifications.planning import plan_rows
from mentorship.notifications.posting import DemoOutbox, Post, Sender
from mentorship.notifications.writing import Compose, Desk
from programs.actions.hand_overs import turn_covers
from programs.actions.invitations import renew_for_reminders
from programs.emails import enrolments, hand_overs, invitations, mentorships, requests, safeguarding
from programs.emails import timeline as timeline_mails
from programs.models import Enrolment, Person
from programs.queries import timeline_due
from programs.queries.invitations import reminders_due as invitation_reminders
from sessions.actions.check_ins import ask_check_ins
from sessions.actions.cohort_endings import end_closing_pairs
from sessions.actions.endings import deliver_letters
from sessions.actions.reviews_closing import close_reviews
from sessions.actions.reviews_opening import open_reviews
from sessions.actions.surveys import ask_surveys
from sessions.emails import agendas, coordinator_notes, endings, feedback, meetings, messages, retention
from sessions.queries.check_ins import check_in_link
from sessions.queries.thread import kind_of
from sessions.queries.waiting import Waiting
from sessions.reminders import readers
from sessions.reminders.rules import RULES

COMPOSERS: dict[str, Compose] = {
    "invitation": invitations.invitation,
    "invitation_reminder": invitations.invitation_reminder,
    "matched": mentorships.matched,
    "mentorship_ended": mentorships.mentorship_ended,
    "mentorship_reopened": mentorships.mentorship_reopened,
    "address_changed": mentorships.address_changed,
    "application_received": enrolments.application_received,
    "application_accepted": enrolments.application_accepted,
    "application_declined": enrolments.application_declined,
    "application_waitlisted": enrolments.application_waitlisted,
    "application_known": enrolments.application_known,
    "request_received": requests.request_received,
    "request_answered": requests.request_answered,
    "concern_received": requests.concern_received,
    "concern_answered": requests.concern_answered,
    "safeguarding_added": safeguarding.safeguarding_added,
    "contacts_changed": safeguarding.contacts_changed,
    "program_handed_over": hand_overs.program_handed_over,
    "event_invited": timeline_mails.event_invited,
    "event_called_off": timeline_mails.event_called_off,
    "unmatched": matching.unmatched,
    "proposal": offers.proposal,
    "ask_received": offers.ask_received,
    "proposal_question": offers.proposal_question,
    "proposal_ended": offers.proposal_ended,
    "trial_call": offers.trial_call,
    "match_sample": matching.sample,
    "place_asked": matching.place_asked,
    "meeting_booked": meetings.meeting_booked,
    "meeting_moved": meetings.meeting_moved,
    "meeting_cancelled": meetings.meeting_cancelled,
    "feedback_received": feedback.feedback_received,
    "feedback_asked": feedback.feedback_asked,
    "letter_delivered": endings.letter_delivered,
    "texts_end": retention.texts_end,
    "message_received": messages.message_received,
    "first_message": messages.first_message,
    "times_proposed": agendas.times_proposed,
    "agenda_ready": agendas.agenda_ready,
    "coordinator_note": coordinator_notes.coordinator_note,
}


def _reading(kind: str) -> Reader:
    """What waits, with the words of Today's line for it."""

    def read(occurrences: list[Occurrence]) -> dict[int, Item | Verdict | None]:
        found = readers.READERS[kind](occurrences)
        return {one.pk: _item(found.get(one.pk), one.recipient) for one in occurrences}

    return read


def _item(found: Waiting | readers.Asked | Verdict | None, reader: User) -> Item | Verdict | None:
    if isinstance(found, Waiting):
        about = f"{found.code} {found.number}" if found.kind in {"agenda", "meeting_soon"} else ""
        if found.kind == "agreement":
            about = f"{found.code} agreement"
        return Item(found.rank, found.key, partial(pair_line, found), about)
    if isinstance(found, readers.Asked):
        row = found.row
        about = f"{row.mentorship.code} agreement" if row.kind.startswith("agreement") else ""
        return Item(kind_of(row).rank, key_of(row), partial(_asked_line, found, reader), about)
    return found


def _asked_line(asked: readers.Asked, reader: User) -> Line:
    """A check-in can be answered from the mail, without a sign-in."""
    row = asked.row
    line = news_line(row, {row.mentorship.code: asked.partner})
    return replace(line, url=check_in_link(reader, row.ref)) if row.kind == "check_in" else line


def _reading_timeline(kind: str) -> Reader:
    def read(occurrences: list[Occurrence]) -> dict[int, Item | Verdict | None]:
        found = timeline_due.read(kind, occurrences)
        return {one.pk: _timeline_item(found.get(one.pk)) for one in occurrences}

    return read


def _timeline_item(told: timeline_due.Told | None) -> Item | None:
    if told is None:
        return None
    line = partial(timeline.told_line, told)
    return Item(timeline.RANKS[told.kind], timeline.key_of(told), line, about=f"date {told.date.code}")


def _reading_offers(occurrences: list[Occurrence]) -> dict[int, Item | Verdict | None]:
    found = due_offers(occurrences)
    return {pk: Item(offer_line(one).rank, one.key, partial(offer_line, one)) for pk, one in found.items()}


READERS: dict[str, Reader] = {
    "proposal_reminder": _reading_offers,
    **{kind: _reading(kind) for kind in readers.READERS},
    **{kind: _reading_timeline(kind) for kind in timeline.RANKS},
}

# Where somebody lives: what they said, else what is known of them, else their program's zone.
_people = Person.objects.filter(user=OuterRef("occurrence__recipient")).exclude(time_zone="")
_places = Enrolment.objects.filter(person__user=OuterRef("occurrence__recipient"))
ZONE_OF_READER = Coalesce(
    NullIf("occurrence__recipient__time_zone", Value("")),
    Subquery(_people.order_by("pk").values("time_zone")[:1]),
    Subquery(_places.order_by("-pk").values("cohort__program__time_zone")[:1]),
    Value(settings.TIME_ZONE),
)


def signed_by(users: list[int]) -> dict[int, str]:
    """In whose name their daily mail comes: the organisation they belong to."""
    rows = Person.objects.filter(user__in=users).order_by("-pk").values_list("user", "organisation__name")
    return dict(rows)


def desk() -> Desk:
    return Desk(COMPOSERS, READERS, ZONE_OF_READER, signed_by)


def sender() -> Sender:
    return DemoOutbox() if settings.DEMO else Post()


def plan_due(as_of: datetime | None = None) -> int:
    """Write down what has fallen due, and whose daily mail it is time for. Answers how many rows are new."""
    with clock.at(as_of or clock.now()) as instant:
        turn_covers(instant)
        deliver_letters(instant)
        end_closing_pairs(instant)
        ask_check_ins(instant)
        ask_surveys(instant)
        open_reviews(instant)
        close_reviews(instant)
        expire_offers(instant)
        send_waiting_asks(instant)
        renew_for_reminders(instant)
        ledger.plan_all(
            Due("invitation_reminder", one.invitation, one.user, one.due_at, str(one.step))
            for one in invitation_reminders(instant)
        )
        rules = (*RULES, timeline_due.timeline_due)
        found = sum(plan_rows(kind, rows) for rule in rules for kind, rows in rule(instant))
        return found + plan_daily(ZONE_OF_READER)


def send_due(as_of: datetime | None = None, *, seconds: float = 3600.0) -> Counter[str]:
    """Send what is due. Without a way to send mail, or on hold after a restore, nothing is taken: the rows wait."""
    if not settings.MAIL_WORKS or holds.current():
        return Counter()
    if as_of is None:
        return sending.send_due(desk(), sender(), seconds=seconds)
    with clock.at(as_of):
        return sending.send_due(desk(), sender(), seconds=seconds)
