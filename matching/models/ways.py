"""How pairs come about in a program: by a coordinator's hand, by two people's yes, by asking for oneself."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.models import Program


class Way(models.TextChoices):
    DIRECT = "direct", _("A coordinator publishes, and the pairs begin")
    BOTH = "both", _("A coordinator proposes, and both say yes first")
    SELF = "self", _("Mentees look for a mentor themselves")
    HYBRID = "hybrid", _("Mentees look first; a coordinator matches whoever is left")


class PairingWayQuerySet(models.QuerySet["PairingWay"]):
    def visible_to(self, user: User) -> "PairingWayQuerySet":
        return self.filter(
            program__staff_roles__user=user, program__staff_roles__role="coordinator"
        ).distinct()


class PairingWay(models.Model):
    """What a coordinator chose for a program. No row: published directly, nobody is asked for wishes."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="pairing_way")
    way = models.CharField(_("How a pair begins"), max_length=8, choices=Way, default=Way.DIRECT)
    # Whom somebody may name before a run, best first; 0: nobody is asked.
    wishes = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(10)])
    answer_days = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(2), MaxValueValidator(30)]
    )
    # A first call before both decide for good.
    trial_call = models.BooleanField(default=False)

    objects = PairingWayQuerySet.as_manager()

    def __str__(self) -> str:
        return f"way of {self.program_id}"

    @classmethod
    def of(cls, program: Program) -> "PairingWay":
        """One statement, or none where it was fetched along. Not saved where nobody chose."""
        try:
            return program.pairing_way
        except cls.DoesNotExist:
            return cls(program=program)

    @property
    def both_say_yes(self) -> bool:
        """Publishing a draft asks the two of each pair."""
        return self.way == Way.BOTH

    @property
    def is_self_match(self) -> bool:
        return self.way in (Way.SELF, Way.HYBRID)
