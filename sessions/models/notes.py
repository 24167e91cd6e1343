"""Notes both write and read. (Private notes will be rows of their own.)"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class SharedNoteQuerySet(models.QuerySet["SharedNote"]):
    def visible_to(self, user: User) -> "SharedNoteQuerySet":
        return self.filter(readers_q(user, "shared_note", mentorship="meeting__mentorship")).distinct()


class SharedNote(models.Model):
    """One for each meeting. `version` is compared on writing: whoever was second gets both texts back (409)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="shared_note")
    text = EncryptedTextField(_("notes"), max_length=20000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)

    objects = SharedNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"shared note of meeting {self.meeting_id}"
