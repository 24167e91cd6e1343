"""A meeting of a mentorship: when, where, and what became of it."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q


def took_place_q(to: str = "") -> Q:
    """Held: marked so, or booked and over without anybody saying otherwise. `to` is the way there: “meetings__”."""
    over = Q((f"{to}state", Meeting.State.BOOKED), (f"{to}ends_at__lte", clock.now()))
    return Q((f"{to}state", Meeting.State.HELD)) | over


def upcoming_q(to: str = "") -> Q:
    return Q((f"{to}state", Meeting.State.BOOKED), (f"{to}ends_at__gt", clock.now()))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        """That and when: members and coordinators. The place and the texts have audiences of their own."""
        return self.filter(readers_q(user, "meeting_facts", mentorship="mentorship")).distinct()

    def of_member(self, user: User) -> "MeetingQuerySet":
        """The meeting page with everything on it: members only."""
        return self.filter(readers_q(user, "meeting_place", mentorship="mentorship")).distinct()

    def took_place(self) -> "MeetingQuerySet":
        return self.filter(took_place_q())

    def upcoming(self) -> "MeetingQuerySet":
        return self.filter(upcoming_q())


class Meeting(models.Model):
    """`zone` is the wall the time was agreed on; instants rest in UTC. The number is its address."""

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        HELD = "held", _("held")
        MISSED = "missed", _("did not happen")
        CANCELLED = "cancelled", _("cancelled")

    class Channel(models.TextChoices):
        VIDEO = "video", _("Video call")
        PERSON = "person", _("In person")
        PHONE = "phone", _("Phone")
        WRITING = "writing", _("In writing")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    channel = models.CharField(_("how you meet"), max_length=8, choices=Channel, blank=True)
    place = EncryptedTextField(_("place or video link"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    line = EncryptedTextField(_("a line to your partner"), max_length=300, blank=True)
    # Nobody of the two where a coordinator noted it, by hand (`Correction`) or by a file.
    booked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    # Roles swapped for this meeting: the mentor brings the topics, and their order is the mentor's.
    swapped = models.BooleanField(default=False)
    agenda_sent_at = models.DateTimeField(null=True, blank=True)
    # The calendar invitation: one UID for life, SEQUENCE rises with every change (RFC 5545).
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    # When SEQUENCE last rose; empty while it stands as it was booked.
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                name="meeting_ends_after_start", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_start")]

    def __str__(self) -> str:
        return f"meeting {self.number} of {self.mentorship_id}"

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def took_place(self) -> bool:
        return self.state == self.State.HELD or (self.state == self.State.BOOKED and self.has_ended)

    @property
    def is_upcoming(self) -> bool:
        return self.state == self.State.BOOKED and not self.has_ended

    @property
    def modified_at(self) -> datetime:
        """For calendars: LAST-MODIFIED."""
        return self.changed_at or self.created_at

    @property
    def was_reported(self) -> bool:
        """A coordinator noted that and when; nobody wrote a word about it."""
        return self.booked_by_id is None

    @property
    def feedback_prompt_until(self) -> datetime:
        """The prompt for feedback ends here; the form never does."""
        return self.ends_at + timedelta(days=5)
