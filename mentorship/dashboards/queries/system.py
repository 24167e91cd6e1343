"""How this server does, for its owners: counts and instants, never whom a mail is to or what it says.

A server may hold several organisations: nothing here names any person or program of any of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Case, Count, Min, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.heavy import HEAVY
from mentorship.lib import clock
from mentorship.notifications import holds
from mentorship.notifications.kinds import KINDS
from mentorship.notifications.models import BouncedAddress, Delivery, Heartbeat, Lane, MailHold
from mentorship.work.models import Alarm, Job, Process

LATELY = timedelta(days=30)  # failures older than this are history
SILENT = timedelta(minutes=1)  # a process says every ten seconds that it lives
GONE = timedelta(days=1)
LATE = timedelta(minutes=10)  # as /readyz counts
MOST_JOBS = 20
State = Delivery.State

REFUSED, GIVEN_UP, BROKEN = "refused", "given_up", "broken"
CAUSES: dict[str, Promise] = {
    REFUSED: _("the mail server refused the mail or its address"),
    GIVEN_UP: _("the mail server could not be reached for five days"),
    BROKEN: _("the mail could not be written; the log says why"),
}
ALARMS: dict[str, Promise] = {
    "mail late": _("A mail has been due for more than 15 minutes and has not left."),
    "sweeps late": _("Nothing has looked for due mail for some minutes: a worker or the clock has stopped."),
}


@dataclass(frozen=True)
class Queue:
    due: int
    oldest: datetime | None
    sending: int
    bounced: int


@dataclass(frozen=True)
class FailedMail:
    kind: str
    cause: str
    count: int

    @property
    def name(self) -> str | Promise:
        return KINDS[self.kind].label if self.kind in KINDS else self.kind

    @property
    def why(self) -> Promise:
        return CAUSES[self.cause]


@dataclass(frozen=True)
class ProcessRow:
    name: str
    started_at: datetime
    beat_at: datetime
    silent: bool
    broker_ok: bool | None


@dataclass(frozen=True)
class FailedJob:
    code: str
    doing: str
    ended_at: datetime | None
    failure: str


@dataclass(frozen=True)
class SystemPage:
    version: str
    database: str
    uses_redis: bool
    mail_works: bool
    hold: MailHold | None
    alarms: list[tuple[Promise, datetime]]
    queue: Queue
    failed_mail: list[FailedMail]
    processes: list[ProcessRow]
    swept_at: datetime | None
    swept_late: bool
    planned_at: datetime | None
    backup_at: datetime | None
    waiting_jobs: int
    failed_jobs: list[FailedJob]


def system_page() -> SystemPage:
    """Eight statements."""
    beats = dict(Heartbeat.objects.values_list("name", "beat_at"))
    swept_at = beats.get("send_due")
    jobs = list(Job.objects.filter(_worth_a_look()).order_by("-asked_at")[: MOST_JOBS * 2])
    return SystemPage(
        version=settings.VERSION,
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        uses_redis=bool(settings.REDIS_URL),
        mail_works=settings.MAIL_WORKS,
        hold=holds.current(),
        alarms=[(ALARMS[alarm.name], alarm.since) for alarm in Alarm.objects.order_by("since")],
        queue=_queue(),
        failed_mail=[FailedMail(*row) for row in failed_mail().values_list("occurrence__kind", "cause", "n")],
        processes=_processes(),
        swept_at=swept_at,
        swept_late=swept_at is not None and swept_at < clock.now() - LATE,
        planned_at=beats.get("plan_due"),
        backup_at=beats.get("backup"),
        waiting_jobs=sum(job.is_live for job in jobs),
        failed_jobs=[_failed(job) for job in jobs if job.state == Job.State.FAILED][:MOST_JOBS],
    )


def failed_deliveries() -> "QuerySet[Any]":
    """With their `cause`, a class of error: the words of a mail server may name an address."""
    cause = Case(
        When(last_error__regex=r"^5\d\d ", then=Value(REFUSED)),
        When(last_error__startswith="given up", then=Value(GIVEN_UP)),
        default=Value(BROKEN),
    )
    lately = Delivery.objects.filter(state=State.FAILED, occurrence__due_at__gt=clock.now() - LATELY)
    return lately.annotate(cause=cause)


def failed_mail() -> "QuerySet[Any]":
    """By kind and cause, the largest first."""
    grouped = failed_deliveries().values("occurrence__kind", "cause").annotate(n=Count("pk"))
    return grouped.order_by("-n", "occurrence__kind", "cause")


def _queue() -> Queue:
    due = Q(
        state=State.DUE, due_at__lte=clock.now(), lane__lt=Lane.DAILY
    )  # lines of a daily mail wait for it
    return Queue(
        **Delivery.objects.filter(state__in=[State.DUE, State.SENDING]).aggregate(
            due=Count("pk", filter=due),
            oldest=Min("due_at", filter=due),
            sending=Count("pk", filter=Q(state=State.SENDING)),
        ),
        bounced=BouncedAddress.objects.count(),
    )


def _processes() -> list[ProcessRow]:
    now = clock.now()
    rows = Process.objects.filter(beat_at__gt=now - GONE).order_by("role", "-beat_at")
    return [
        ProcessRow(row.name, row.started_at, row.beat_at, row.beat_at < now - SILENT, row.broker_ok)
        for row in rows
    ]


def _worth_a_look() -> Q:
    lately = Q(state=Job.State.FAILED, refusal="", ended_at__gt=clock.now() - LATELY)
    return lately | Q(state__in=[Job.State.QUEUED, Job.State.RUNNING])


def _failed(job: Job) -> FailedJob:
    return FailedJob(job.code, str(HEAVY[job.kind].doing), job.ended_at, job.failure)
