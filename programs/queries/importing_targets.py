"""What a column of a file can mean: each target with the headings that name it and how its values look."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.queries.importing_cells import (
    capacity_of,
    goal_kind_of,
    roles_of,
    seniority_of,
    words_of,
    zone_of,
)
from programs.queries.importing_dates import looks_like_dates, rhythm_of


@dataclass(frozen=True)
class Target:
    """A thing we keep about people. `several`: more than one column may feed it. `fits`: does a value look so?"""

    label: str | Promise
    headings: str  # exact headings, separated by |
    parts: str = ""  # words which, somewhere in a heading, make it a guess
    several: bool = False
    fits: Callable[[str], bool] | None = None
    pair: str = ""  # in a file of pairs: "mentor", "mentee", or "both" for what is about the two


def is_email(value: str) -> bool:
    try:
        validate_email(value.strip())
    except ValidationError:
        return False
    return True


def _is_no_email(value: str) -> bool:
    return "@" not in value


def _is_list_of_words(value: str) -> bool:
    """Tags, as against sentences about them."""
    return all(len(word) <= 60 for word in words_of(value))


TARGETS: dict[str, Target] = {
    "name": Target(
        _("Name"),
        "name|full name|display name|person|participant|first name|forename|given name|last name|surname|family name",
        several=True,
    ),
    "email": Target(
        _("E-mail address"),
        "email|e mail|mail|email address|e mail address|work email",
        "email|mail",
        fits=is_email,
    ),
    "reference": Target(
        _("Own reference"),
        "id|reference|ref|own reference|mentor id|mentee id|person id|employee id|staff id|user id|number"
        "|employee number|staff number|personnel number|code",
        "id|reference",
    ),
    "role": Target(
        _("Role (mentor or mentee)"),
        "role|roles|participant role|mentor or mentee|mentor mentee|participating as|i am a|i am|i join as|joining as",
        "role",
        fits=lambda value: roles_of(value) is not None,
    ),
    "capacity": Target(
        _("Capacity (how many mentorships)"),
        "capacity|num mentee|num mentees|number of mentees|mentees|max mentees|maximum mentees|places|slots",
        "capacity|places|slots",
        fits=lambda value: capacity_of(value) is not None,
    ),
    "languages": Target(
        _("Languages"),
        "languages|language|spoken languages|languages spoken",
        "languages|language",
        several=True,
    ),
    "time_zone": Target(
        _("Time zone"),
        "time zone|timezone|tz|zone|iana time zone",
        "timezone|zone",
        fits=lambda value: bool(zone_of(value)),
    ),
    "department": Target(
        _("Department"), "department|dept|team|division|unit|business unit", "department|division"
    ),
    "seniority": Target(
        _("Seniority"),
        "seniority|level|career level|experience|experience band|years of experience|years|grade",
        "seniority|experience",
        fits=lambda value: seniority_of(value) is not None,
    ),
    "line_manager": Target(
        _("Line manager (e-mail or reference)"),
        "line manager|manager|manager email|line manager email|manager id|reports to|supervisor|boss",
        "manager|supervisor",
    ),
    "topics": Target(
        _("Topics (offered or wanted)"),
        "topics|topic|focus|focus areas|interests|topics offered|topics wanted|can help with|wants help with",
        "topics|interests",
        several=True,
        fits=_is_list_of_words,
    ),
    "expertise": Target(
        _("Expertise and areas"),
        "expertise|skills|technical areas|code languages|programming languages|areas|areas of expertise"
        "|course of study|field of study|subject|major|tech stack|profession",
        "expertise|skills|areas",
        several=True,
        fits=_is_list_of_words,
    ),
    "goal": Target(
        _("Goal"), "goal|goals|objective|objectives|what do you want to learn|motivation", "goal|goals"
    ),
    "goal_kind": Target(
        _("Kind of goal"),
        "goal kind|kind of goal|goal type",
        fits=lambda value: goal_kind_of(value) is not None,
    ),
    "introduction": Target(
        _("Introduction"),
        "introduction|intro|about|about me|bio|biography|summary|role title|job title|title|position",
        "bio|introduction",
        several=True,
    ),
    "mentor_name": Target(
        _("Mentor: name"),
        "mentor|mentor name|name of mentor|mentor full name",
        pair="mentor",
        fits=_is_no_email,
    ),
    "mentor_email": Target(
        _("Mentor: e-mail address"),
        "mentor email|mentor e mail|mentor mail|mentor email address|mentor e mail address|email mentor"
        "|email of mentor|mentor address|mentor",
        fits=is_email,
        pair="mentor",
    ),
    "mentor_reference": Target(
        _("Mentor: own reference"),
        "mentor id|mentor reference|mentor ref|mentor number|mentor staff number|mentor code|mentor employee id",
        pair="mentor",
    ),
    "mentee_name": Target(
        _("Mentee: name"),
        "mentee|mentee name|name of mentee|mentee full name",
        pair="mentee",
        fits=_is_no_email,
    ),
    "mentee_email": Target(
        _("Mentee: e-mail address"),
        "mentee email|mentee e mail|mentee mail|mentee email address|mentee e mail address|email mentee"
        "|email of mentee|mentee address|mentee",
        fits=is_email,
        pair="mentee",
    ),
    "mentee_reference": Target(
        _("Mentee: own reference"),
        "mentee id|mentee reference|mentee ref|mentee number|mentee staff number|mentee code|mentee employee id",
        pair="mentee",
    ),
    "started": Target(
        _("Date they began"),
        "start|start date|started|started on|begin|began|begun|since|from|date started|matched on|match date",
        fits=looks_like_dates,
        pair="both",
    ),
    "rhythm": Target(
        _("Rhythm (weeks between meetings)"),
        "rhythm|frequency|every|meets|meets every|cadence|interval|weeks between meetings|how often",
        fits=lambda value: rhythm_of(value) is not None,
        pair="both",
    ),
    "met": Target(
        _("Dates on which they met"),
        "met|met on|dates met|dates|meetings|meeting dates|meetings held|sessions|session dates|meeting",
        "met|meeting|session",
        several=True,
        fits=looks_like_dates,
        pair="both",
    ),
}
OF_PAIRS = tuple(key for key, target in TARGETS.items() if target.pair or key == "capacity")
OF_PEOPLE = tuple(key for key, target in TARGETS.items() if not target.pair)
DATED = ("started", "met")
