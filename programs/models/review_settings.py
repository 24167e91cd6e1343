"""When the impact reviews of a program open, how long they wait for answers, and what the program asks in them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.programs import Program

MOST_PROMPTS = 3


class ReviewSettings(models.Model):
    """A program without a row has the usual ones: calendar quarters, two weeks, no questions of its own.

    A review takes over what it needs when it opens, so a change never reaches one that is open.
    """

    class Rhythm(models.TextChoices):
        QUARTERS = "quarters", _("Every calendar quarter")
        CYCLE = "cycle", _("Every few weeks, counted from the start of the cohort")

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="review_settings")
    rhythm = models.CharField(_("how often"), max_length=8, choices=Rhythm, default=Rhythm.QUARTERS)
    cycle_weeks = models.PositiveSmallIntegerField(
        _("weeks of a cycle"), default=13, validators=[MinValueValidator(6), MaxValueValidator(52)]
    )
    days = models.PositiveSmallIntegerField(
        _("days to answer"), default=14, validators=[MinValueValidator(7), MaxValueValidator(28)]
    )
    # At most three questions in the program's own words.
    prompts = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"review settings of {self.program_id}"
