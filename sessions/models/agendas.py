"""What the two want to talk about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> "AgendaItemQuerySet":
        return self.filter(readers_q(user, "agenda", mentorship="meeting__mentorship")).distinct()


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField(_("topic"), max_length=300)
    position = models.PositiveIntegerField()
    discussed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"agenda item {self.pk}"
