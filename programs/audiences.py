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
    COUNTED = "counted"  # nobody by name: figures of five people or more
    SAFEGUARDING = "safeguarding"  # the program's safeguarding contacts, while they are
    RECIPIENT = "recipient"  # whom a coordinator wrote it to
    PROPOSED = "proposed"  # whom the author might be matched with: proposed to them, or looking for somebody
    PROGRAM = "program"  # everybody who takes part in the program: nothing two people write to each other


AUTHOR, PAIR, COORDINATOR = Reader.AUTHOR, Reader.PAIR, Reader.COORDINATOR
PAIR_ONCE_OPEN, SAFEGUARDING = Reader.PAIR_ONCE_OPEN, Reader.SAFEGUARDING
COUNTED = Reader.COUNTED

AUDIENCES: dict[str, frozenset[Reader]] = {
    "agenda": frozenset({PAIR}),
    "shared_note": frozenset({PAIR}),
    "prep_note": frozenset({AUTHOR}),
    "action": frozenset({PAIR}),
    "goal": frozenset({PAIR}),
    "goal_private": frozenset({AUTHOR}),
    "assessment": frozenset({AUTHOR, PAIR_ONCE_OPEN}),
    "decision": frozenset({PAIR}),
    "outcome": frozenset({PAIR}),
    "feedback": frozenset({PAIR}),
    "feedback_draft": frozenset({AUTHOR}),
    "feedback_request": frozenset({PAIR}),
    "fit": frozenset({AUTHOR, COUNTED}),
    "check_in": frozenset({AUTHOR, COUNTED}),
    "survey": frozenset({AUTHOR, COUNTED}),
    "check_in_note": frozenset({AUTHOR, COORDINATOR}),
    "learning": frozenset({PAIR}),
    "advice": frozenset({PAIR}),
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
    "resource": frozenset({PAIR}),
    "pause_line": frozenset({PAIR}),
    "letter": frozenset({AUTHOR, PAIR_ONCE_OPEN}),
    "story": frozenset({PAIR}),
    "shared_story": frozenset({PAIR, COORDINATOR}),
    "request": frozenset({AUTHOR, COORDINATOR}),
    "concern": frozenset({AUTHOR, SAFEGUARDING}),
    "review_answer": frozenset({AUTHOR, PAIR_ONCE_OPEN}),
    "review_scale": frozenset({AUTHOR, PAIR_ONCE_OPEN, COUNTED}),
    "review_step": frozenset({PAIR}),
    "coordinator_note": frozenset({Reader.RECIPIENT, COORDINATOR}),
    "agreement": frozenset({PAIR}),
    "agreement_answer": frozenset({AUTHOR, PAIR_ONCE_OPEN}),
    "covers": frozenset({PAIR}),
    "meeting_facts": frozenset({PAIR, COORDINATOR}),
    "enrolment_answers": frozenset({AUTHOR, COORDINATOR}),
    "shared_answer": frozenset({AUTHOR, PAIR, COORDINATOR}),
    "application_reply": frozenset({Reader.RECIPIENT, COORDINATOR}),
    "contact": frozenset({AUTHOR, PAIR}),
    "introduction": frozenset({AUTHOR, PAIR, Reader.PROPOSED, COORDINATOR}),
    "usual_hours": frozenset({AUTHOR, PAIR, Reader.PROPOSED, COORDINATOR}),
    "fitting": frozenset({AUTHOR, PAIR, Reader.PROPOSED, COORDINATOR}),
    "offer_words": frozenset({Reader.PROPOSED}),
    "offer_reason": frozenset({AUTHOR, COORDINATOR}),
    "import_file": frozenset({COORDINATOR}),
    "cohort_outcome": frozenset({COORDINATOR}),
    "program_text": frozenset({Reader.PROGRAM}),
    "veto": frozenset({AUTHOR}),
    "pair_rule": frozenset({COORDINATOR}),
}

SENTENCES: dict[frozenset[Reader], str | Promise] = {
    frozenset({AUTHOR}): _("Only you"),
    frozenset({PAIR}): _("You and your partner in this mentorship. Never coordinators."),
    frozenset({AUTHOR, PAIR}): _("You and the people you are matched with. Never coordinators."),
    frozenset({PAIR, COORDINATOR}): _("You, your partner and the coordinators of this program"),
    frozenset({AUTHOR, COORDINATOR}): _("You and the coordinators of this program"),
    frozenset({AUTHOR, PAIR, COORDINATOR}): _("You, the people you are matched with and the coordinators"),
    frozenset({AUTHOR, PAIR, Reader.PROPOSED, COORDINATOR}): _(
        "You, the people you are or might be matched with, and the coordinators"
    ),
    frozenset({Reader.PROPOSED}): _("You and the person you might be matched with. Never coordinators."),
    frozenset({COORDINATOR}): _("The coordinators of this program"),
    frozenset({Reader.RECIPIENT, COORDINATOR}): _("Whom it is sent to, and the coordinators of this program"),
    frozenset({Reader.PROGRAM}): _("Everybody who takes part in this program"),
    frozenset({AUTHOR, COUNTED}): _("Counted, never quoted: nobody but you sees your answer."),
    frozenset({AUTHOR, PAIR_ONCE_OPEN}): _(
        "Only you, until you have both written. Then you and your partner. Never coordinators."
    ),
    frozenset({AUTHOR, PAIR_ONCE_OPEN, COUNTED}): _(
        "Only you, until you have both sealed. Then your partner, too. Counted from five people on, never by name."
    ),
    frozenset({AUTHOR, SAFEGUARDING}): _(
        "You and the safeguarding contacts of this program. Not your partner, not the coordinators."
    ),
}

# Where the readers are the same and when they may read is not.
OWN_SENTENCES: dict[str, str | Promise] = {
    "letter": _(
        "Only you, until you have both written or ten days have passed. Then you and your partner. "
        "Never coordinators."
    ),
    "review_answer": _("Only you, until you have both sealed. Then your partner, too. Never coordinators."),
    "offer_reason": _("You and the coordinators of this program. Never the other person."),
    "veto": _("Only you. Nobody else learns that you said it."),
}

# Every TextField, JSONField and FileField of the apps stands in this table or in NOT_PRIVATE; a test compares.
FIELDS: dict[str, str] = {
    "programs.Agreement.why": "agreement",
    "programs.Agreement.off_limits": "agreement",
    "programs.Agreement.topics": "agreement",
    "programs.Agreement.confidentiality": "agreement",
    "programs.Agreement.trouble": "agreement",
    "programs.AgreementSide.teach": "agreement",
    "programs.AgreementSide.learn": "agreement",
    "programs.AgreementSide.duties": "agreement",
    "programs.AgreementAnswer.why": "agreement_answer",
    "programs.AgreementAnswer.off_limits": "agreement_answer",
    "programs.AgreementAnswer.topics": "agreement_answer",
    "programs.AgreementAnswer.confidentiality": "agreement_answer",
    "programs.AgreementAnswer.trouble": "agreement_answer",
    "programs.AgreementAnswer.teach": "agreement_answer",
    "programs.AgreementAnswer.learn": "agreement_answer",
    "programs.AgreementAnswer.duties": "agreement_answer",
    "programs.Mentorship.covers": "covers",
    "programs.Enrolment.goal": "enrolment_answers",
    "programs.Enrolment.topics": "fitting",
    "programs.Enrolment.expertise": "fitting",
    "programs.Enrolment.done": "enrolment_answers",
    "programs.Answer.text": "enrolment_answers",
    "programs.GoalMeaning.vector": "enrolment_answers",
    "programs.SharedAnswer.text": "shared_answer",
    "programs.ApplicationReply.text": "application_reply",
    "programs.Person.contact": "contact",
    "programs.Person.introduction": "introduction",
    "programs.Person.languages": "fitting",
    "programs.Person.usual_hours": "usual_hours",
    "programs.Pause.line": "pause_line",
    "programs.Letter.text": "letter",
    "programs.Story.text": "story",
    "programs.SharedStory.text": "shared_story",
    "programs.HelpRequest.text": "request",
    "programs.HelpAnswer.text": "request",
    "programs.Veto.reason": "veto",
    "matching.OfferSide.reason": "offer_reason",
    "matching.AskNote.intent": "offer_words",
    "matching.AskNote.why_you": "offer_words",
    "matching.AskNote.i_bring": "offer_words",
    "matching.AskNote.first_talk": "offer_words",
    "matching.OfferQuestion.text": "offer_words",
    "matching.OfferQuestion.reply": "offer_words",
    "programs.Concern.text": "concern",
    "programs.Concern.attached": "concern",
    "programs.ConcernAnswer.text": "concern",
    "programs.CoordinatorNote.subject": "coordinator_note",
    "programs.CoordinatorNote.text": "coordinator_note",
    "programs.CohortOutcome.worked": "cohort_outcome",
    "programs.CohortOutcome.change": "cohort_outcome",
    "programs.PeopleImport.content": "import_file",
    "programs.PeopleImport.mapping": "import_file",
    "programs.PeopleImport.skipped": "import_file",
    "programs.PeopleImport.trail": "import_file",
    "matching.PairRule.reason": "pair_rule",
    "mentoring_sessions.Meeting.place": "meeting_place",
    "mentoring_sessions.Meeting.line": "cancel_line",
    "mentoring_sessions.AgendaItem.title": "agenda",
    "mentoring_sessions.AgendaItem.tried": "agenda",
    "mentoring_sessions.PrepNote.text": "prep_note",
    "mentoring_sessions.TimesProposal.place": "meeting_place",
    "mentoring_sessions.SharedNote.text": "shared_note",
    "mentoring_sessions.ActionItem.text": "action",
    "mentoring_sessions.Goal.sentence": "goal",
    "mentoring_sessions.Goal.measure": "goal",
    "mentoring_sessions.Goal.relevance": "goal",
    "mentoring_sessions.Milestone.title": "goal",
    "mentoring_sessions.Goal.in_hands": "goal",
    "mentoring_sessions.Goal.unit": "goal",
    "mentoring_sessions.Goal.topic": "goal",
    "mentoring_sessions.Goal.reflection": "goal",
    "mentoring_sessions.GoalWords.sentence": "goal",
    "mentoring_sessions.GoalWords.measure": "goal",
    "mentoring_sessions.GoalWords.in_hands": "goal",
    "mentoring_sessions.GoalWords.relevance": "goal",
    "mentoring_sessions.Evidence.text": "goal",
    "mentoring_sessions.Evidence.link": "goal",
    "mentoring_sessions.Assessment.line": "assessment",
    "mentoring_sessions.Decision.question": "decision",
    "mentoring_sessions.Decision.options": "decision",
    "mentoring_sessions.Decision.partner_view": "decision",
    "mentoring_sessions.Decision.choice": "decision",
    "mentoring_sessions.Decision.outcome": "decision",
    "mentoring_sessions.Outcome.text": "outcome",
    "mentoring_sessions.Feedback.went_well": "feedback",
    "mentoring_sessions.Feedback.try_next": "feedback",
    "mentoring_sessions.ActionItem.handed_back_line": "action",
    "mentoring_sessions.Feedback.clarity": "feedback",
    "mentoring_sessions.Feedback.situation": "feedback",
    "mentoring_sessions.Feedback.observation": "feedback",
    "mentoring_sessions.Feedback.effect": "feedback",
    "mentoring_sessions.Feedback.more_of": "feedback",
    "mentoring_sessions.Feedback.less_of": "feedback",
    "mentoring_sessions.FeedbackPoint.text": "feedback",
    "mentoring_sessions.FeedbackPoint.strategy": "feedback",
    "mentoring_sessions.FeedbackReply.text": "feedback",
    "mentoring_sessions.Takeaway.text": "feedback",
    "mentoring_sessions.FeedbackDraft.words": "feedback_draft",
    "mentoring_sessions.FeedbackRequest.what": "feedback_request",
    "mentoring_sessions.FeedbackRequest.link": "feedback_request",
    "mentoring_sessions.CheckInNote.text": "check_in_note",
    "mentoring_sessions.LearningEntry.text": "learning",
    "mentoring_sessions.Advice.text": "advice",
    "mentoring_sessions.Advice.why": "advice",
    "mentoring_sessions.Advice.first_step": "advice",
    "mentoring_sessions.Advice.tried": "advice",
    "mentoring_sessions.Advice.result": "advice",
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
    "mentoring_sessions.Resource.title": "resource",
    "mentoring_sessions.Resource.why": "resource",
    "mentoring_sessions.Resource.link": "resource",
    "mentoring_sessions.ReviewSheet.helped": "review_answer",
    "mentoring_sessions.ReviewSheet.hindered": "review_answer",
    "mentoring_sessions.ReviewSheet.learned": "review_answer",
    "mentoring_sessions.ReviewSheet.working": "review_answer",
    "mentoring_sessions.ReviewSheet.ahead": "review_answer",
    "mentoring_sessions.ReviewSheet.own_1": "review_answer",
    "mentoring_sessions.ReviewSheet.own_2": "review_answer",
    "mentoring_sessions.ReviewSheet.own_3": "review_answer",
    "mentoring_sessions.ReviewSheet.missing": "review_answer",
    "mentoring_sessions.ReviewProgress.text": "review_answer",
    "mentoring_sessions.NextStep.text": "review_step",
}

NOT_PRIVATE: dict[str, str] = {
    "programs.TagMeaning.vector": "numbers for one tag, whoever wrote it: no word and no person; no page shows it",
    "programs.Program.suggested_terms": "the program's suggestion of an agreement, shown to all its pairs",
    "programs.Program.chosen_parts": "which parts a program's pairs use: names of our own",
    "programs.ReviewSettings.prompts": "the program's own questions, shown to all its pairs",
    "mentoring_sessions.Review.prompts": "the program's own questions, as they were when the review opened",
    "programs.MailText.body": "a program's own words in mails that everybody of it gets",
    "programs.Question.options": "what can be chosen in a form, shown to everybody who may apply",
    "programs.Program.purpose": "shown to everybody who may apply",
    "programs.TimelineDate.about": "written by coordinators for everybody in the cohort",
    "programs.LibraryItem.text": "written by coordinators for everybody in the program",
    "programs.LibraryItem.topics": "written by coordinators for everybody in the program",
    "notifications.DemoMail.text": "exists in demo mode only, whose people are invented",
    "notifications.DemoMail.html": "exists in demo mode only, whose people are invented",
    "matching.RuleVersion.criteria": "which fields count and how much; read through visible_to",
    "matching.Draft.rules": "which fields count and how much, as the draft ran; read through visible_to",
    "matching.DraftOrder.rules": "which fields count and how much",
    "matching.Draft.weights": "the coordinator's own numbers",
    "matching.DraftOrder.weights": "the coordinator's own numbers",
    "matching.Draft.summary": "counts of a draft",
    "matching.Proposal.points": (
        "points per criterion and the tags they came from, for coordinators, who may read enrolment answers; "
        "kept in plain; read through Draft.visible_to"
    ),
    "matching.Offer.points": "as those of a proposal; the two read sentences of them, which name topics and tags only",
    "matching.Move.before": "the points of a pair before a hand move; as Proposal.points",
    "matching.Publication.audit": "ranges of counts by group, by the rule of mentorship/lib/disclosure.py",
    "matching.Leftover.reason": "a key and counts, for coordinators; read through Draft.visible_to",
}


def audience_sentence(audience: str) -> str | Promise:
    """The line beside a field. An audience that is not in the table is a KeyError: the page must not render."""
    return OWN_SENTENCES.get(audience) or SENTENCES[AUDIENCES[audience]]
