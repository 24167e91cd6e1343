from programs.models.agreements import Agreement, AgreementAnswer, AgreementSide
from programs.models.audit import AuditEvent
from programs.models.concerns import Concern, ConcernAnswer
from programs.models.coordinator_notes import CoordinatorNote, NoteRecipient
from programs.models.endings import Ending, EndingAnswer, Letter, SharedStory, Story, StoryApproval
from programs.models.enrolments import Enrolment
from programs.models.imports import PeopleImport
from programs.models.invitations import Invitation
from programs.models.library import LibraryItem, LibraryMark
from programs.models.mentorships import Channel, EndReason, Member, Mentorship
from programs.models.news import News
from programs.models.organisations import Organisation, StaffRole
from programs.models.people import Person
from programs.models.programs import Cohort, Part, Program
from programs.models.requests import HelpAnswer, HelpRequest
from programs.models.rhythm import Pause, RhythmProposal
from programs.models.safeguarding import SafeguardingContact

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AgreementSide",
    "AuditEvent",
    "Channel",
    "Cohort",
    "Concern",
    "ConcernAnswer",
    "CoordinatorNote",
    "EndReason",
    "Ending",
    "EndingAnswer",
    "Enrolment",
    "HelpAnswer",
    "HelpRequest",
    "Invitation",
    "Letter",
    "LibraryItem",
    "LibraryMark",
    "Member",
    "Mentorship",
    "News",
    "NoteRecipient",
    "Organisation",
    "Part",
    "Pause",
    "PeopleImport",
    "Person",
    "Program",
    "RhythmProposal",
    "SafeguardingContact",
    "SharedStory",
    "StaffRole",
    "Story",
    "StoryApproval",
]
