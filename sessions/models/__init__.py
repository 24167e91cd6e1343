from sessions.models.action_items import ActionItem
from sessions.models.advice import Advice
from sessions.models.agendas import AgendaItem, PrepNote
from sessions.models.check_ins import CheckIn, CheckInAnswer, CheckInNote
from sessions.models.corrections import Correction
from sessions.models.decisions import Decision, Outcome
from sessions.models.evidence import Assessment, Evidence
from sessions.models.feedback import (
    Feedback,
    FeedbackDraft,
    FeedbackPoint,
    FeedbackReply,
    Takeaway,
)
from sessions.models.feedback_requests import FeedbackRequest
from sessions.models.files import PairFile
from sessions.models.fit import FitAnswer
from sessions.models.goals import Goal, GoalValue, GoalWords, Milestone
from sessions.models.learning import LearningEntry
from sessions.models.meetings import Meeting
from sessions.models.messages import Message, Update
from sessions.models.notes import SharedNote
from sessions.models.private_notes import JournalEntry, PrivateNote
from sessions.models.proposals import ProposedTime, TimesProposal
from sessions.models.resources import Resource, ResourceRead
from sessions.models.reviews import (
    NextStep,
    Review,
    ReviewGoal,
    ReviewProgress,
    ReviewSheet,
    ReviewSignature,
)
from sessions.models.surveys import Survey
from sessions.models.thanks import Introduction, Thanks
from sessions.models.told import ToldMark

__all__ = [
    "ActionItem",
    "Advice",
    "AgendaItem",
    "Assessment",
    "CheckIn",
    "CheckInAnswer",
    "CheckInNote",
    "Correction",
    "Decision",
    "Evidence",
    "Feedback",
    "FeedbackDraft",
    "FeedbackPoint",
    "FeedbackReply",
    "FeedbackRequest",
    "FitAnswer",
    "Goal",
    "GoalValue",
    "GoalWords",
    "Introduction",
    "JournalEntry",
    "LearningEntry",
    "Meeting",
    "Message",
    "Milestone",
    "NextStep",
    "Outcome",
    "PairFile",
    "PrepNote",
    "PrivateNote",
    "ProposedTime",
    "Resource",
    "ResourceRead",
    "Review",
    "ReviewGoal",
    "ReviewProgress",
    "ReviewSheet",
    "ReviewSignature",
    "SharedNote",
    "Survey",
    "Takeaway",
    "Thanks",
    "TimesProposal",
    "ToldMark",
    "Update",
]
