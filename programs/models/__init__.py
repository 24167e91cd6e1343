from programs.models.agreements import Agreement, AgreementAnswer, AgreementSide
from programs.models.application_replies import ApplicationReply
from programs.models.audit import AuditEvent
from programs.models.check_in_settings import CheckInSettings
from programs.models.cohort_outcomes import CohortOutcome
from programs.models.concerns import Concern, ConcernAnswer
from programs.models.coordinator_notes import CoordinatorNote, NoteRecipient
from programs.models.endings import Ending, EndingAnswer, Letter, SharedStory, Story, StoryApproval
from programs.models.enrolments import Enrolment
from programs.models.hand_overs import HandOver
from programs.models.imports import PeopleImport
from programs.models.invitations import Invitation
from programs.models.library import LibraryItem, LibraryMark
from programs.models.mail_texts import MailText
from programs.models.meaning import GoalMeaning, TagMeaning
from programs.models.mentorships import Channel, EndReason, Member, Mentorship
from programs.models.news import News
from programs.models.organisations import Organisation, StaffRole
from programs.models.people import Person
from programs.models.programs import Cohort, Part, Program
from programs.models.questions import Answer, FormVersion, Question, SharedAnswer
from programs.models.reminder_rules import Pace, ReminderRule
from programs.models.requests import HelpAnswer, HelpRequest
from programs.models.review_settings import ReviewSettings
from programs.models.rhythm import Pause, RhythmProposal
from programs.models.safeguarding import SafeguardingContact
from programs.models.timeline import DateReply, TimelineDate
from programs.models.vetoes import Veto

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AgreementSide",
    "Answer",
    "ApplicationReply",
    "AuditEvent",
    "Channel",
    "CheckInSettings",
    "Cohort",
    "CohortOutcome",
    "Concern",
    "ConcernAnswer",
    "CoordinatorNote",
    "DateReply",
    "EndReason",
    "Ending",
    "EndingAnswer",
    "Enrolment",
    "FormVersion",
    "GoalMeaning",
    "HandOver",
    "HelpAnswer",
    "HelpRequest",
    "Invitation",
    "Letter",
    "LibraryItem",
    "LibraryMark",
    "MailText",
    "Member",
    "Mentorship",
    "News",
    "NoteRecipient",
    "Organisation",
    "Pace",
    "Part",
    "Pause",
    "PeopleImport",
    "Person",
    "Program",
    "Question",
    "ReminderRule",
    "ReviewSettings",
    "RhythmProposal",
    "SafeguardingContact",
    "SharedAnswer",
    "SharedStory",
    "StaffRole",
    "Story",
    "StoryApproval",
    "TagMeaning",
    "TimelineDate",
    "Veto",
]
