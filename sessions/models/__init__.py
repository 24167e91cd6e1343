from sessions.models.action_items import ActionItem
from sessions.models.agendas import AgendaItem
from sessions.models.feedback import Feedback
from sessions.models.goals import Goal, Milestone
from sessions.models.meetings import Meeting
from sessions.models.notes import SharedNote

__all__ = ["ActionItem", "AgendaItem", "Feedback", "Goal", "Meeting", "Milestone", "SharedNote"]
