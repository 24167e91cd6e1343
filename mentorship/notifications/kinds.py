"""Every kind of thing this server tells by mail: what it is called, how it leaves, why it comes.

Read by whoever chooses what to get, by “What happened”, and by the ledger, which takes the lane from here. Who writes
each stands in `mentorship.outbox`; a test compares the two.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.notifications.models import Lane, MailChoice

When = MailChoice.When
REMINDER = (When.AT_ONCE, When.DAILY, When.WEEKLY, When.NEVER)
ASKED = (When.AT_ONCE, When.DAILY, When.NEVER)

TAKES_PART = _("You get this because you take part in a program.")
APPLIED = _("You get this because you applied.")
MEETING = _("You get this because you two have a meeting.")
PARTNER = _("You get this when your partner writes to you.")


@dataclass(frozen=True)
class MailKind:
    """`choices` are what somebody may pick instead of the usual way; none where it always comes."""

    label: str | Promise
    why: str | Promise
    lane: Lane = Lane.FAST
    choices: tuple[When, ...] = ()
    on_today: bool = True  # whoever looked at Today has seen it; else the daily mail comes all the same

    @property
    def usual(self) -> When:
        """What holds for somebody who chose nothing."""
        return When.DAILY if self.lane == Lane.DAILY else When.AT_ONCE


def asks(label: str | Promise, why: str | Promise = PARTNER) -> MailKind:
    """Somebody's own words or question."""
    return MailKind(label, why, Lane.ASK, ASKED)


def reminds(label: str | Promise, why: str | Promise) -> MailKind:
    """A line of the daily mail."""
    return MailKind(label, why, Lane.DAILY, REMINDER)


DAILY = "daily"
KINDS: dict[str, MailKind] = {
    DAILY: MailKind(
        _("The daily mail"), _("You get this once on a working day, only when something waits."), Lane.OWN
    ),
    # --- programs
    "invitation": MailKind(_("An invitation"), _("You get this because a coordinator gave this address.")),
    "invitation_reminder": MailKind(
        _("An invitation, once more"), _("You get this because a coordinator gave this address."), Lane.ASK
    ),
    "matched": MailKind(_("You are matched"), TAKES_PART),
    "mentorship_ended": MailKind(_("Your mentorship has ended"), TAKES_PART),
    "mentorship_reopened": MailKind(_("Your mentorship goes on"), TAKES_PART),
    "address_changed": MailKind(_("A partner’s new address"), TAKES_PART),
    "application_received": MailKind(_("Your application arrived"), APPLIED),
    "application_accepted": MailKind(_("Your application was accepted"), APPLIED),
    "application_declined": MailKind(_("Your application was declined"), APPLIED),
    "application_waitlisted": MailKind(_("Your application is on the waiting list"), APPLIED),
    "application_known": MailKind(
        _("Somebody applied with your address"), _("You get this because a form named this address.")
    ),
    "request_received": reminds(
        _("A request to you as a coordinator"), _("You get this because you coordinate a program.")
    ),
    "request_answered": asks(_("A coordinator answers you"), _("You get this because you asked.")),
    "concern_received": MailKind(_("A concern"), _("You get this because you are a safeguarding contact.")),
    "concern_answered": MailKind(_("An answer to your concern"), TAKES_PART),
    "safeguarding_added": MailKind(
        _("You are a safeguarding contact"), _("You get this because you are a safeguarding contact.")
    ),
    "contacts_changed": MailKind(
        _("Who the safeguarding contacts are"),
        _("You get this because you are, or were, a safeguarding contact, or own the organisation."),
    ),
    "program_handed_over": MailKind(
        _("A program handed over to you"), _("You get this because a coordinator chose you.")
    ),
    # In the daily mail, or by itself where its author says so; nobody can choose to miss it.
    "coordinator_note": MailKind(
        _("A note of a coordinator"),
        _("You get this because a coordinator of your program wrote it."),
        Lane.DAILY,
        on_today=False,
    ),
    "timeline": reminds(
        _("A date of your cohort"), _("You get this on the working day before a date of your cohort.")
    ),
    "event": reminds(
        _("Do you come?"),
        _("You get this when a date of your cohort asks who comes, moves or is called off."),
    ),
    "event_invited": MailKind(
        _("A date for your calendar"), _("You get this because you said that you come.")
    ),
    "event_called_off": MailKind(
        _("A date out of your calendar"), _("You get this because you said that you come.")
    ),
    # --- matching
    "unmatched": MailKind(_("No match in this round"), TAKES_PART),
    "proposal": MailKind(_("A proposed match"), TAKES_PART),
    "ask_received": asks(
        _("Somebody asks you to be their mentor"),
        _("You get this because mentees ask mentors in your program."),
    ),
    "proposal_question": asks(
        _("A question before a match"), _("You get this when somebody would like to know something first.")
    ),
    "proposal_reminder": reminds(
        _("A proposed match to answer"), _("You get this once, before the time to answer is over.")
    ),
    "proposal_ended": MailKind(_("No match was made"), TAKES_PART),
    "trial_call": MailKind(_("A first call"), TAKES_PART),
    "place_asked": asks(_("Would you have one more place?"), TAKES_PART),
    "match_sample": MailKind(_("A test mail"), _("You get this because you asked for a test mail.")),
    # --- sessions: what happened
    "meeting_booked": MailKind(_("A meeting was booked"), MEETING),
    "meeting_moved": MailKind(_("A meeting was moved"), MEETING),
    "meeting_cancelled": MailKind(
        _("A meeting was called off"), _("You get this because you two had a meeting.")
    ),
    "texts_end": MailKind(
        _("Private texts are about to be deleted"),
        _("You get this before the private texts of a cohort of yours are deleted."),
    ),
    "first_message": asks(_("The first message")),
    "message_received": asks(_("Messages")),
    "times_proposed": asks(
        _("Times proposed for a meeting"), _("You get this when your partner looks for a date.")
    ),
    "agenda_ready": asks(_("The agenda, sent ahead"), _("You get this when your partner sends the agenda.")),
    "feedback_asked": asks(
        _("Your view is asked for"), _("You get this when your partner asks for your view.")
    ),
    "feedback_received": reminds(_("Feedback for you"), PARTNER),
    "letter_delivered": reminds(_("A letter at the end"), PARTNER),
    # --- sessions: what waits
    "agenda": reminds(
        _("An agenda to write"), _("You get this before a meeting whose agenda is still empty.")
    ),
    "meeting_soon": reminds(_("A meeting is near"), _("You get this the day before a meeting.")),
    "feedback": reminds(
        _("Feedback to give"), _("You get this up to three times after a meeting, until you wrote.")
    ),
    "rhythm": reminds(_("A date to find"), _("You get this when your rhythm has passed without a meeting.")),
    "action": reminds(_("An action that is due"), _("You get this for an action on the date you chose.")),
    "goal": reminds(
        _("A goal nobody touched"), _("You get this when a goal in focus has not moved for a month.")
    ),
    "agreement": reminds(
        _("An agreement to sign"), _("You get this while you two have no signed agreement.")
    ),
    "check_in": reminds(_("A short question"), _("You get this every few weeks while your mentorship runs.")),
    "survey": reminds(
        _("Four short questions"), _("You get this as a mentorship begins, and once more when it has ended.")
    ),
    "review": reminds(
        _("An impact review"), _("You get this while an impact review of you two waits for you.")
    ),
    "partner": reminds(
        _("Something your partner waits for"),
        _("You get this while something your partner did waits for you."),
    ),
}


def lane_of(kind: str) -> Lane:
    """A kind nobody knows is a mail of its own: the sender will say that it cannot be written."""
    return KINDS[kind].lane if kind in KINDS else Lane.OWN
