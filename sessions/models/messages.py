"""Slow words between the two: messages and short updates. Nothing says who is there or who has read what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.goals import Goal


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> "MessageQuerySet":
        return self.filter(readers_q(user, "message", mentorship="mentorship")).distinct()


class Message(models.Model):
    """Numbered within its mentorship. `by_mail`: a first message whose author let the words leave by mail, too."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("message"), max_length=4000)
    by_mail = models.BooleanField(default=False)
    sent_at = models.DateTimeField(default=clock.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="message_number_once")]

    def __str__(self) -> str:
        return f"message {self.number} of {self.mentorship_id}"


class UpdateQuerySet(models.QuerySet["Update"]):
    def visible_to(self, user: User) -> "UpdateQuerySet":
        return self.filter(readers_q(user, "update", mentorship="mentorship")).distinct()


class Update(models.Model):
    """What moved and what stands in the way since the last meeting: the other reads it without having to answer."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="updates")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="updates")
    progress = EncryptedTextField(_("progress"), max_length=600, blank=True)
    obstacle = EncryptedTextField(_("obstacle"), max_length=600, blank=True)
    link = EncryptedTextField(_("link"), max_length=500, blank=True)
    posted_at = models.DateTimeField(default=clock.now)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="update_number_once")]

    def __str__(self) -> str:
        return f"update {self.number} of {self.mentorship_id}"
