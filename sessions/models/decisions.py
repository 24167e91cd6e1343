"""What somebody decided, and what came of a goal in the world outside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.evidence import ONE_TO_FIVE
from sessions.models.goals import Goal


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        return self.filter(readers_q(user, "decision", mentorship="mentorship")).distinct()


class Decision(models.Model):
    """A question with its options; the partner's view beside them; the choice; later, what came of it."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    question = EncryptedTextField(_("what you decide"), max_length=300)
    options = EncryptedTextField(_("options"), max_length=2000, blank=True)
    partner_view = EncryptedTextField(_("the other’s view"), max_length=2000, blank=True)
    choice = EncryptedTextField(_("what you chose"), max_length=1000, blank=True)
    outcome = EncryptedTextField(_("what came of it"), max_length=1000, blank=True)
    confidence_before = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    confidence_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return f"decision {self.number} of {self.mentorship_id}"


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: User) -> "OutcomeQuerySet":
        return self.filter(readers_q(user, "outcome", mentorship="mentorship")).distinct()


class Outcome(models.Model):
    """Something that happened in the owner's working life. `may_count`: the kind may be counted among others'."""

    class Kind(models.TextChoices):
        PROMOTION = "promotion", _("a promotion")
        RESPONSIBILITY = "duty", _("a new responsibility")
        TRANSITION = "transition", _("a change of role or field")
        OTHER = "other", _("something else")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    text = EncryptedTextField(_("in a line"), max_length=300, blank=True)
    may_count = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"outcome {self.pk} of {self.mentorship_id}"
