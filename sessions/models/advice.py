"""Advice with its why and a first step, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.action_items import ActionItem


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, user: User) -> "AdviceQuerySet":
        return self.filter(readers_q(user, "advice", mentorship="mentorship")).distinct()

    def open(self) -> "AdviceQuerySet":
        return self.filter(state=Advice.State.OPEN)


class Advice(models.Model):
    """Numbered within its mentorship. `giver` advised; what was tried, and what came of it, the other one writes."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TRIED = "tried", _("tried")
        NOT_FOR_ME = "not_for_me", _("not for me")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="advice")
    number = models.PositiveIntegerField()
    giver = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("advice"), max_length=1000)
    why = EncryptedTextField(_("why"), max_length=1000, blank=True)
    first_step = EncryptedTextField(_("a first step"), max_length=300, blank=True)
    step_by = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    tried = EncryptedTextField(_("what I tried"), max_length=1000, blank=True)
    result = EncryptedTextField(_("what came of it"), max_length=1000, blank=True)
    action = models.ForeignKey(ActionItem, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "advice"
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="advice_number_once"),
        ]

    def __str__(self) -> str:
        return f"advice {self.number} of {self.mentorship_id}"
