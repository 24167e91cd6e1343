"""Asking the other for feedback on a talk, a document, a decision: between meetings, without waiting for one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q


class FeedbackRequestQuerySet(models.QuerySet["FeedbackRequest"]):
    def visible_to(self, user: User) -> "FeedbackRequestQuerySet":
        return self.filter(readers_q(user, "feedback_request", mentorship="mentorship")).distinct()

    def open(self) -> "FeedbackRequestQuerySet":
        return self.filter(answered_at=None, declined_at=None, withdrawn_at=None)


class FeedbackRequest(models.Model):
    """Numbered within its mentorship. The answer is a Feedback of the other one."""

    class Wants(models.TextChoices):
        ANYTHING = "anything", _("Whatever strikes you")
        STRENGTHS = "strengths", _("What works")
        IMPROVEMENT = "improvement", _("One thing to improve")
        CLARITY = "clarity", _("Is it clear?")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="feedback_requests")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    what = EncryptedTextField(_("what it is about"), max_length=300)
    link = EncryptedTextField(_("link"), max_length=500, blank=True)
    wants = models.CharField(max_length=12, choices=Wants, default=Wants.ANYTHING)
    until = models.DateField(_("by"), null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="feedback_request_number_once"),
        ]

    def __str__(self) -> str:
        return f"feedback request {self.number} of {self.mentorship_id}"

    @property
    def is_open(self) -> bool:
        return not (self.answered_at or self.declined_at or self.withdrawn_at)
