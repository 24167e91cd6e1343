"""Whether a mentor told, asked or confirmed: a mark on a topic, for the two alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.agendas import AgendaItem


class ToldMarkQuerySet(models.QuerySet["ToldMark"]):
    def visible_to(self, user: User) -> "ToldMarkQuerySet":
        return self.filter(readers_q(user, "agenda", mentorship="topic__meeting__mentorship")).distinct()


class ToldMark(models.Model):
    class Kind(models.TextChoices):
        TOLD = "told", _("I told")
        ASKED = "asked", _("I asked")
        CONFIRMED = "confirmed", _("I confirmed what you had")

    topic = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="told_mark")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=clock.now)

    objects = ToldMarkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"mark on topic {self.topic_id}"
