"""What one learned from the other. Both sides write: a mentor learns, too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class LearningEntryQuerySet(models.QuerySet["LearningEntry"]):
    def visible_to(self, user: User) -> "LearningEntryQuerySet":
        return self.filter(readers_q(user, "learning", mentorship="mentorship")).distinct()


class LearningEntry(models.Model):
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="learning_entries")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("what I learned from you"), max_length=1000)
    at = models.DateTimeField(default=clock.now)

    objects = LearningEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author"], name="learned_once_in_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"learning entry {self.pk}"
