"""Who may read what. This table is the promise: it prints the line beside each field, it is the rule in SQL
(`programs.models.reading`), and it drives the tests.
"""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reader(Enum):
    """One kind of reader. A superuser or an owner is none of them."""

    AUTHOR = "author"
    PAIR = "pair"  # the members of the mentorship the row belongs to, the author among them
    PAIR_ONCE_OPEN = (
        "pair_once_open"  # the members, as soon as the row's `opened_at` is set (sealed until then)
    )
    COORDINATOR = "coordinator"  # coordinators of the program, while they are
    SAFEGUARDING = "safeguarding"  # the program's safeguarding contacts, while they are


AUTHOR, PAIR, COORDINATOR = Reader.AUTHOR, Reader.PAIR, Reader.COORDINATOR
PAIR_ONCE_OPEN, SAFEGUARDING = Reader.PAIR_ONCE_OPEN, Reader.SAFEGUARDING

AUDIENCES: dict[str, frozenset[Reader]] = {
    "agenda": frozenset({PAIR}),
    "shared_note": frozenset({PAIR}),
    "action": frozenset({PAIR}),
    "goal": frozenset({PAIR}),
    "feedback": frozenset({PAIR}),
    "meeting_place": frozenset({PAIR}),
    "cancel_line": frozenset({PAIR}),
    "news": frozenset({PAIR}),
    "message": frozenset({PAIR}),
    "update": frozenset({PAIR}),
    "thanks": frozenset({PAIR}),
    "introduction_log": frozenset({PAIR}),
    "private_note": frozenset({AUTHOR}),
    "journal": frozenset({AUTHOR}),
    "pair_file": frozenset({PAIR}),
    "meeting_facts": frozenset({PAIR, COORDINATOR}),
    "enrolment_answers": frozenset({AUTHOR, COORDINATOR}),
    "contact": frozenset({AUTHOR, PAIR}),
    "introduction": frozenset({AUTHOR, PAIR, COORDINATOR}),
    "usual_hours": frozenset({AUTHOR, PAIR, COORDINATOR}),
    "import_file": frozenset({COORDINATOR}),
}

SENTENCES: dict[frozenset[Reader], str | Promise] = {
    frozenset({AUTHOR}): _("Only you"),
    frozenset({PAIR}): _("You and your partner in this mentorship. Never coordinators."),
    frozenset({AUTHOR, PAIR}): _("You and the people you are matched with. Never coordinators."),
    frozenset({PAIR, COORDINATOR}): _("You, your partner and the coordinators of this program"),
    frozenset({AUTHOR, COORDINATOR}): _("You and the coordinators of this program"),
    frozenset({AUTHOR, PAIR, COORDINATOR}): _("You, the people you are matched with and the coordinators"),
    frozenset({COORDINATOR}): _("The coordinators of this program"),
    frozenset({AUTHOR, PAIR_ONCE_OPEN}): _(
        "Only you, until you have both written. Then you and your partner. Never coordinators."
    ),
    frozenset({AUTHOR, SAFEGUARDING}): _(
        "You and the safeguarding contacts of this program. Not your partner, not the coordinators."
    ),
}

# Every TextField, JSONField and FileField of the apps stands in this table or in NOT_PRIVATE; a test compares.
FIELDS: dict[str, str] = {
    "programs.Enrolment.goal": "enrolment_answers",
    "programs.Enrolment.topics": "enrolment_answers",
    "programs.Enrolment.expertise": "enrolment_answers",
    "programs.Person.contact": "contact",
    "programs.Person.introduction": "introduction",
    "programs.Person.languages": "enrolment_answers",
    "programs.Person.usual_hours": "usual_hours",
    "programs.PeopleImport.content": "import_file",
    "programs.PeopleImport.mapping": "import_file",
    "mentoring_sessions.Meeting.place": "meeting_place",
    "mentoring_sessions.Meeting.line": "cancel_line",
    "mentoring_sessions.AgendaItem.title": "agenda",
    "mentoring_sessions.SharedNote.text": "shared_note",
    "mentoring_sessions.ActionItem.text": "action",
    "mentoring_sessions.Goal.sentence": "goal",
    "mentoring_sessions.Goal.measure": "goal",
    "mentoring_sessions.Goal.relevance": "goal",
    "mentoring_sessions.Milestone.title": "goal",
    "mentoring_sessions.Feedback.went_well": "feedback",
    "mentoring_sessions.Feedback.try_next": "feedback",
    "mentoring_sessions.Message.text": "message",
    "mentoring_sessions.Update.progress": "update",
    "mentoring_sessions.Update.obstacle": "update",
    "mentoring_sessions.Update.link": "update",
    "mentoring_sessions.PrivateNote.text": "private_note",
    "mentoring_sessions.JournalEntry.text": "journal",
    "mentoring_sessions.Thanks.text": "thanks",
    "mentoring_sessions.Introduction.whom": "introduction_log",
    "mentoring_sessions.Introduction.reason": "introduction_log",
    "mentoring_sessions.Introduction.answer": "introduction_log",
    "mentoring_sessions.Introduction.outcome": "introduction_log",
    "mentoring_sessions.PairFile.name": "pair_file",
    "mentoring_sessions.PairFile.data": "pair_file",
}

NOT_PRIVATE: dict[str, str] = {
    "programs.Program.chosen_parts": "which parts a program's pairs use: names of our own",
    "programs.Program.purpose": "shown to everybody who may apply",
    "notifications.DemoMail.text": "exists in demo mode only, whose people are invented",
    "notifications.DemoMail.html": "exists in demo mode only, whose people are invented",
    "matching.Draft.weights": "the coordinator's own numbers",
    "matching.Draft.summary": "counts of a draft",
    "matching.Proposal.points": (
        "points per criterion and the tags they came from, for coordinators, who may read enrolment answers; "
        "kept in plain; read through Draft.visible_to"
    ),
    "matching.Leftover.reason": "a key and counts, for coordinators; read through Draft.visible_to",
}


def audience_sentence(audience: str) -> str | Promise:
    """The line beside a field. An audience that is not in the table is a KeyError: the page must not render."""
    return SENTENCES[AUDIENCES[audience]]
