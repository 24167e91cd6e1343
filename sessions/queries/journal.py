"""A person's journal: the day, the strip of days around it, what stands in it. Read by its author only."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship, Part
from sessions.access import uses_part
from sessions.models import Goal, JournalEntry, Meeting

STRIP, PAGE = 28, 20
PROMPTS: tuple[str | Promise, ...] = (
    gettext_lazy("What did you do this week that you could not have done half a year ago?"),
    gettext_lazy("What are you putting off, and what would the first ten minutes of it be?"),
    gettext_lazy("Which sentence of the last meeting is still with you?"),
    gettext_lazy("Where did you hold back today? What would you have said?"),
    gettext_lazy("What went well, and what was your part in it?"),
    gettext_lazy("What would you tell a friend who stood where you stand?"),
    gettext_lazy("Which advice did you not follow, and why?"),
    gettext_lazy("What did you learn about yourself from somebody’s reaction?"),
    gettext_lazy("What is the smallest next step towards your goal?"),
    gettext_lazy("What took your energy this week, and what gave you some?"),
    gettext_lazy("What do you want to ask next time, and have not dared to yet?"),
    gettext_lazy("What did you assume this week that turned out to be wrong?"),
    gettext_lazy("Who helped you lately, and do they know it?"),
    gettext_lazy("If nothing changed for a year, what would bother you most?"),
)


@dataclass(frozen=True)
class StripDay:
    day: date
    written: bool
    is_shown: bool


@dataclass(frozen=True)
class Past:
    day: date
    first_line: str
    goal: str


@dataclass(frozen=True)
class Journal:
    """`prompts`: one for the day; three where nothing was ever written."""

    day: date
    is_today: bool
    entry: JournalEntry
    prompts: list[str]
    strip: list[StripDay]
    earlier: date | None
    later: date | None
    past: list[Past]
    is_empty: bool


def keeps_journal(user: User) -> bool:
    """Does one of this person's programs use it: for the navigation. One statement."""
    return uses_part(user, Part.JOURNAL)


def journal_of(user: User, day: date) -> Journal:
    """Two statements."""
    today = clock.today(timezone.get_current_timezone())
    rows = JournalEntry.objects.visible_to(user)
    entry = rows.select_related("goal").filter(day=day).first() or JournalEntry(author=user, day=day)
    past = [row for row in rows.select_related("goal").order_by("-day") if row.text]
    last = today if (today - day).days < STRIP else day + timedelta(days=STRIP // 2)
    written = {row.day for row in past}
    days = [last - timedelta(days=ago) for ago in range(STRIP - 1, -1, -1)]
    return Journal(
        day=day,
        is_today=day == today,
        entry=entry,
        prompts=_prompts(day, 1 if past else 3),
        strip=[StripDay(one, one in written, one == day) for one in days],
        earlier=days[0] - timedelta(days=1),
        later=min(today, last + timedelta(days=STRIP // 2)) if last < today else None,
        past=[_past(row) for row in past if row.day != day][:PAGE],
        is_empty=not past,
    )


def journal_as_markdown(user: User) -> str:
    """Every entry, the latest first."""
    rows = JournalEntry.objects.visible_to(user).select_related("goal").order_by("-day")
    parts = [f"# {_('My journal')}"]
    for row in rows:
        if row.text.strip():
            about = [_("Goal: %(goal)s") % {"goal": row.goal.sentence}] if row.goal else []
            parts += [f"## {format_date(row.day, 'l j F Y')}", *about, row.text.strip()]
    return "\n\n".join(parts) + "\n"


def own_goals(user: User) -> list[tuple[str, str]]:
    """Goals of one's own in live mentorships, to tag an entry with. One statement."""
    rows = Goal.objects.visible_to(user).filter(
        owner__enrolment__person__user=user, mentorship__state=Mentorship.State.ACTIVE
    )
    return [(str(row.pk), row.sentence) for row in rows.order_by("pk")]


def own_goal(user: User, pk: str) -> Goal | None:
    """The goal a tag names; none where it names nothing of one's own."""
    rows = Goal.objects.visible_to(user).filter(owner__enrolment__person__user=user)
    return rows.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() else None


@dataclass(frozen=True)
class Ahead:
    """A meeting a line can be brought to, and one's own seat in it."""

    meeting: Meeting
    me: Member
    key: str
    label: str


def meetings_ahead(user: User) -> list[Ahead]:
    """The next meeting of each live mentorship. Two statements."""
    rows = Meeting.objects.of_member(user).upcoming().filter(mentorship__state=Mentorship.State.ACTIVE)
    first: dict[int, Meeting] = {}
    for row in rows.select_related("mentorship").order_by("starts_at"):
        first.setdefault(row.mentorship_id, row)
    members: dict[int, dict[bool, Member]] = {}
    found = Member.objects.filter(mentorship__in=list(first)).select_related("enrolment__person")
    for member in found.order_by("pk"):
        members.setdefault(member.mentorship_id, {})[member.enrolment.person.user_id == user.pk] = member
    return [
        Ahead(row, members[pk][True], f"{row.mentorship.code}-{row.number}", _label(row, members[pk][False]))
        for pk, row in first.items()
    ]


def _label(meeting: Meeting, partner: Member) -> str:
    when = format_date(meeting.starts_at.astimezone(timezone.get_current_timezone()), "D j M, H:i")
    return _("%(when)s with %(name)s") % {"when": when, "name": partner.enrolment.person.shown_name}


def _prompts(day: date, count: int) -> list[str]:
    start = day.toordinal()
    return [str(PROMPTS[(start + 5 * place) % len(PROMPTS)]) for place in range(count)]


def _past(row: JournalEntry) -> Past:
    line = next((line for line in row.text.splitlines() if line.strip()), "")
    return Past(row.day, line.strip(" #>*-")[:160], row.goal.sentence if row.goal else "")
