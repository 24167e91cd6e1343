"""What may leave this server by mail, in one table: the kind, who writes it, why it comes; what falls due.

The ledger knows kinds and ids only; the apps know their texts and their dates; here they meet.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching import emails as matching
from mentorship.lib import clock
from mentorship.notifications import holds, ledger, sending
from mentorship.notifications.ledger import Due
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from mentorship.notifications.posting import DemoOutbox, Post, Sender
from programs.emails import enrolments, invitations, mentorships, requests, safeguarding
from sessions import reminders
from sessions.actions.endings import deliver_letters
from sessions.emails import agendas, coordinator_notes, endings, feedback, meetings, messages
from sessions.emails import reminders as prompts


@dataclass(frozen=True)
class Kind:
    """`compose` answers None when the thing is no longer wanted; `why` is its general reason to come."""

    compose: Callable[[Occurrence], Mail | None]
    why: str | Promise


KINDS: dict[str, Kind] = {
    # --- programs
    "invitation": Kind(invitations.invitation, _("You get this because a coordinator gave this address.")),
    "matched": Kind(mentorships.matched, _("You get this because you take part in a program.")),
    "address_changed": Kind(
        mentorships.address_changed, _("You get this because you take part in a program.")
    ),
    "application_received": Kind(enrolments.application_received, _("You get this because you applied.")),
    "application_accepted": Kind(enrolments.application_accepted, _("You get this because you applied.")),
    "application_declined": Kind(enrolments.application_declined, _("You get this because you applied.")),
    "application_known": Kind(
        enrolments.application_known, _("You get this because a form named this address.")
    ),
    "request_received": Kind(requests.request_received, _("You get this because you coordinate a program.")),
    "request_answered": Kind(requests.request_answered, _("You get this because you asked.")),
    "concern_received": Kind(
        requests.concern_received, _("You get this because you are a safeguarding contact.")
    ),
    "concern_answered": Kind(
        requests.concern_answered, _("You get this because you take part in a program.")
    ),
    "safeguarding_added": Kind(
        safeguarding.safeguarding_added, _("You get this because you are a safeguarding contact.")
    ),
    # --- matching
    "unmatched": Kind(matching.unmatched, _("You get this because you take part in a program.")),
    # --- sessions
    "meeting_booked": Kind(meetings.meeting_booked, _("You get this because you two have a meeting.")),
    "meeting_moved": Kind(meetings.meeting_moved, _("You get this because you two have a meeting.")),
    "meeting_cancelled": Kind(meetings.meeting_cancelled, _("You get this because you two had a meeting.")),
    "feedback_received": Kind(feedback.feedback_received, _("You get this when your partner writes to you.")),
    "feedback_asked": Kind(feedback.feedback_asked, _("You get this when your partner asks for your view.")),
    "letter_delivered": Kind(endings.letter_delivered, _("You get this when your partner writes to you.")),
    "message_received": Kind(messages.message_received, _("You get this when your partner writes to you.")),
    "first_message": Kind(messages.first_message, _("You get this when your partner writes to you.")),
    "times_proposed": Kind(agendas.times_proposed, _("You get this when your partner looks for a date.")),
    "agenda_ready": Kind(agendas.agenda_ready, _("You get this when your partner sends the agenda.")),
    "coordinator_note": Kind(
        coordinator_notes.coordinator_note, _("You get this because a coordinator of your program wrote it.")
    ),
    "agenda": Kind(prompts.agenda, _("You get this before a meeting whose agenda is still empty.")),
    "feedback": Kind(prompts.feedback, _("You get this once after each meeting.")),
    "check_in": Kind(prompts.check_in, _("You get this when your rhythm has passed without a meeting.")),
    "review": Kind(prompts.review, _("You get this once a quarter while your mentorship runs.")),
}

# Each answers what has fallen due by an instant. Asked every few minutes: the ledger plans each thing once.
DUE: list[Callable[[datetime], Iterable[Due]]] = [
    reminders.agenda,
    reminders.feedback,
    reminders.check_in,
    reminders.review,
]


def compose(occurrence: Occurrence) -> Mail | None:
    kind = KINDS[occurrence.kind]
    mail = kind.compose(occurrence)
    return mail and replace(mail, context={"why": kind.why, **mail.context})


def sender() -> Sender:
    return DemoOutbox() if settings.DEMO else Post()


def plan_due(as_of: datetime | None = None) -> int:
    """Write down what has fallen due. Answers how many things it looked at."""
    with clock.at(as_of or clock.now()) as instant:
        deliver_letters(instant)
        return sum(ledger.plan_all(find(instant)) for find in DUE)


def send_due(as_of: datetime | None = None, *, seconds: float = 3600.0) -> Counter[str]:
    """Send what is due. Without a way to send mail, or on hold after a restore, nothing is taken: the rows wait."""
    if not settings.MAIL_WORKS or holds.current():
        return Counter()
    if as_of is None:
        return sending.send_due(compose, sender(), seconds=seconds)
    with clock.at(as_of):
        return sending.send_due(compose, sender(), seconds=seconds)
