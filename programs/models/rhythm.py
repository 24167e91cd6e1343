"""How often two people meet, what one of them would change about it, and when they rest."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.mentorships import Channel, Member, Mentorship
from programs.models.reading import readers_q


class RhythmProposalQuerySet(models.QuerySet["RhythmProposal"]):
    def visible_to(self, user: User) -> "RhythmProposalQuerySet":
        return self.filter(readers_q(user, "pause_line", mentorship="mentorship")).distinct()

    def open(self) -> "RhythmProposalQuerySet":
        return self.filter(answered_at=None)


class RhythmProposal(models.Model):
    """Takes effect when the other agrees; one at a time."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="rhythm_proposals")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    weeks = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(26)])
    minutes = models.PositiveSmallIntegerField(default=45)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(default=False)

    objects = RhythmProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship"], name="one_open_rhythm_proposal", condition=Q(answered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"rhythm proposal {self.pk}"


class PauseQuerySet(models.QuerySet["Pause"]):
    def visible_to(self, user: User) -> "PauseQuerySet":
        return self.filter(readers_q(user, "pause_line", mentorship="mentorship")).distinct()


class Pause(models.Model):
    """The line stays between the two; that and until when is on the mentorship (`paused_until`)."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="pauses")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateField(_("until"))
    line = EncryptedTextField(_("a line about it"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"pause {self.pk}"
