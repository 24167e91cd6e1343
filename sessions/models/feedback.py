"""What one tells the other about a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: User) -> "FeedbackQuerySet":
        return self.filter(readers_q(user, "feedback", mentorship="meeting__mentorship")).distinct()


class Feedback(models.Model):
    """One from each side; one sentence is complete. It goes to the partner, never to a coordinator."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    went_well = EncryptedTextField(_("what went well"), max_length=2000, blank=True)
    try_next = EncryptedTextField(_("one thing to try"), max_length=2000, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="feedback_once")]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
