from programs.models.audit import AuditEvent
from programs.models.enrolments import Enrolment
from programs.models.imports import PeopleImport
from programs.models.invitations import Invitation
from programs.models.mentorships import Member, Mentorship
from programs.models.news import News
from programs.models.organisations import Organisation, StaffRole
from programs.models.people import Person
from programs.models.programs import Cohort, Part, Program
from programs.models.safeguarding import SafeguardingContact

__all__ = [
    "AuditEvent",
    "Cohort",
    "Enrolment",
    "Invitation",
    "Member",
    "Mentorship",
    "News",
    "Organisation",
    "Part",
    "PeopleImport",
    "Person",
    "Program",
    "SafeguardingContact",
    "StaffRole",
]
