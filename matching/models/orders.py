"""What a draft is to be made with, until a worker makes it."""

from django.conf import settings
from django.db import models

from matching.models.drafts import Draft
from mentorship.lib import clock
from programs.models import Cohort


class DraftOrder(models.Model):
    """The rules and the policy of a run that is too long for a request: a job carries nothing but its id."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="draft_orders")
    policy = models.CharField(max_length=12, choices=Draft.Policy, default=Draft.Policy.FAIR_FLOOR)
    # Of orders from before there were rules.
    weights = models.JSONField(default=dict)
    # Whose locked pairs are kept; the newest open draft where nobody said.
    before = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="+")
    rules = models.JSONField(null=True, default=None)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"order {self.pk}"
