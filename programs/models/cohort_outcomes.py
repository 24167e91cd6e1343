"""What became of a cohort, as its coordinators put it down when it closes."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.organisations import coordinating
from programs.models.programs import Cohort


class CohortOutcomeQuerySet(models.QuerySet["CohortOutcome"]):
    def visible_to(self, user: User) -> "CohortOutcomeQuerySet":
        """Audience `cohort_outcome`: the coordinators of the program."""
        return self.filter(**coordinating(user, "cohort__program__staff_roles")).distinct()


class CohortOutcome(models.Model):
    """Counts and words of the coordinators; nothing of it is taken from what pairs say."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="outcome")
    completed = models.PositiveIntegerField(
        _("pairs that came to their end"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    stopped_early = models.PositiveIntegerField(
        _("pairs that stopped early"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    worked = EncryptedTextField(_("what went well"), max_length=3000, blank=True)
    change = EncryptedTextField(_("what you would do differently"), max_length=3000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    objects = CohortOutcomeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"outcome of cohort {self.cohort_id}"
