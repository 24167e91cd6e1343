"""What the two can point at: a few words, a link, a file, a sentence from feedback. And how both judge the skill."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.feedback import Feedback
from sessions.models.files import PairFile
from sessions.models.goals import Goal, Milestone, goal_readers

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> "EvidenceQuerySet":
        return self.filter(goal_readers(user, "goal__")).distinct()


class Evidence(models.Model):
    """Of a goal, or of one of its milestones. A quote is copied: what the feedback says later is another matter."""

    class Kind(models.TextChoices):
        TEXT = "text", _("a few words")
        LINK = "link", _("a link")
        QUOTE = "quote", _("a sentence from feedback")
        FILE = "file", _("a file")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="evidence")
    milestone = models.ForeignKey(Milestone, on_delete=models.SET_NULL, null=True, related_name="evidence")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    text = EncryptedTextField(_("what it shows"), max_length=1000, blank=True)
    link = EncryptedTextField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(PairFile, on_delete=models.SET_NULL, null=True, related_name="+")
    feedback = models.ForeignKey(Feedback, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"evidence {self.pk} of goal {self.goal_id}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> "AssessmentQuerySet":
        """One's own at once, the other's when both are written."""
        readers = readers_q(user, "assessment", mentorship="goal__mentorship", author="author")
        return self.filter(readers).distinct()


class Assessment(models.Model):
    """The owner of a goal about themself, the partner about what they see: sealed until both wrote."""

    class Moment(models.TextChoices):
        START = "start", _("at the start")
        MIDDLE = "middle", _("in the middle")
        END = "end", _("at the end")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="assessments")
    moment = models.CharField(max_length=8, choices=Moment)
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    line = EncryptedTextField(_("in a line"), max_length=500, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "moment", "author"], name="assessment_once")]

    def __str__(self) -> str:
        return f"assessment {self.pk} of goal {self.goal_id}"
