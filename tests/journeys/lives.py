"""Pairs who live through a year, each with luck and habits of their own.

The rows they leave are written in bulk as the clock comes to them: 40,000 calls of actions would take longer than the
year. The habits are those that `programs.queries.projected_mails` names; here they are drawn by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.ledger import Due, plan_all
from mentorship.notifications.models import MailHours
from programs.models import Agreement, Enrolment, Member, Mentorship, Person, Program, ReminderRule
from programs.queries.projected_mails import ACTION_DAYS, BY_THEMSELVES
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting, Message
from sessions.reminders.rules import ACTION_AFTER, AGREEMENT_AFTER, FEEDBACK_AFTER, GRACE
from tests import make

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
BEGINS = datetime(
    2026, 2, 23, 3, tzinfo=UTC
)  # a Monday; all the zones below but Kathmandu change within six weeks
ENDS = BEGINS + 52 * WEEK
SPAN = timedelta(minutes=45)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "America/Santiago",
)
Happening = tuple[datetime, str, Callable[[], Any]]


class Pair:
    """One pair: `happenings` are the rows they leave, with the instant at which each is written."""

    def __init__(
        self, mentorship: Mentorship, mentor: Member, mentee: Member, times: dict[str, int], luck: Random
    ):
        self.mentorship, self.mentor, self.mentee = mentorship, mentor, mentee
        self.times, self.luck = times, luck
        self.goal = Goal(
            mentorship=mentorship, number=1, owner=mentee, sentence="By June.", touched_at=BEGINS
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.mentor.enrolment.person.user.time_zone)

    def happenings(self) -> Iterator[Happening]:
        yield BEGINS, "goal", lambda: self.goal
        yield self._signing()
        at = BEGINS.replace(hour=0) + WEEK + self.luck.randrange(5) * DAY + self.luck.randrange(8, 17) * HOUR
        booked, number = BEGINS + DAY, 1
        while at < ENDS:
            yield from self._of_meeting(number, at, booked)
            booked, at = self._next(at)
            number += 1

    def _takes(self, kind: str) -> int:
        """How many reminders, none where it is done without."""
        if self.luck.random() < BY_THEMSELVES[kind]:
            return 0
        return self.luck.choice((1, 1, 1, 1, 2, 3))

    def _signing(self) -> Happening:
        takes = self._takes("agreement")
        at = BEGINS + (AGREEMENT_AFTER[takes - 1] + 4 * DAY if takes else 5 * DAY)
        return at, "agreement", lambda: Agreement(mentorship=self.mentorship, serial=1, signed_at=clock.now())

    def _next(self, at: datetime) -> tuple[datetime, datetime]:
        """When the next date is booked, and the date."""
        step, takes = self.mentorship.rhythm_weeks * WEEK, self._takes("rhythm")
        if not takes:
            return at + SPAN, at + step
        told = max(1, min(takes, self.times["rhythm"]))
        asked = at + SPAN + GRACE + told * step
        return asked + 4 * DAY, at + GRACE + told * step + WEEK

    def _of_meeting(self, number: int, at: datetime, booked: datetime) -> Iterator[Happening]:
        meeting = Meeting(
            mentorship=self.mentorship,
            number=number,
            starts_at=at,
            ends_at=at + SPAN,
            zone="UTC",
            booked_by=self.mentee,
            created_at=booked,
        )
        yield booked, "meeting", lambda: meeting
        if self.luck.random() < BY_THEMSELVES["agenda"]:
            topic = lambda: AgendaItem(meeting=meeting, author=self.mentee, title="What next", position=1)  # noqa: E731
            yield max(booked, at - 6 * DAY), "topic", topic
        if self.luck.random() < BY_THEMSELVES["goal"]:
            yield at, "touched", lambda: self.goal
        for author in (self.mentor, self.mentee):
            takes = self._takes("feedback")
            after = FEEDBACK_AFTER[takes - 1] + 28 * HOUR if takes else HOUR
            if takes <= self.times["feedback"]:
                yield (
                    at + SPAN + after,
                    "feedback",
                    lambda author=author: Feedback(meeting=meeting, author=author),
                )
        due_on, takes = (at + ACTION_DAYS * DAY).date(), self._takes("action")
        item = ActionItem(mentorship=self.mentorship, owner=self.mentee, text="An outline", due_on=due_on)
        yield at + SPAN, "action", lambda: item
        day = datetime.combine(due_on, time(12), tzinfo=UTC)
        yield day + (ACTION_AFTER[takes - 1] + 2 * DAY if takes else -DAY), "done", lambda: item

    def letters(self) -> Iterator[Happening]:
        """From the second month on now and then a week in which one of them writes day and night."""
        for week in range(4, 52):
            if self.luck.random() < 0.3:
                author = self.luck.choice((self.mentor, self.mentee))
                for day in range(7):
                    at = BEGINS + week * WEEK + day * DAY + self.luck.randrange(24) * HOUR
                    yield at, "message", lambda author=author: author


class Lives:
    """Everybody's, written in the order of time. Of each pair both live in one zone; every tenth chose hours."""

    def __init__(self, pairs: int, times: dict[str, int], *, rhythm_weeks: int = 4, seed: int = 4) -> None:
        self.times = times
        luck = Random(seed)
        self.program = make.program(make.organisation("Year"), rhythm_weeks=rhythm_weeks, time_zone=ZONES[0])
        ReminderRule.objects.bulk_create(
            ReminderRule(program=self.program, kind=kind, times=often) for kind, often in times.items()
        )
        self.pairs = [
            Pair(mentorship, mentor, mentee, times, luck)
            for mentorship, mentor, mentee in _seated(self.program, pairs)
        ]
        # Every tenth pair writes so much that it is no part of the projection.
        self.writers, self.quiet = self.pairs[::10], [pair for n, pair in enumerate(self.pairs) if n % 10]
        found = [one for pair in self.pairs for one in pair.happenings()]
        found += [one for pair in self.writers for one in pair.letters()]
        self.ahead = sorted(found, key=lambda one: one[0], reverse=True)
        self.messages: Counter[int] = Counter()

    def go_on(self) -> None:
        """Write what has happened by now."""
        rows = defaultdict(list)
        while self.ahead and self.ahead[-1][0] <= clock.now():
            at, what, made = self.ahead.pop()
            with clock.at(at):
                rows[what].append(made())
        for what in (
            "goal",
            "meeting",
            "agreement",
            "topic",
            "feedback",
            "action",
            "done",
            "touched",
            "message",
        ):
            if rows[what]:
                getattr(self, f"_{what}", _create)(rows[what])

    def _done(self, items: list[ActionItem]) -> None:
        ActionItem.objects.filter(pk__in=[item.pk for item in items]).update(done_at=clock.now())

    def _touched(self, goals: list[Goal]) -> None:
        Goal.objects.filter(pk__in=[goal.pk for goal in goals]).update(touched_at=clock.now())

    def _feedback(self, written: list[Feedback]) -> None:
        _create(written)
        readers = {pair.mentor.pk: pair.mentee for pair in self.pairs}
        readers |= {pair.mentee.pk: pair.mentor for pair in self.pairs}
        plan_all(
            Due("feedback_received", one.pk, _user(readers[one.author_id]), clock.now()) for one in written
        )

    def _message(self, authors: list[Member]) -> None:
        """As the action does: one mail a day. Asks of another kind from the same person come on top."""
        dues = []
        by_mentorship = {pair.mentorship.pk: pair for pair in self.pairs}
        for author in authors:
            pair = by_mentorship[author.mentorship_id]
            reader = pair.mentee if author == pair.mentor else pair.mentor
            self.messages[author.mentorship_id] += 1
            number = self.messages[author.mentorship_id]
            message = Message.objects.create(
                mentorship=pair.mentorship, author=author, number=number, text="How did it go?", by_mail=True
            )
            facts = {"due_at": clock.now(), "by_id": _user(author)}
            day = clock.now().date().isoformat()
            dues.append(Due("message_received", author.pk, _user(reader), period=day, **facts))
            dues.append(Due("first_message", message.pk, _user(reader), **facts))
        plan_all(dues)


def _create(rows: list[Any]) -> None:
    type(rows[0]).objects.bulk_create(rows)


def _user(member: Member) -> int:
    return member.enrolment.person.user_id


def _seated(program: Program, pairs: int) -> list[tuple[Mentorship, Member, Member]]:
    cohort = make.cohort(program, starts_on=BEGINS.date(), ends_on=ENDS.date())
    users = User.objects.bulk_create(
        User(email=f"p{n}@year.example", time_zone=ZONES[n // 2 % len(ZONES)]) for n in range(2 * pairs)
    )
    MailHours.objects.bulk_create(
        MailHours(user=user, quiet_from=time(22), quiet_until=time(10), on_weekends=True)
        for user in users[::10]
    )
    people = Person.objects.bulk_create(
        Person(organisation=program.organisation, name=f"P{n}", email=user.email, user=user)
        for n, user in enumerate(users)
    )
    places = Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort, person=person, role=("mentor", "mentee")[n % 2], state=Enrolment.State.ACCEPTED
        )
        for n, person in enumerate(people)
    )
    mentorships = Mentorship.objects.bulk_create(
        Mentorship(
            cohort=cohort,
            rhythm_weeks=program.rhythm_weeks,
            pair_key=Mentorship.key_of(mentor, mentee),
            started_at=BEGINS,
        )
        for mentor, mentee in zip(places[::2], places[1::2], strict=True)
    )
    members = Member.objects.bulk_create(
        Member(mentorship=mentorships[n // 2], enrolment=place, role=place.role)
        for n, place in enumerate(places)
    )
    return list(zip(mentorships, members[::2], members[1::2], strict=True))
