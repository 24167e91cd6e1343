"""What one keeps to oneself: notes beside the meetings of a mentorship, and a journal that belongs to the person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.goals import Goal
from sessions.models.meetings import Meeting


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, user: User) -> "PrivateNoteQuerySet":
        mine = readers_q(user, "private_note", mentorship="mentorship", author="author")
        return self.filter(mine).distinct()


class PrivateNote(models.Model):
    """One for each meeting and author, and one that belongs to no meeting. The partner never reads it."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="private_notes")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="private_notes"
    )
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("private note"), max_length=20000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "meeting"], name="private_note_once"),
            models.UniqueConstraint(
                fields=["author"], name="free_private_note_once", condition=Q(meeting=None)
            ),
        ]

    def __str__(self) -> str:
        return f"private note {self.pk}"


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def visible_to(self, user: User) -> "JournalEntryQuerySet":
        """Audience `journal`: its author, whoever else that person may be to anybody."""
        return self.filter(author=user)


class JournalEntry(models.Model):
    """One a day. It belongs to the person, not to a mentorship: it stays when one ends."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="journal")
    day = models.DateField()
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = EncryptedTextField(_("journal"), max_length=20000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["author", "day"], name="journal_entry_a_day")]

    def __str__(self) -> str:
        return f"journal entry {self.pk}"
