"""Where somebody wants to get to, and the steps on the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Enrolment, Member, Mentorship
from programs.models.reading import readers_q


def goal_readers(user: User, path: str = "") -> Q:
    """Both people of the mentorship; a goal somebody keeps to themselves, and all that hangs on it, its owner alone.

    `path` leads from the row to its goal and ends in `__`; empty for the goal itself.
    """
    pair = readers_q(user, "goal", mentorship=f"{path}mentorship") & Q(**{f"{path}only_me": False})
    return pair | readers_q(user, "goal_private", mentorship=f"{path}mentorship", author=f"{path}owner")


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: User) -> "GoalQuerySet":
        return self.filter(goal_readers(user)).distinct()

    def shared(self) -> "GoalQuerySet":
        """The pair's goals. What somebody keeps to themselves counts nowhere."""
        return self.filter(only_me=False)


class Goal(models.Model):
    """Specific (the sentence), measurable, in one's hands, relevant, with a date: all but the sentence may wait.

    The number is its address in the mentorship. `only_me` can be lifted and never put back: what was read was read.
    """

    class State(models.TextChoices):
        IN_FOCUS = "in_focus", _("in focus")
        PARKED = "parked", _("parked")
        REACHED = "reached", _("reached")
        LET_GO = "let_go", _("let go")

    class Direction(models.TextChoices):
        """Who learns by it, seen from its owner."""

        LEARN = "learn", _("I’m learning")
        SHARE = "share", _("I’m sharing what I know")
        TOGETHER = "together", _("We do this together")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveIntegerField()
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="goals")
    sentence = EncryptedTextField(_("goal"), max_length=500)
    measure = EncryptedTextField(_("how you will both see it"), max_length=500, blank=True)
    in_hands = EncryptedTextField(_("what is in your hands"), max_length=500, blank=True)
    relevance = EncryptedTextField(_("why now"), max_length=500, blank=True)
    until = models.DateField(_("until when"), null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Enrolment.GoalKind, blank=True)
    # One of the topics its owner wanted when enrolling, if it is about one of them.
    topic = EncryptedTextField(_("topic"), max_length=120, blank=True)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.LEARN)
    stretch = models.BooleanField(default=False)
    only_me = models.BooleanField(default=False)
    # From, to and what is counted; how it goes are rows of GoalValue.
    unit = EncryptedTextField(_("what you count"), max_length=60, blank=True)
    start_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.IN_FOCUS)
    reflection = EncryptedTextField(_("looking back"), max_length=1000, blank=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="goal_number_once")]

    def __str__(self) -> str:
        return f"goal {self.number} of {self.mentorship_id}"

    @property
    def is_counted(self) -> bool:
        """Numbers say how far it is."""
        return self.start_value is not None and self.target_value is not None


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: User) -> "MilestoneQuerySet":
        return self.filter(goal_readers(user, "goal__")).distinct()

    def kept(self) -> "MilestoneQuerySet":
        """Without those taken off, which may still be put back."""
        return self.filter(removed_at=None)


class Milestone(models.Model):
    class Kind(models.TextChoices):
        GROWTH = "growth", _("growth")
        WAY = "way", _("our way of working")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="milestones")
    title = EncryptedTextField(_("milestone"), max_length=300)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.GROWTH)
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField()
    reached_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"milestone {self.pk}"


class GoalWordsQuerySet(models.QuerySet["GoalWords"]):
    def visible_to(self, user: User) -> "GoalWordsQuerySet":
        return self.filter(goal_readers(user, "goal__")).distinct()


class GoalWords(models.Model):
    """A goal as it was worded at one time. The first are the initial goal, which reviews compare with."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    sentence = EncryptedTextField(_("goal"), max_length=500)
    measure = EncryptedTextField(_("how you will both see it"), max_length=500, blank=True)
    in_hands = EncryptedTextField(_("what is in your hands"), max_length=500, blank=True)
    relevance = EncryptedTextField(_("why now"), max_length=500, blank=True)
    until = models.DateField(null=True, blank=True)
    target_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = GoalWordsQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["goal", "number"], name="goal_words_once")]

    def __str__(self) -> str:
        return f"words {self.number} of goal {self.goal_id}"


class GoalValueQuerySet(models.QuerySet["GoalValue"]):
    def visible_to(self, user: User) -> "GoalValueQuerySet":
        return self.filter(goal_readers(user, "goal__")).distinct()


class GoalValue(models.Model):
    """Where a counted goal stood on a day."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="values")
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)

    objects = GoalValueQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["goal", "on"], name="goal_value_once_a_day")]

    def __str__(self) -> str:
        return f"value of goal {self.goal_id} on {self.on}"
