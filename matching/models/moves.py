"""What a coordinator changed in a draft by hand, pair by pair: the history of a pair, and what “Undo” goes back to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from matching.models.drafts import Draft
from mentorship.lib import clock
from programs.models import Enrolment


class Move(models.Model):
    """One pair of one press; a swap is two rows of the same `step`, numbered within the draft.

    `pair` is the code of the proposal, `version` the one it had afterwards. The mentor before is None where the pair
    was made, the mentor after where it was taken apart. `before` is what the proposal held: score, points, locked,
    by_hand.
    """

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        SWAPPED = "swapped", _("swapped")
        PAIRED = "paired", _("paired by hand")
        UNPAIRED = "unpaired", _("taken apart")
        LOCKED = "locked", _("locked")
        UNLOCKED = "unlocked", _("unlocked")

    class Reason(models.TextChoices):
        KNOW = "know", _("They know each other")
        ASKED = "asked", _("They asked for it")
        BALANCE = "balance", _("For balance")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="moves")
    step = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=7, choices=Reason, blank=True)
    pair = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    mentee = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    mentor_before = models.ForeignKey(Enrolment, on_delete=models.CASCADE, null=True, related_name="+")
    mentor_after = models.ForeignKey(Enrolment, on_delete=models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["step", "pk"]
        indexes = [models.Index(fields=["draft", "step"], name="moves_of_draft")]

    def __str__(self) -> str:
        return f"move {self.pk}"
