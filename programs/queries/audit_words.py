"""What a log says of each verb. What is not named here is in no log: what two people do together is theirs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "people": _("People and places"),
    "mentorships": _("Mentorships"),
    "mails": _("Notes and requests"),
    "matching": _("Matching"),
    "settings": _("Settings"),
}


@dataclass(frozen=True)
class Verb:
    """`to_me`: how the log of the person concerned says it; empty where it is not about one person."""

    kind: str
    words: str | Promise
    to_me: str | Promise = ""


REDATED = _("changed the date of a meeting")
VERBS: dict[str, Verb] = {
    "person.edited": Verb(
        "people", _("changed what is kept about somebody"), _("changed what is kept about you")
    ),
    "person.address_changed": Verb(
        "people", _("changed an e-mail address"), _("changed your e-mail address")
    ),
    "person.merged": Verb(
        "people", _("made two entries of one person one"), _("made two entries of you one")
    ),
    "people.imported": Verb("people", _("read in a file of people")),
    "enrolment.added": Verb("people", _("gave a place"), _("gave you a place")),
    "enrolment.accepted": Verb("people", _("accepted"), _("accepted you")),
    "enrolment.declined": Verb("people", _("declined"), _("declined your application")),
    "enrolment.withdrawn": Verb("people", _("withdrew"), _("withdrew you")),
    "enrolment.paused": Verb("people", _("paused"), _("paused you for new matches")),
    "enrolment.resumed": Verb("people", _("ended the pause"), _("ended your pause for new matches")),
    "enrolment.capacity_set": Verb("people", _("set the capacity"), _("set your capacity")),
    "enrolment.capacity_asked": Verb(
        "people", _("asked for more capacity"), _("asked you for more capacity")
    ),
    "enrolment.capacity_agreed": Verb("people", _("agreed to more capacity")),
    "enrolment.capacity_refused": Verb("people", _("kept the capacity")),
    "enrolment.capacity_said": Verb("people", _("said the capacity")),
    "invitation.made": Verb("people", _("invited"), _("invited you")),
    "invitation.link_shown": Verb(
        "people", _("took the link of an invitation"), _("took the link of your invitation")
    ),
    "mentorship.started": Verb("mentorships", _("matched"), _("matched you")),
    "mentorship.ended": Verb("mentorships", _("ended a mentorship"), _("ended your mentorship")),
    "mentorship.reopened": Verb("mentorships", _("reopened a mentorship"), _("reopened your mentorship")),
    "mentorship.dates_moved": Verb("mentorships", _("moved start or end"), _("moved start or end")),
    "mentorship.meeting_noted": Verb("mentorships", _("noted a meeting"), _("noted a meeting")),
    "mentorship.meeting_redated": Verb(
        "mentorships", _("changed the date of a meeting"), _("changed the date of a meeting")
    ),
    "mentorship.meeting_struck": Verb("mentorships", _("struck a meeting"), _("struck a meeting")),
    "mentorship.put_back": Verb("mentorships", _("put back what was corrected")),
    "reviews.extended": Verb("mentorships", _("gave impact reviews more time")),
    "note.taken_back": Verb("mails", _("took a note back"), _("took a note back")),
    "note.sent": Verb("mails", _("wrote a note"), _("wrote you a note")),
    "offer.sent": Verb("matching", _("proposed a match to two people"), _("proposed a match to you")),
    "offer.withdrawn": Verb("matching", _("took a proposed match back"), _("took a proposed match back")),
    "offer.reminded": Verb(
        "matching", _("reminded of a proposed match"), _("reminded you of a proposed match")
    ),
    "program.way_chosen": Verb("settings", _("chose how pairs begin")),
    "request.answered": Verb("mails", _("answered a request"), _("answered your request")),
    "request.assigned": Verb("mails", _("gave a request to somebody"), _("gave your request to somebody")),
    "request.taken": Verb("mails", _("took a request"), _("took your request")),
    "request.closed": Verb("mails", _("closed a request"), _("closed your request")),
    "request.reopened": Verb("mails", _("reopened a request"), _("reopened your request")),
    "rules.saved": Verb("matching", _("saved the rules of matching")),
    "pair_rule.added": Verb("matching", _("set down that two people are kept apart or together")),
    "pair_rule.removed": Verb("matching", _("took two people off the list of those kept apart or together")),
    "draft.made": Verb("matching", _("ran the matching")),
    "draft.published": Verb("matching", _("published a draft")),
    "draft.strong_published": Verb("matching", _("published the strong pairs of a draft")),
    "draft.taken_back": Verb("matching", _("took a publication back")),
    "mentorship.taken_back": Verb("mentorships", _("took a match back")),
    "proposal.made": Verb("matching", _("put a pair into a draft")),
    "proposal.moved": Verb("matching", _("moved a pair of a draft")),
    "proposal.unpaired": Verb("matching", _("took a pair out of a draft")),
    "program.created": Verb("settings", _("made the program")),
    "program.edited": Verb("settings", _("changed the program")),
    "program.parts_chosen": Verb("settings", _("chose the parts")),
    "program.suggestion_changed": Verb("settings", _("changed the suggested agreement")),
    "program.reminders_changed": Verb("settings", _("changed the reminders")),
    "program.check_ins_chosen": Verb("settings", _("changed the check-ins")),
    "program.reviews_changed": Verb("settings", _("changed the impact reviews")),
    "cohort.created": Verb("settings", _("made a cohort")),
    "cohort.edited": Verb("settings", _("changed a cohort")),
    "coordinator.added": Verb("settings", _("made somebody a coordinator")),
    "coordinator.left": Verb("settings", _("left as a coordinator")),
    "coordinator.role_taken": Verb("settings", _("took the coordinator’s role")),
    "safeguarding.added": Verb("settings", _("named a safeguarding contact")),
    "safeguarding.removed": Verb("settings", _("removed a safeguarding contact")),
    "library.added": Verb("settings", _("added to the library")),
    "library.changed": Verb("settings", _("changed the library")),
    "library.removed": Verb("settings", _("removed from the library")),
}


def verbs_of(kind: str) -> list[str]:
    """Those of one kind; of all where it is empty."""
    return [name for name, verb in VERBS.items() if not kind or verb.kind == kind]


def verbs_about_me() -> list[str]:
    return [name for name, verb in VERBS.items() if verb.to_me]
