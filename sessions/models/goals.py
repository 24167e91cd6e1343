"""Where the mentee wants to get to, and the steps on the way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: User) -> "GoalQuerySet":
        return self.filter(readers_q(user, "goal", mentorship="mentorship")).distinct()


class Goal(models.Model):
    """Specific (the sentence), measurable, relevant, with a date; what is achievable the pair judges."""

    class State(models.TextChoices):
        IN_FOCUS = "in_focus", _("in focus")
        REACHED = "reached", _("reached")
        LET_GO = "let_go", _("let go")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveIntegerField()
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="goals")
    sentence = EncryptedTextField(_("goal"), max_length=500)
    measure = EncryptedTextField(_("how you will both see it"), max_length=500, blank=True)
    relevance = EncryptedTextField(_("why now"), max_length=500, blank=True)
    until = models.DateField(_("until when"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.IN_FOCUS)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="goal_number_once")]

    def __str__(self) -> str:
        return f"goal {self.number} of {self.mentorship_id}"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: User) -> "MilestoneQuerySet":
        return self.filter(readers_q(user, "goal", mentorship="goal__mentorship")).distinct()


class Milestone(models.Model):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="milestones")
    title = EncryptedTextField(_("milestone"), max_length=300)
    position = models.PositiveIntegerField()
    reached_at = models.DateTimeField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"milestone {self.pk}"
