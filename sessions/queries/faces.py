"""How the other one appears on a pair's pages: plain values, no model graph."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mentorship.accounts.zones import zone
from programs.models import Member


@dataclass(frozen=True)
class Face:
    name: str
    first_name: str
    initials: str
    hue: int
    role: str
    zone: str
    contact: str  # how this person likes to be reached; empty where not given or switched off


def zone_of(member: Member) -> ZoneInfo:
    """Where this person lives: the account's zone, else the person's, else the program's."""
    person = member.enrolment.person
    fallback = member.mentorship.cohort.program.time_zone
    return zone((person.user.time_zone if person.user else "") or person.time_zone or fallback)


def face_of(member: Member) -> Face:
    person = member.enrolment.person
    return Face(
        name=person.shown_name,
        first_name=person.first_name,
        initials=person.initials,
        hue=person.hue,
        role=str(member.get_role_display()),
        zone=zone_of(member).key,
        contact=person.contact if person.shows_contact else "",
    )
