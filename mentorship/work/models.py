"""Job (a long run), Process (one that was alive lately), Alarm (something that somebody ought to look at)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> "JobQuerySet":
        """Whoever started it; what the clock started has no page."""
        return self.filter(by=user)

    def live(self) -> "JobQuerySet":
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def held(self, token: str) -> "JobQuerySet":
        """What the claim with this token still holds."""
        return self.filter(token=token, state=Job.State.RUNNING)


class Job(models.Model):
    """One long run. `token` fences: only the claim that holds it may write how far it is and how it ended.

    `subject_id` is the id of the row that says what is to be done; nothing else travels. One job runs at a time on
    the whole server: the others wait their turn, and mails keep the other processes.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True)
    code = models.CharField(max_length=8, unique=True, default=new_code)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_from = models.CharField(max_length=300, blank=True)  # the page it was started on
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # How far it is: the key of a sentence (mentorship/heavy.py), and two numbers for it.
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    token = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result_path = models.CharField(max_length=300, blank=True)
    refusal = models.CharField(
        max_length=300, blank=True
    )  # the sentence an action refused with, for its starter
    failure = models.CharField(
        max_length=200, blank=True
    )  # the class of an error and where, for the log's reader
    seen_at = models.DateTimeField(null=True, blank=True)  # its starter went on from the result

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="running"), name="one_job_at_a_time"),
        ]
        indexes = [models.Index(fields=["by", "-asked_at"], name="job_of_somebody")]

    def __str__(self) -> str:
        return f"job {self.code} ({self.kind})"

    @property
    def is_live(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}


class Process(models.Model):
    """A worker, a beat or a clock, and when it last said that it lives. `broker_ok` is what it knows of Redis."""

    name = models.CharField(max_length=120, primary_key=True)
    role = models.CharField(max_length=10)
    started_at = models.DateTimeField(default=clock.now)
    beat_at = models.DateTimeField(default=clock.now)
    broker_ok = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.name


class Alarm(models.Model):
    """Something is wrong since then. The row is what makes the log say it once, not every minute."""

    name = models.CharField(max_length=30, primary_key=True)
    since = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
