"""What one tells the other: about a meeting, or because they were asked. And what the other makes of it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.feedback_requests import FeedbackRequest
from sessions.models.meetings import Meeting

CHANGEABLE = timedelta(minutes=30)


def _readers(user: User, path: str = "") -> Q:
    """Feedback belongs to a meeting or answers a request; either leads to the two who read it."""
    meeting = readers_q(user, "feedback", mentorship=f"{path}meeting__mentorship")
    return meeting | readers_q(user, "feedback", mentorship=f"{path}request__mentorship")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: User) -> "FeedbackQuerySet":
        return self.filter(_readers(user)).distinct()

    def of(self, mentorship: Mentorship) -> "FeedbackQuerySet":
        return self.filter(Q(meeting__mentorship=mentorship) | Q(request__mentorship=mentorship))


class Feedback(models.Model):
    """One from each side about a meeting, or one in answer to a request. One sentence is complete.

    It goes to the partner, never to a coordinator.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="feedback")
    request = models.OneToOneField(
        FeedbackRequest, on_delete=models.CASCADE, null=True, related_name="feedback"
    )
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    went_well = EncryptedTextField(_("what went well"), max_length=2000, blank=True)
    try_next = EncryptedTextField(_("one thing to try"), max_length=2000, blank=True)
    clarity = EncryptedTextField(_("is it clear?"), max_length=2000, blank=True)
    situation = EncryptedTextField(_("the situation"), max_length=1000, blank=True)
    observation = EncryptedTextField(_("what I saw"), max_length=1000, blank=True)
    effect = EncryptedTextField(_("its effect"), max_length=1000, blank=True)
    more_of = EncryptedTextField(_("what I would like more of"), max_length=1000, blank=True)
    less_of = EncryptedTextField(_("what I would like less of"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    example_asked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author"], name="feedback_once"),
            models.CheckConstraint(
                name="feedback_on_a_meeting_or_a_request",
                condition=Q(meeting__isnull=False, request__isnull=True)
                | Q(meeting__isnull=True, request__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def changeable_until(self) -> datetime:
        """For half an hour its author may still change it; the mail to the other waits that long."""
        return self.recorded_at + CHANGEABLE


class FeedbackPointQuerySet(models.QuerySet["FeedbackPoint"]):
    def visible_to(self, user: User) -> "FeedbackPointQuerySet":
        return self.filter(_readers(user, "feedback__")).distinct()


class FeedbackPoint(models.Model):
    """A strength or a gap that somebody saw, with a way to use it or to close it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("strength")
        GAP = "gap", _("gap")

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=8, choices=Kind)
    text = EncryptedTextField(_("strength or gap"), max_length=300)
    strategy = EncryptedTextField(_("strategy"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = FeedbackPointQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"point {self.pk}"


class FeedbackReplyQuerySet(models.QuerySet["FeedbackReply"]):
    def visible_to(self, user: User) -> "FeedbackReplyQuerySet":
        return self.filter(_readers(user, "feedback__")).distinct()


class FeedbackReply(models.Model):
    """What the two say to each other about it: an example, a question, a thank-you."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("reply"), max_length=2000)
    is_example = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    objects = FeedbackReplyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class TakeawayQuerySet(models.QuerySet["Takeaway"]):
    def visible_to(self, user: User) -> "TakeawayQuerySet":
        return self.filter(_readers(user, "feedback__")).distinct()


class Takeaway(models.Model):
    """What somebody takes from feedback they received; where they will do something, the action it became."""

    feedback = models.OneToOneField(Feedback, on_delete=models.CASCADE, related_name="takeaway")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("what I take from it"), max_length=300)
    action = models.ForeignKey(
        "mentoring_sessions.ActionItem", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    objects = TakeawayQuerySet.as_manager()

    def __str__(self) -> str:
        return f"takeaway {self.pk}"


class FeedbackDraftQuerySet(models.QuerySet["FeedbackDraft"]):
    def visible_to(self, user: User) -> "FeedbackDraftQuerySet":
        audience = readers_q(user, "feedback_draft", mentorship="meeting__mentorship", author="author")
        return self.filter(audience).distinct()


class FeedbackDraft(models.Model):
    """What stands in the boxes before it is sent: the author's alone, and gone once it is sent."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = EncryptedTextField(_("draft"), max_length=20000, blank=True)
    saved_at = models.DateTimeField(default=clock.now)

    objects = FeedbackDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author"], name="one_feedback_draft_each"),
        ]

    def __str__(self) -> str:
        return f"feedback draft {self.pk}"
