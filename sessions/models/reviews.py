"""The impact review of a period: each answers alone and seals it; both open at one instant; both sign what follows."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.action_items import ActionItem
from sessions.models.goals import Goal, GoalWords, goal_readers

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]
# The boxes of a sheet, in their order; own_1 to own_3 answer the program's questions.
TEXTS = ("helped", "hindered", "learned", "working", "ahead", "own_1", "own_2", "own_3", "missing")
SCALES = ("rhythm", "preparation", "balance")


class ReviewQuerySet(models.QuerySet["Review"]):
    def open(self) -> "ReviewQuerySet":
        """Still waiting for answers: neither revealed nor closed without it."""
        return self.filter(revealed_at=None, closed_at=None)

    def signed(self) -> "ReviewQuerySet":
        """Done: both have signed."""
        return self.filter(signed_at__isnull=False)


class Review(models.Model):
    """Facts only, frozen when it opened: what a pair may read, and its coordinators. No word of the two stands here.

    `revealed_at` is the one instant at which both sheets open to the pair (`PAIR_ONCE_OPEN`); `closed_at` says that
    it never comes. `serial` rises with every change of the next steps, so that a signature stands under what was
    read; `version` is what people call it, and rises when something that both had signed is changed.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="reviews")
    period = models.CharField(max_length=10)
    since = models.DateTimeField()
    opened_at = models.DateTimeField(default=clock.now)
    deadline = models.DateTimeField()
    extended = models.BooleanField(default=False)  # by the pair, which may do so once
    lapsed_at = models.DateTimeField(
        null=True, blank=True
    )  # one of the two was silent when the deadline passed
    revealed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    serial = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    signed_at = models.DateTimeField(null=True, blank=True)  # when the second of the two signed, first time
    meetings = models.PositiveIntegerField(default=0)
    actions = models.PositiveIntegerField(default=0)
    prompts = models.JSONField(default=list)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "period"], name="review_once_a_period"),
            models.CheckConstraint(
                name="review_revealed_or_closed", condition=Q(revealed_at=None) | Q(closed_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline"],
                name="review_waiting",
                condition=Q(revealed_at=None, closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"review {self.period} of {self.mentorship_id}"

    @property
    def is_open(self) -> bool:
        return self.revealed_at is None and self.closed_at is None


class ReviewGoalQuerySet(models.QuerySet["ReviewGoal"]):
    def visible_to(self, user: User) -> "ReviewGoalQuerySet":
        return self.filter(goal_readers(user, "goal__")).distinct()


class ReviewGoal(models.Model):
    """A goal as it stood when the review opened, beside the words it began with. Words of goals never change, so two
    references hold them.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    began = models.ForeignKey(GoalWords, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.ForeignKey(GoalWords, on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Goal.State)
    steps = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    evidence = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    objects = ReviewGoalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="review_goal_once")]

    def __str__(self) -> str:
        return f"goal {self.goal_id} in review {self.review_id}"


class ReviewSheetQuerySet(models.QuerySet["ReviewSheet"]):
    def visible_to(self, user: User) -> "ReviewSheetQuerySet":
        """One's own, for good; the other's from the instant at which both opened."""
        readers = readers_q(
            user,
            "review_answer",
            mentorship="review__mentorship",
            author="author",
            opened="review__revealed_at",
        )
        return self.filter(readers).distinct()

    def sealed(self) -> "ReviewSheetQuerySet":
        """That they are; never for reading what they hold."""
        return self.filter(sealed_at__isnull=False)


class ReviewSheet(models.Model):
    """What one of the two says alone. The scales are small numbers, so that others can count them."""

    class Ahead(models.TextChoices):
        """Where it goes from here."""

        ON = "on", _("Go on as we do")
        GOAL = "goal", _("Take up a new goal")
        STRETCH = "stretch", _("Reach further with what we have")
        CHANGE = "change", _("Change how we work")
        CLOSE = "close", _("Bring it to a good end")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sheets")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    helped = EncryptedTextField(_("what helped"), max_length=2000, blank=True)
    hindered = EncryptedTextField(_("what got in the way"), max_length=2000, blank=True)
    learned = EncryptedTextField(_("what I learned from you"), max_length=2000, blank=True)
    working = EncryptedTextField(_("how we work"), max_length=2000, blank=True)
    ahead = EncryptedTextField(_("what next"), max_length=2000, blank=True)
    own_1 = EncryptedTextField(_("the program’s first question"), max_length=2000, blank=True)
    own_2 = EncryptedTextField(_("the program’s second question"), max_length=2000, blank=True)
    own_3 = EncryptedTextField(_("the program’s third question"), max_length=2000, blank=True)
    missing = EncryptedTextField(_("what the facts leave out"), max_length=500, blank=True)
    rhythm = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    preparation = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    balance = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    way = models.CharField(max_length=8, choices=Ahead, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewSheetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "author"], name="review_sheet_once")]

    def __str__(self) -> str:
        return f"sheet {self.pk} of review {self.review_id}"


class ReviewProgressQuerySet(models.QuerySet["ReviewProgress"]):
    def visible_to(self, user: User) -> "ReviewProgressQuerySet":
        readers = readers_q(
            user,
            "review_answer",
            mentorship="sheet__review__mentorship",
            author="sheet__author",
            opened="sheet__review__revealed_at",
        )
        return self.filter(readers).distinct()


class ReviewProgress(models.Model):
    """How far one of the two sees a goal, in a number behind words and in words."""

    sheet = models.ForeignKey(ReviewSheet, on_delete=models.CASCADE, related_name="progress")
    goal = models.ForeignKey(ReviewGoal, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    text = EncryptedTextField(_("in words"), max_length=1000, blank=True)

    objects = ReviewProgressQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "goal"], name="review_progress_once")]

    def __str__(self) -> str:
        return f"progress {self.pk}"


class NextStepQuerySet(models.QuerySet["NextStep"]):
    def visible_to(self, user: User) -> "NextStepQuerySet":
        return self.filter(readers_q(user, "review_step", mentorship="review__mentorship")).distinct()


class NextStep(models.Model):
    """At most three of a review. Once both have signed it becomes an action or a goal of its owner."""

    class Kind(models.TextChoices):
        ACTION = "action", _("An action")
        GOAL = "goal", _("A goal")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="steps")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ACTION)
    text = EncryptedTextField(_("next step"), max_length=300)
    due_on = models.DateField(_("by"), null=True, blank=True)
    action = models.ForeignKey(ActionItem, on_delete=models.SET_NULL, null=True, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"step {self.pk} of review {self.review_id}"

    @property
    def is_made(self) -> bool:
        return self.action_id is not None or self.goal_id is not None


class ReviewSignature(models.Model):
    """One of the two has signed the next steps of this serial."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    serial = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "member", "serial"], name="review_signed_once")
        ]

    def __str__(self) -> str:
        return f"signature {self.pk} of review {self.review_id}"
