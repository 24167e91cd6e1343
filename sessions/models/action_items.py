"""What somebody will do after a meeting. On screen: actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, user: User) -> "ActionItemQuerySet":
        return self.filter(readers_q(user, "action", mentorship="mentorship")).distinct()

    def open(self) -> "ActionItemQuerySet":
        """Neither done nor handed back."""
        return self.filter(done_at=None, handed_back_at=None)


class ActionItem(models.Model):
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="action_items")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="action_items")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="action_items")
    text = EncryptedTextField(_("action"), max_length=300)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # Who wrote it down: a mistake is theirs to remove. None in rows older than this column.
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_back_at = models.DateTimeField(null=True, blank=True)
    handed_back_line = EncryptedTextField(_("why it is handed back"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"action {self.pk}"
