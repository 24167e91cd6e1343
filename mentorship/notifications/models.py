"""Occurrence (something is due to somebody) and Delivery (what became of it); see ledger.py for the rules."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock


class Lane(models.IntegerChoices):
    """How a thing leaves; the smaller number first."""

    FAST = 0  # at once, at any hour: what somebody waits for (an invitation, a date for the calendar)
    ASK = 1  # somebody's own question: alone, in waking hours, so many from one sender
    OWN = 2  # a mail of its own: the daily mail, a reminder whose reader chose so
    DAILY = 3  # a line of the next daily mail, which takes it along; never claimed by itself


class Occurrence(models.Model):
    """One thing to tell one person, once. The unique key makes planning repeatable."""

    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    # On whose behalf, where it is a person's own question: so many from one sender, then the daily mail.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    period = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField()
    # After this moment the thing has lost its point and is cancelled, never sent late.
    lapses_at = models.DateTimeField(null=True, blank=True)
    planned_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "recipient", "period"], name="occurrence_once"
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The idempotency key; also the local part of the mail's Message-ID, the same on every try."""
        return f"{self.kind}.{self.subject_id}.{self.recipient_id}.{self.period or '0'}"


class Delivery(models.Model):
    """What became of an occurrence. `token` fences: only the claim that holds it may mark the row."""

    class State(models.TextChoices):
        DUE = "due"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        CANCELLED = "cancelled"

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    due_at = models.DateTimeField()  # moves on after a failed try; the occurrence keeps the first one
    lane = models.PositiveSmallIntegerField(choices=Lane, default=Lane.OWN)
    # The daily mail that took it along.
    daily = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="lines")
    token = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "lane", "due_at"], name="delivery_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.state}"


class BouncedAddress(models.Model):
    """An address whose server said no for good. Coordinators see that, never what the mail was about."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    since = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"bounced for user {self.user_id}"


class MailHours(models.Model):
    """When mail may come to somebody who chose other hours than everybody's. Without a row: the defaults."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_hours")
    quiet_from = models.TimeField(_("quiet from"), default=time(19))
    quiet_until = models.TimeField(_("quiet until"), default=time(8))
    on_weekends = models.BooleanField(_("also at weekends"), default=False)
    paused_until = models.DateField(_("nothing before"), null=True, blank=True)

    def __str__(self) -> str:
        return f"mail hours of user {self.user_id}"


class MailChoice(models.Model):
    """How somebody wants one kind of mail, where it is not the usual way. `kind` is a name in `kinds.KINDS`."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("by itself, in waking hours")
        DAILY = "daily", _("in the daily mail")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", _("never by mail")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=40)
    when = models.CharField(max_length=8, choices=When)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.when} for user {self.user_id}"


class DemoMail(models.Model):
    """The demo's outbox: what would have left. Only demo mode writes here."""

    occurrence_key = models.CharField(max_length=120)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    why = models.CharField(max_length=200)
    sent_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.occurrence_key


class Heartbeat(models.Model):
    """When a sweep last finished; a stale one turns /readyz red."""

    name = models.CharField(max_length=30, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class MailHold(models.Model):
    """While this one row exists nothing leaves by the ledger. `restore` writes it, `release_mail` removes it."""

    since = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"mail on hold since {self.since:%Y-%m-%d %H:%M}"
