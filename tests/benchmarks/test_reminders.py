"""Finding what is due in 60,000 mentorships, and sending daily mails, each against the least that could be done.

PERFORMANCE.md G7 and G8. On demand, on PostgreSQL: `DATABASE_URL=postgres://… make bench`.
"""

import smtplib
import sys
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications import sending
from mentorship.notifications.models import Delivery, Occurrence
from mentorship.notifications.posting import Post
from tests import make
from tests.benchmarks import many
from tests.sink import Sink

pytestmark = [pytest.mark.benchmark, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

# Night in Berlin and New York, early in Kolkata: what is due is planned, and nobody's daily mail.
NIGHT = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
PAIRS, MAILS = 60_000, 2_000

RAW = """
WITH o AS (
  INSERT INTO notifications_occurrence (subject_id, recipient_id, period, due_at, lapses_at, kind, planned_at)
  SELECT m.id, p.user_id, (m.started_at AT TIME ZONE 'UTC')::date::varchar || '.1', m.started_at + interval '5 weeks',
         NULL, 'rhythm', now()
  FROM programs_mentorship m
  JOIN programs_member b ON b.mentorship_id = m.id
  JOIN programs_enrolment e ON e.id = b.enrolment_id
  JOIN programs_person p ON p.id = e.person_id
  JOIN accounts_user u ON u.id = p.user_id
  WHERE m.state = 'active' AND u.is_active AND NOT EXISTS (
    SELECT 1 FROM mentoring_sessions_meeting t WHERE t.mentorship_id = m.id)
  ON CONFLICT (kind, subject_id, recipient_id, period) DO NOTHING RETURNING id, due_at)
INSERT INTO notifications_delivery (occurrence_id, due_at, lane, state, token, attempts, last_error)
SELECT id, due_at, 3, 'due', '', 0, '' FROM o
"""


def emptied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as where each statement commits
        cursor.execute("TRUNCATE notifications_delivery, notifications_occurrence")


def planned() -> set[tuple]:
    return set(Occurrence.objects.values_list("kind", "subject_id", "recipient_id", "period", "due_at"))


def told(line: str, capsys) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


def test_sweep_of_sixty_thousand_mentorships_against_one_raw_statement(capsys):
    """Every rule, against the one statement that writes the same rows; and once more with nothing to do."""
    cohort = make.cohort(make.program(make.organisation()))
    many.pairs(cohort, PAIRS, NIGHT - 5 * WEEK - timedelta(hours=1))

    def sweep() -> float:
        start = perf_counter()
        with clock.at(NIGHT):
            outbox.plan_due(NIGHT)
        return perf_counter() - start

    def raw() -> float:
        start = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(RAW)
        return perf_counter() - start

    ours, least, rows = [], [], []
    for _ in range(3):
        for work, times in ((raw, least), (sweep, ours)):
            emptied()
            times.append(work())
            rows.append(planned())
    idle = sweep()
    assert len(rows[0]) == 2 * PAIRS
    assert all(found == rows[0] for found in rows)
    ratio = median(one / other for one, other in zip(ours, least, strict=True))
    told(
        f"sweep of {PAIRS} mentorships: {median(ours):.2f} s for {len(rows[0])} rows, the raw statement "
        f"{median(least):.2f} s, ratio {ratio:.2f} (goal 1.20); once more with nothing to do {idle:.2f} s",
        capsys,
    )


def test_daily_mails_against_a_loop_that_sends_one_constant_message(capsys, settings):
    """Read, word, build, send and mark, against sending alone, over one connection to the same sink."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    cohort = make.cohort(make.program(make.organisation()))
    many.pairs(cohort, MAILS // 2, NIGHT - 5 * WEEK - timedelta(hours=1))
    morning = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)  # a morning in each of the three zones
    ratios, rates = [], []
    with Sink().running() as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        for _ in range(3):
            emptied()
            with clock.at(morning):
                outbox.plan_due(morning)
                start = perf_counter()
                tally = sending.send_due(outbox.desk(), Post())
                ours = perf_counter() - start
            assert (
                tally["sent"] == Delivery.objects.filter(occurrence__kind="daily", state="sent").count() > 0
            )
            constant = constant_loop(sink, tally["sent"])
            ratios.append(constant / ours)
            rates.append(tally["sent"] / ours)
    told(
        f"daily mails: {median(rates):.0f} a second; a constant message {median(rates) / median(ratios):.0f} a second, "
        f"ratio {median(ratios):.2f} (goal 0.60)",
        capsys,
    )


def constant_loop(sink: Sink, count: int) -> float:
    """One message built once, as large as the last daily mail."""
    message = EmailMultiAlternatives("Find a date", "x", "a@example.org", ["b@example.org"])
    raw = sink.taken[-1].raw or message.message().as_bytes()
    start = perf_counter()
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        for _ in range(count):
            server.sendmail("a@example.org", ["b@example.org"], raw)
    return perf_counter() - start
