"""What one cohort asks of its coordinator today, in sentences."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.lib.lines import Line

# Coordinators' lines come after what a person's own mentorships ask of them today, before what can wait a week.
DRAFT, APPLICATIONS, UNMET, BOUNCED, BEGIN, PEOPLE = 50, 51, 52, 53, 54, 54
# Somebody asked for help: before everything but a meeting that goes on.
REQUESTS, CHECK_IN_NOTES = 11, 49


@dataclass(frozen=True)
class CohortNow:
    """One cohort a user coordinates; every number is a count of rows."""

    program_code: str
    program_name: str
    code: str
    name: str
    mentors: int = 0
    mentees: int = 0
    applied: int = 0
    oldest_application_days: int = 0
    bounced: int = 0
    live: int = 0
    proposed: int = 0  # pairs whose two are being asked
    unmet: int = 0
    draft_number: int | None = None
    draft_pairs: int = 0
    requests: int = 0  # that wait for an answer
    check_in_notes: int = 0  # lines sent with a check-in that nobody has read
    covered_until: date | None = (
        None  # somebody covers for this coordinator, who is asked for nothing meanwhile
    )


def cohort_lines(cohort: CohortNow) -> list[Line]:
    """What one cohort asks of its coordinator today; nothing when all is well."""
    if cohort.covered_until:
        return []
    makers = (
        _requests_line,
        _check_in_notes_line,
        _draft_line,
        _applications_line,
        _unmet_line,
        _bounced_line,
        _begin_line,
        _people_line,
    )
    return [line for line in (make(cohort) for make in makers) if line]


def _where(cohort: CohortNow) -> str:
    return f"{cohort.program_name} · {cohort.name}"


def _requests_line(cohort: CohortNow) -> Line | None:
    if not cohort.requests:
        return None
    return Line(
        rank=REQUESTS,
        key=f"requests-{cohort.code}-{cohort.requests}",
        title=ngettext("%(n)s request for you", "%(n)s requests for you", cohort.requests)
        % {"n": cohort.requests},
        detail=_where(cohort),
        url=reverse("programs:requests", args=[cohort.program_code, cohort.code]),
        action=_("Read it"),
        minutes=5 * cohort.requests,
        why=_("Somebody asked for a different match, or has a question: answered within two working days."),
    )


def _check_in_notes_line(cohort: CohortNow) -> Line | None:
    if not (notes := cohort.check_in_notes):
        return None
    return Line(
        rank=CHECK_IN_NOTES,
        key=f"check-ins-{cohort.code}-{notes}",
        title=ngettext(
            "%(n)s line sent to you with a check-in", "%(n)s lines sent to you with a check-in", notes
        )
        % {"n": notes},
        detail=_where(cohort),
        url=reverse("sessions:check_in_notes", args=[cohort.program_code, cohort.code]),
        action=_("Read it"),
        minutes=notes,
        why=_(
            "Somebody chose to tell the coordinators something. It goes away once one of you marks it as read."
        ),
    )


def _draft_line(cohort: CohortNow) -> Line | None:
    if cohort.draft_number is None:
        return None
    return Line(
        rank=DRAFT,
        key=f"draft-{cohort.code}-{cohort.draft_number}",
        title=ngettext(
            "Draft %(number)s proposes %(pairs)s pair",
            "Draft %(number)s proposes %(pairs)s pairs",
            cohort.draft_pairs,
        )
        % {"number": cohort.draft_number, "pairs": cohort.draft_pairs},
        detail=_where(cohort),
        url=reverse("matching:board", args=[cohort.program_code, cohort.code, cohort.draft_number]),
        action=_("Look at the draft"),
        minutes=15,
        why=_("A draft is waiting; nobody hears of a match before you publish it."),
    )


def _applications_line(cohort: CohortNow) -> Line | None:
    if not cohort.applied:
        return None
    days = cohort.oldest_application_days
    oldest = ngettext("the oldest is %(n)s day old", "the oldest is %(n)s days old", days) % {"n": days}
    return Line(
        rank=APPLICATIONS,
        key=f"applied-{cohort.code}-{cohort.applied}",
        title=ngettext("%(n)s application to decide", "%(n)s applications to decide", cohort.applied)
        % {"n": cohort.applied},
        detail=f"{_where(cohort)} · {oldest}",
        url=reverse("programs:applications", args=[cohort.program_code, cohort.code]),
        action=_("Decide"),
        minutes=2 * cohort.applied,
        why=_("People who applied see “sent” until you decide."),
    )


def _unmet_line(cohort: CohortNow) -> Line | None:
    if not cohort.unmet:
        return None
    mentorships = reverse("dashboards:mentorships", args=[cohort.program_code, cohort.code])
    return Line(
        rank=UNMET,
        key=f"unmet-{cohort.code}-{cohort.unmet}",
        title=ngettext("%(n)s new pair hasn’t met", "%(n)s new pairs haven’t met", cohort.unmet)
        % {"n": cohort.unmet},
        detail=_where(cohort),
        url=f"{mentorships}?never_met=on&not_met_weeks=3",
        action=_("See who"),
        minutes=5,
        why=_("Pairs that have not met three weeks after they were matched rarely start without a hand."),
    )


def _bounced_line(cohort: CohortNow) -> Line | None:
    if not cohort.bounced:
        return None
    people = reverse("programs:people", args=[cohort.program_code, cohort.code])
    return Line(
        rank=BOUNCED,
        key=f"bounced-{cohort.code}-{cohort.bounced}",
        title=ngettext("%(n)s address doesn’t work", "%(n)s addresses don’t work", cohort.bounced)
        % {"n": cohort.bounced},
        detail=_where(cohort),
        url=f"{people}?state=bounced",
        action=_("Correct them"),
        minutes=2 * cohort.bounced,
        why=_("A mail server refused these addresses for good; nothing reaches these people by mail."),
    )


def _begin_line(cohort: CohortNow) -> Line | None:
    """A cohort with people on both sides, nobody paired or proposed and no draft: matching can begin."""
    if (
        cohort.live
        or cohort.proposed
        or cohort.draft_number is not None
        or not (cohort.mentors and cohort.mentees)
    ):
        return None
    return Line(
        rank=BEGIN,
        key=f"begin-{cohort.code}",
        title=_("Ready to match: %(mentors)s, %(mentees)s")
        % {
            "mentors": ngettext("%(n)s mentor", "%(n)s mentors", cohort.mentors) % {"n": cohort.mentors},
            "mentees": ngettext("%(n)s mentee", "%(n)s mentees", cohort.mentees) % {"n": cohort.mentees},
        },
        detail=_where(cohort),
        url=reverse("matching:rules", args=[cohort.program_code, cohort.code]),
        action=_("Match them"),
        minutes=15,
        why=_("People on both sides are accepted and nobody is matched yet."),
    )


def _people_line(cohort: CohortNow) -> Line | None:
    """A cohort that lacks mentors or mentees, with nobody waiting to be let in."""
    if (cohort.mentors and cohort.mentees) or cohort.applied or cohort.live:
        return None
    return Line(
        rank=PEOPLE,
        key=f"people-{cohort.code}",
        title=_("Bring in your people"),
        detail=_where(cohort),
        url=reverse("programs:cohort", args=[cohort.program_code, cohort.code]),
        action=_("See the ways in"),
        minutes=10,
        why=_("This cohort needs mentors and mentees before it can be matched."),
    )
