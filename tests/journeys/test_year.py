"""Five hundred people, a clock and a ledger: nobody hears too much, at the wrong hour, or the same thing twice.

Nine weeks of it run each time, with a change of the clock in every zone that has one; the whole year takes minutes and
is in `tests/benchmarks`. The clock sweeps at three and at fifteen in Greenwich: in each of the zones one of the two is
within waking hours, and the other one at night.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Delivery, Lane, MailHours, Occurrence
from programs.models.reminder_rules import TIMES, Pace
from programs.queries.projected_mails import Cadence, projected
from tests.journeys.lives import BEGINS, DAY, WEEK, Lives

pytestmark = [pytest.mark.embedded, pytest.mark.django_db]
STEP, WEEKS = timedelta(hours=12), 9
OUTAGE = (BEGINS + 6 * WEEK + DAY, BEGINS + 6 * WEEK + 4 * DAY)  # from a Tuesday on nothing runs until Friday
# What nobody asks here: questions of partners are told of in `tests/sessions`, the others have no rule in this story.
UNASKED = {"partner": 0, "check_in": 0, "review": 0}


@dataclass(frozen=True)
class Letter:
    at: datetime
    to: str
    key: str  # of its occurrence: "daily.7.7.2026-03-02"

    @property
    def kind(self) -> str:
        return self.key.partition(".")[0]


@dataclass
class Told:
    """What came of it."""

    lives: Lives
    weeks: int
    letters: list[Letter] = field(default_factory=list)

    def live(self) -> None:
        at = BEGINS
        while at < BEGINS + self.weeks * WEEK:
            if not OUTAGE[0] <= at < OUTAGE[1]:
                with clock.at(at):
                    self.lives.go_on()
                    outbox.plan_due(at)
                    outbox.send_due(at)
                self.letters += [_letter(at, one) for one in mail.outbox]
                mail.outbox.clear()
            at += STEP


def _letter(at: datetime, message) -> Letter:
    return Letter(at, message.to[0], message.extra_headers["Message-ID"].strip("<>").rpartition("@")[0])


def lived(settings, pairs: int, weeks: int, pace: str) -> Told:
    settings.LEDGER_BATCH = 100
    with clock.at(BEGINS - DAY):
        told = Told(Lives(pairs, {**TIMES[pace], **UNASKED}), weeks)
    told.live()
    return told


def look_at(told: Told) -> None:
    zones = {pair.mentor.enrolment.person.email: pair.zone for pair in told.lives.pairs}
    zones |= {pair.mentee.enrolment.person.email: pair.zone for pair in told.lives.pairs}
    assert len(told.letters) > len(zones)
    assert [
        key for key, n in Counter(one.key for one in told.letters).items() if n > 1
    ] == []  # each mail once
    _one_daily_mail_a_day(told, zones)
    _nothing_in_quiet_hours(told, zones)
    _asks_within_the_budget()
    _each_thing_as_often_as_the_program_says(told)
    _one_mail_after_the_outage(told)


def _one_daily_mail_a_day(told: Told, zones: dict[str, ZoneInfo]) -> None:
    days = Counter(
        (one.to, one.at.astimezone(zones[one.to]).date()) for one in told.letters if one.kind == "daily"
    )
    assert [day for day, n in days.items() if n > 1] == []


def _nothing_in_quiet_hours(told: Told, zones: dict[str, ZoneInfo]) -> None:
    own = set(MailHours.objects.values_list("user__email", flat=True))
    for one in told.letters:
        wall = one.at.astimezone(zones[one.to])
        if one.to in own:
            assert time(10) <= wall.time() < time(22), one
        else:
            assert time(8) <= wall.time() < time(19), one
            assert wall.weekday() < 5, one
            assert one.kind != "daily" or wall.time() >= time(8, 30), one


def _asks_within_the_budget() -> None:
    sent = Delivery.objects.filter(lane=Lane.ASK, state=Delivery.State.SENT)
    by_two: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for sender, reader, at in sent.order_by("sent_at").values_list(
        "occurrence__by", "occurrence__recipient", "sent_at"
    ):
        by_two[sender, reader].append(at)
    assert by_two
    for times in by_two.values():
        assert all(later - earlier >= DAY for earlier, later in pairwise(times))
        assert all(later - earlier >= WEEK for earlier, later in zip(times, times[3:], strict=False))


def _each_thing_as_often_as_the_program_says(told: Told) -> None:
    """A period is the thing and which time it is told: “2026-03-02.2”, or “2” alone."""
    rows = Occurrence.objects.filter(delivery__state=Delivery.State.SENT).exclude(kind="daily")
    times = Counter(
        (kind, subject, reader, period.rpartition(".")[0])
        for kind, subject, reader, period in rows.values_list("kind", "subject_id", "recipient", "period")
        if kind in told.lives.times
    )
    most = {kind: max(n for key, n in times.items() if key[0] == kind) for kind in {key[0] for key in times}}
    assert most.keys() >= {"agenda", "meeting_soon", "feedback", "action", "agreement"}
    assert {kind: n for kind, n in most.items() if n > told.lives.times[kind]} == {}


def _one_mail_after_the_outage(told: Told) -> None:
    """Whatever three days had brought: what is still of use comes in the one daily mail of Friday."""
    friday = [one for one in told.letters if OUTAGE[1] <= one.at < OUTAGE[1] + DAY and one.kind == "daily"]
    rows = Delivery.objects.filter(daily__isnull=False, sent_at__gte=OUTAGE[1], sent_at__lt=OUTAGE[1] + DAY)
    late = rows.filter(occurrence__due_at__lt=OUTAGE[1] - DAY)
    assert late.count() > 0
    assert Counter(one.to for one in friday).most_common(1)[0][1] == 1


def compare(told: Told, weeks: int) -> dict[str, tuple[float, float]]:
    """For each role: projected and true mails a person and week, of those who live by the habits only."""
    until = BEGINS + weeks * WEEK
    got = Counter(one.to for one in told.letters if one.at < until and one.kind == "daily")
    rules = projected(told.lives.times, Cadence(check_in_weeks=0, review_weeks=0))
    people = {
        role: [getattr(pair, role).enrolment.person.email for pair in told.lives.quiet]
        for role in ("mentor", "mentee")
    }
    true = {
        role: sum(got[email] for email in emails) / len(emails) / weeks for role, emails in people.items()
    }
    return {role: (getattr(rules, role).a_week, true[role]) for role in people}


@pytest.mark.timeout(1200)
def test_nine_weeks_of_five_hundred_people(settings):
    told = lived(settings, 250, WEEKS, Pace.USUAL)
    look_at(told)
    for said, true in compare(told, WEEKS).values():
        assert said == pytest.approx(true, rel=0.3)
