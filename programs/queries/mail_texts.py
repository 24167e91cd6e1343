"""The mails everybody of a program gets at fixed moments: our words for each, and what a program says instead.

A composer asks `words_of` with the values of its reader, and its template shows `words.text` where ours would stand;
the button, the reason and whatever must not be lost stand below it and cannot be written away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.defaultfilters import date as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.models import Cohort, MailText, Program

Text = str | Promise


@dataclass(frozen=True)
class Words:
    subject: str
    text: str


@dataclass(frozen=True)
class Moment:
    """`words` may stand in braces; `template` is the folder of the mail."""

    label: Text
    when: Text
    subject: Text
    text: Text
    words: tuple[str, ...]
    template: str
    peers: tuple[Text, Text] | None = None  # subject and text where nobody is called the other's mentor


PLACE = ("program", "cohort", "role")
DATES = ("starts", "ends")
MOMENTS: dict[str, Moment] = {
    "invitation": Moment(
        gettext_lazy("An invitation"),
        gettext_lazy("To whoever is invited to take part. The link and the last day stand below it."),
        gettext_lazy("You are invited to {program}"),
        gettext_lazy(
            "Hello {name},\n\n{inviter} invites you to take part in {program} ({cohort}) as a {role}. "
            "It runs from {starts} to {ends}."
        ),
        ("name", "inviter", *PLACE, *DATES),
        "programs/emails/invitation",
    ),
    "application_received": Moment(
        gettext_lazy("An application arrived"),
        gettext_lazy(
            "To whoever applied, while nobody has answered. Anybody may type an address, so it has no name."
        ),
        gettext_lazy("We have your application to {program}"),
        gettext_lazy(
            "Hello,\n\nyour application to {program} ({cohort}) as {role} has arrived. A coordinator reads it; that "
            "usually takes about five days. Until then you can change your answers or withdraw. If you did not "
            "apply, there is nothing to do."
        ),
        (*PLACE, *DATES),
        "programs/emails/application_received",
    ),
    "application_accepted": Moment(
        gettext_lazy("An application is accepted"),
        gettext_lazy("To whoever applied and takes part."),
        gettext_lazy("You are in: {program}"),
        gettext_lazy(
            "Hello {name},\n\nyou take part in {program} ({cohort}) as {role}. It starts on {starts}. The coordinators "
            "now look for who fits you, and you hear from us as soon as you are matched."
        ),
        ("name", *PLACE, *DATES),
        "programs/emails/application_accepted",
    ),
    "application_declined": Moment(
        gettext_lazy("An application is declined"),
        gettext_lazy("To whoever applied and gets no place this time."),
        gettext_lazy("Your application to {program}"),
        gettext_lazy(
            "Hello {name},\n\nthank you for your application to {program} ({cohort}) as {role}. There is no place for "
            "you this time. You are welcome to apply again for a later cohort."
        ),
        ("name", *PLACE, *DATES),
        "programs/emails/application_declined",
    ),
    "application_waitlisted": Moment(
        gettext_lazy("An application waits"),
        gettext_lazy("To whoever applied and is on the waiting list."),
        gettext_lazy("Your application to {program}"),
        gettext_lazy(
            "Hello {name},\n\nthank you for your application to {program} ({cohort}) as {role}. All places are taken "
            "at the moment, so you are on the waiting list. If one becomes free, you are in the next round."
        ),
        ("name", *PLACE, *DATES),
        "programs/emails/application_waitlisted",
    ),
    "matched": Moment(
        gettext_lazy("Two people are matched"),
        gettext_lazy(
            "To both. How the other likes to be reached, and the way to their space, stand below it."
        ),
        gettext_lazy("{partner} is your {their role}"),
        gettext_lazy(
            "Hello {name},\n\nin {program} you are matched with {partner}, who will be your {their role}.\n\n"
            "A good first step is a date. The two of you plan to meet {rhythm}."
        ),
        ("name", "partner", "their role", "rhythm", *PLACE, *DATES),
        "programs/emails/matched",
        peers=(
            gettext_lazy("You are matched with {partner}"),
            gettext_lazy(
                "Hello {name},\n\nin {program} you are matched with {partner}, somebody on the same level as you.\n\n"
                "A good first step is a date. The two of you plan to meet {rhythm}."
            ),
        ),
    ),
    "mentorship_ended": Moment(
        gettext_lazy("A mentorship has ended"),
        gettext_lazy(
            "To both, but for whoever ended it. It never says why. The way to their space stands below it."
        ),
        gettext_lazy("Your mentorship with {partner} has ended"),
        gettext_lazy(
            "Hello {name},\n\nyour mentorship with {partner} in {program} ({cohort}) has ended. What the two of you "
            "wrote stays readable for you both, and there is room for a last word.\n\n"
            "Thank you for the time you gave."
        ),
        ("name", "partner", *PLACE, *DATES),
        "programs/emails/mentorship_ended",
    ),
    "mentorship_reopened": Moment(
        gettext_lazy("A mentorship goes on"),
        gettext_lazy("To both, when a coordinator opens it again. The way to their space stands below it."),
        gettext_lazy("Your mentorship with {partner} goes on"),
        gettext_lazy(
            "Hello {name},\n\nyour mentorship with {partner} in {program} ({cohort}) runs again, with everything the "
            "two of you wrote. Meetings that were called off stay so, so a good first step is a date. You two plan to "
            "meet {rhythm}."
        ),
        ("name", "partner", "rhythm", *PLACE, *DATES),
        "programs/emails/mentorship_reopened",
    ),
    "unmatched_mentee": Moment(
        gettext_lazy("No mentor in this round"),
        gettext_lazy("To a mentee who meets nobody yet. The way to their answers stands below it."),
        gettext_lazy("{program}: no mentor for you in this round yet"),
        gettext_lazy(
            "Hello {name},\n\nthe matches of {program} ({cohort}) are out, and this time there was no free place with "
            "a mentor who would suit you. We would rather say so than give you a pair that does not work.\n\n"
            "What happens next: your place stays. The coordinators look again as soon as a place opens, and you hear "
            "from us the same day. There is nothing you have to do."
        ),
        ("name", *PLACE, *DATES),
        "matching/emails/unmatched",
    ),
    "unmatched_mentor": Moment(
        gettext_lazy("No mentee in this round"),
        gettext_lazy("To a mentor who meets nobody yet. The way to their answers stands below it."),
        gettext_lazy("{program}: no mentee for you in this round yet"),
        gettext_lazy(
            "Hello {name},\n\nthe matches of {program} ({cohort}) are out, and this time there was no mentee whose "
            "wishes meet what you offer. That says nothing about you: there were more offers than questions.\n\n"
            "What happens next: your place stays. The coordinators look again as soon as a place opens, and you hear "
            "from us the same day. There is nothing you have to do."
        ),
        ("name", *PLACE, *DATES),
        "matching/emails/unmatched",
    ),
}


def usual_words(program: Program, kind: str) -> Words:
    """Ours, with the words in braces."""
    moment = MOMENTS[kind]
    if program.between_peers and moment.peers:
        return Words(str(moment.peers[0]), str(moment.peers[1]))
    return Words(str(moment.subject), str(moment.text))


def own_words(program: Program, kind: str) -> Words | None:
    """One statement, or none where the program's texts are at hand (`prefetch_related_objects`)."""
    found = next((one for one in program.mail_texts.all() if one.kind == kind), None)
    return Words(found.subject, found.body) if found else None


def own_kinds(program: Program) -> set[str]:
    return set(MailText.objects.filter(program=program).values_list("kind", flat=True))


def words_of(program: Program, kind: str, values: Mapping[str, str]) -> Words:
    """What this mail says to one reader."""
    return filled_words(own_words(program, kind) or usual_words(program, kind), MOMENTS[kind], values)


def filled_words(words: Words, moment: Moment, values: Mapping[str, str]) -> Words:
    """In one pass, so that a name with braces in it is a name. An empty value takes the space before it along."""
    known = "|".join(re.escape(word) for word in moment.words)

    def put(found: re.Match[str]) -> str:
        value = " ".join(values.get(found[2], "").split())
        return f"{found[1]}{value}" if value else ""

    pattern = re.compile(rf"( ?)\{{({known})\}}")
    return Words(pattern.sub(put, words.subject), pattern.sub(put, words.text))


def place_values(cohort: Cohort, role: str) -> dict[str, str]:
    """What every moment knows."""
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "role": role,
        "starts": format_date(cohort.starts_on, "j F Y"),
        "ends": format_date(cohort.ends_on, "j F Y"),
    }


def rhythm_words(weeks: int) -> str:
    return ngettext("every week", "every %(n)s weeks", weeks) % {"n": weeks}


def sample_values(cohort: Cohort) -> dict[str, str]:
    """Of invented people."""
    return {
        **place_values(cohort, _("mentee")),
        "name": _("Robin"),
        "inviter": _("Alex Sample"),
        "partner": _("Kim Example"),
        "their role": _("mentor"),
        "rhythm": rhythm_words(cohort.program.rhythm_weeks),
    }
