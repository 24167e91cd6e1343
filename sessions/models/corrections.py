"""What a coordinator corrected among the facts of two people: dates, never a word. The two can put it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: User) -> "CorrectionQuerySet":
        return self.filter(readers_q(user, "meeting_facts", mentorship="mentorship")).distinct()


class Correction(models.Model):
    """`was_…` and `now_…` are the fact before and after: start and end of a meeting, or of the mentorship.

    `…_day` is the last day planned for a mentorship that runs. The number is its address in the mentorship.
    """

    class Kind(models.TextChoices):
        LOGGED = "logged", _("noted a meeting")
        REDATED = "redated", _("changed the date of a meeting")
        STRUCK = "struck", _("noted that a meeting did not take place")
        DATES = "dates", _("moved the start or the end")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="corrections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    was_start = models.DateTimeField(null=True)
    was_end = models.DateTimeField(null=True)
    was_day = models.DateField(null=True)
    was_state = models.CharField(max_length=10, choices=Meeting.State, blank=True)
    now_start = models.DateTimeField(null=True)
    now_end = models.DateTimeField(null=True)
    now_day = models.DateField(null=True)
    put_back_at = models.DateTimeField(null=True)
    put_back_by = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="correction_number_once")
        ]

    def __str__(self) -> str:
        return f"correction {self.number} of {self.mentorship_id}"
