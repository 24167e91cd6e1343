from sessions.models.action_items import ActionItem
from sessions.models.agendas import AgendaItem
from sessions.models.feedback import Feedback
from sessions.models.files import PairFile
from sessions.models.goals import Goal, Milestone
from sessions.models.meetings import Meeting
from sessions.models.messages import Message, Update
from sessions.models.notes import SharedNote
from sessions.models.private_notes import JournalEntry, PrivateNote
from sessions.models.thanks import Introduction, Thanks

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Feedback",
    "Goal",
    "Introduction",
    "JournalEntry",
    "Meeting",
    "Message",
    "Milestone",
    "PairFile",
    "PrivateNote",
    "SharedNote",
    "Thanks",
    "Update",
]
