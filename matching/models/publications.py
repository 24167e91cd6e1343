"""One press of “Publish”: which pairs, when its mails may leave, and whether it was taken back."""

from django.conf import settings
from django.db import models

from matching.models.drafts import Draft
from mentorship.lib import clock


class Publication(models.Model):
    """Its mails wait in the ledger until `held_until`; until then it can be taken back as a whole.

    `whole`: the draft is published with it; otherwise only its strong pairs were, and the draft stays open.
    `audit` is what its groups show (matching/queries/audit.py), counted once, as it was published.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="publications")
    whole = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    held_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    audit = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"publication {self.pk}"

    @property
    def asks(self) -> bool:
        """The two of each pair were asked, and no pair began by it: such mails wait for nothing."""
        return self.held_until == self.at
