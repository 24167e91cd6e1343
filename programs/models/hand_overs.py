"""A program in other hands: for good, or while its coordinator is away."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorship.lib import clock
from programs.models.programs import Program


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def open(self) -> "HandOverQuerySet":
        """Holiday covers that run or are still to come."""
        return self.filter(until__isnull=False, ended_at=None)

    def running(self) -> "HandOverQuerySet":
        """Holiday covers that run now: the clock (`programs.actions.hand_overs.turn_covers`) begins and ends them."""
        return self.open().filter(begun_at__isnull=False)


class HandOver(models.Model):
    """From `giver` to `taker`. With an `until` it is a holiday cover, and comes back by itself."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="hand_overs")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day; none: for good
    made_at = models.DateTimeField(default=clock.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # by the taker: the line on their Today goes
    gave_role = models.BooleanField(default=False)  # the taker coordinates because of it, and only as long

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="hand_over_ends_after_start",
                condition=Q(until=None) | Q(until__gte=models.F("from_on")),
            ),
            models.CheckConstraint(name="hand_over_to_another", condition=~Q(giver=models.F("taker"))),
            models.UniqueConstraint(
                fields=["program", "giver"],
                name="one_cover_at_a_time",
                condition=Q(until__isnull=False, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk} of program {self.program_id}"
