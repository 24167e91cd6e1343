from programs.models.audit import AuditEvent
from programs.models.enrolments import Enrolment
from programs.models.imports import PeopleImport
from programs.models.invitations import Invitation
from programs.models.mentorships import Member, Mentorship
from programs.models.organisations import Organisation, StaffRole
from programs.models.people import Person
from programs.models.programs import Cohort, Program

__all__ = [
    "AuditEvent",
    "Cohort",
    "Enrolment",
    "Invitation",
    "Member",
    "Mentorship",
    "Organisation",
    "PeopleImport",
    "Person",
    "Program",
    "StaffRole",
]
