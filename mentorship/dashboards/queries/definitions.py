"""How each number of the health page comes about, in words: on the page one press away, and in the export."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mentorship.dashboards.queries.rhythm_kept import RHYTHM
from mentorship.dashboards.queries.sources import ENDINGS, FEELS, GOALS, SURVEYS, Words

BALANCE, FIRST = "balance", "first"
# Of the summary.
PEOPLE, MATCHED, RUNNING, MET, REVIEWED = "people", "matched", "running", "met", "reviewed"
# Of its period.
HAPPENED = "happened"


@dataclass(frozen=True)
class Definition:
    """What is counted, of whom, over which time, and how fresh it is."""

    counted: Words
    out_of: Words
    period: Words
    fresh: Words


LIVE = _("As it stands when you open the page.")
CLOSED = _("Counted once when the month is over, and never changed afterwards.")
MONTHS = _("A calendar month in the program’s time zone; with too few answers it waits for the next month.")

_BY_THEN = _(
    "Now, and when the last month was over; of a period, when it was over and when the one before it was. Counted "
    "back from the dates in the lists."
)

DEFINITIONS: dict[str, Definition] = {
    PEOPLE: Definition(
        _(
            "Places of people accepted by then who still take part; who is both mentor and mentee counts as both."
        ),
        _("Nothing: a plain number."),
        _BY_THEN,
        LIVE,
    ),
    MATCHED: Definition(
        _("Mentees whose first mentorship had begun by then, whether it runs still or has ended."),
        _("Mentees who were in by then."),
        _BY_THEN,
        LIVE,
    ),
    RUNNING: Definition(
        _("Mentorships that had begun by then and had not ended."),
        _("Nothing: a plain number."),
        _BY_THEN,
        LIVE,
    ),
    MET: Definition(
        _("Mentorships running then whose first meeting had taken place by then."),
        _("Mentorships running then."),
        _BY_THEN,
        LIVE,
    ),
    REVIEWED: Definition(
        _("Impact reviews that both had signed by then."),
        _("Impact reviews that had opened by then."),
        _BY_THEN,
        LIVE,
    ),
    HAPPENED: Definition(
        _(
            "What is dated within the period: the first match of a mentee, the start and the end of a mentorship, the "
            "day on which both signed a review."
        ),
        _("Nothing: a plain number."),
        _("The period, and as many days before it, in the program’s time zone."),
        LIVE,
    ),
    BALANCE: Definition(
        _(
            "Places: the mentors’ capacities together. Taken: running mentorships. Waiting: mentees in none of them, "
            "also those whose mentorship has ended. Matched so far: mentees whose first mentorship has begun, whether "
            "it runs still or has ended."
        ),
        _("Everybody accepted into this cohort."),
        _("Now."),
        LIVE,
    ),
    FIRST: Definition(
        _("Mentorships whose first meeting began within 21 days of their match."),
        _("Mentorships matched at least 21 days ago, running or ended."),
        _("Since the cohort began."),
        LIVE,
    ),
    RHYTHM: Definition(
        _(
            "Mentorships that met within their agreed weeks and one more, counted back from the last day of the month."
        ),
        _("Mentorships that ran on that day and weren’t resting."),
        _("A calendar month in the program’s time zone."),
        CLOSED,
    ),
    GOALS: Definition(
        _(
            "People with a goal of their own that was set, moved or reached. Goals kept to oneself don’t count."
        ),
        _("Everybody in a mentorship that ran in the month; for outcomes, those who let one be counted."),
        MONTHS,
        CLOSED,
    ),
    FEELS: Definition(
        _(
            "People who gave one of the upper two of five answers, or “good”; each by the last answer they gave."
        ),
        _(
            "Everybody who answered, but for coordinators, owners and the two or three whom the lot leaves out."
        ),
        MONTHS,
        CLOSED,
    ),
    ENDINGS: Definition(
        _("People who agree mostly or fully, or who chose this outcome, when their mentorship ended."),
        _(
            "Everybody who answered, but for coordinators, owners and the two or three whom the lot leaves out."
        ),
        MONTHS,
        CLOSED,
    ),
    SURVEYS: Definition(
        _(
            "People who gave one of the upper two of five answers, as their mentorship began and once it had ended."
        ),
        _(
            "Everybody who answered the question, but for coordinators, owners and the two or three whom the lot "
            "leaves out. Those who answered at the end need not be those of the start."
        ),
        _("All months that were published, together; the start and the end each by themselves."),
        CLOSED,
    ),
}

# The rule of `mentorship.lib.disclosure`, for people.
RULE = _(
    "What people say is counted once a month, when seven or more have answered; two answers, or three of twelve and "
    "more, are left out by lot. Of up to ten people you see whether more than half are good, of more how many, in "
    "fives, and never nearer than five people to nobody or to everybody. Mentors and mentees apart only where there "
    "are eleven of each."
)
