"""The timeline of a cohort: kick-off, mid-point, closing and dates of its own; and who comes to what."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import LineField
from programs.models.enrolments import Enrolment
from programs.models.organisations import coordinating
from programs.models.people import Person
from programs.models.programs import Cohort, Program

OFF = "off"  # the period of “it is called off” in the ledger


class TimelineDateQuerySet(models.QuerySet["TimelineDate"]):
    def coordinated_by(self, user: User) -> "TimelineDateQuerySet":
        roles = "cohort__program__staff_roles"
        return self.filter(**coordinating(user, roles))

    def of_participant(self, user: User) -> "TimelineDateQuerySet":
        """Of the cohorts this person was accepted into."""
        own = Enrolment.objects.accepted().filter(person__user=user)
        return self.filter(cohort__in=own.values("cohort"))

    def visible_to(self, user: User) -> "TimelineDateQuerySet":
        """Everybody in the cohort, and its coordinators."""
        own = Q(pk__in=self.model._default_manager.of_participant(user))  # noqa: SLF001 - Django's own API
        coordinated = Q(pk__in=self.model._default_manager.coordinated_by(user))  # noqa: SLF001
        return self.filter(own | coordinated)

    def standing(self) -> "TimelineDateQuerySet":
        """Not called off."""
        return self.filter(cancelled_at=None)

    def ahead(self) -> "TimelineDateQuerySet":
        """Those that are not over: a date of a whole day until the day after it begins."""
        now = clock.now()
        today = Q(ends_at=None, begins_at__gt=now - timedelta(days=1))
        return self.standing().filter(Q(ends_at__gt=now) | today)


class TimelineDate(models.Model):
    """A day of a cohort; with a time, it is an event. Nothing here is private: it is written for everybody in it.

    `day` is what was meant, `begins_at` the instant that day begins in the program's zone. `moves` counts how often day
    or time changed: answers and reminders belong to one of them. `sequence` counts every change.
    """

    class Kind(models.TextChoices):
        KICKOFF = "kickoff", _("Kick-off")
        MIDPOINT = "midpoint", _("Mid-point")
        CLOSING = "closing", _("Closing")
        OWN = "own", _("Something else")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="timeline_dates")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.OWN)
    name = LineField(_("name"), max_length=120, blank=True)
    day = models.DateField(_("day"))
    begins_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = LineField(_("place or link"), max_length=300, blank=True)
    about = models.TextField(_("what it is about"), max_length=1000, blank=True)
    asks = models.BooleanField(_("ask who comes"), default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    modified_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = TimelineDateQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="timeline_date_ends_after_its_start",
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
            )
        ]
        indexes = [models.Index(fields=["begins_at"], name="timeline_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.name or str(self.get_kind_display())

    @property
    def opens_at(self) -> datetime:
        """When it begins, with a time or without."""
        return self.starts_at or self.begins_at

    @property
    def can_be_answered(self) -> bool:
        return self.asks and self.cancelled_at is None and self.opens_at > clock.now()


def day_begins(day: date, program: Program) -> datetime:
    """On the wall of the program."""
    return clock.wall_time(day, time(), program.zone)


class DateReplyQuerySet(models.QuerySet["DateReply"]):
    def visible_to(self, user: User) -> "DateReplyQuerySet":
        """One's own, and for coordinators who comes: a fact, by name."""
        roles = "date__cohort__program__staff_roles"
        coordinated = Q(**coordinating(user, roles))
        return self.filter(Q(person__user=user) | coordinated).distinct()


class DateReply(models.Model):
    """Whether somebody comes. It can be changed until it begins."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, I come")
        MAYBE = "maybe", _("Maybe")
        NO = "no", _("No, I can’t")

    date = models.ForeignKey(TimelineDate, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="date_replies")
    answer = models.CharField(max_length=5, choices=Answer)
    answered_at = models.DateTimeField(default=clock.now)
    changes = models.PositiveSmallIntegerField(default=0)  # how often it became another answer

    objects = DateReplyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="date_reply_once")]

    def __str__(self) -> str:
        return f"{self.answer} to date {self.date_id}"
