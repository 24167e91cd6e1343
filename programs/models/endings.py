"""A good ending: letters delivered together, what each says about it, and a story both may tell."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.mentorships import EndReason, Member, Mentorship
from programs.models.reading import readers_q


class Ending(models.Model):
    """That one of the two began it, or their coordinator (`closes_on`). Theirs can be called off until it ends."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="ending")
    begun_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", null=True)
    # The cohort closes: their last day together. The clock ends the mentorship after it.
    closes_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"ending of mentorship {self.mentorship_id}"


class EndingAnswerQuerySet(models.QuerySet["EndingAnswer"]):
    def visible_to(self, user: User) -> "EndingAnswerQuerySet":
        """One's own. Coordinators get counts (`mentorship.dashboards`)."""
        return self.filter(author__enrolment__person__user=user)


class EndingAnswer(models.Model):
    """What one of the two says at the end: counted, never quoted."""

    class Outcome(models.TextChoices):
        SKILL = "skill", _("I can do something I could not do before")
        CONFIDENCE = "confidence", _("I trust myself more")
        NETWORK = "network", _("I know more people")
        ROLE = "role", _("I have a new role or more responsibility")
        CLARITY = "clarity", _("I know better what I want")
        LITTLE = "little", _("Not much this time")

    class Agreement(models.IntegerChoices):
        NOT_AT_ALL = 1, _("not at all")
        A_LITTLE = 2, _("a little")
        PARTLY = 3, _("partly")
        MOSTLY = 4, _("mostly")
        FULLY = 5, _("fully")

    SCALES = ("useful", "at_ease", "well_run")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="ending_answers")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=14, choices=EndReason, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    useful = models.PositiveSmallIntegerField(choices=Agreement, null=True, blank=True)
    at_ease = models.PositiveSmallIntegerField(choices=Agreement, null=True, blank=True)
    well_run = models.PositiveSmallIntegerField(choices=Agreement, null=True, blank=True)
    stays_in_touch = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=clock.now)

    objects = EndingAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "author"], name="ending_answer_once"),
        ]

    def __str__(self) -> str:
        return f"ending answer {self.pk}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> "LetterQuerySet":
        return self.filter(readers_q(user, "letter", mentorship="mentorship", author="author")).distinct()

    def sealed(self) -> "LetterQuerySet":
        """Finished and not delivered yet."""
        return self.filter(done_at__isnull=False, opened_at=None)


class Letter(models.Model):
    """Its author's alone until it is delivered: when both are done, or ten days after this one was."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="letters")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("your letter"), max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=0, validators=[MinValueValidator(0)])
    changed_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "author"], name="letter_once")]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: User) -> "StoryQuerySet":
        return self.filter(readers_q(user, "story", mentorship="mentorship")).distinct()


class Story(models.Model):
    """What the two would tell others. Theirs alone: coordinators get a `SharedStory`, once both said yes."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="story")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # who wrote this version
    text = EncryptedTextField(_("your story"), max_length=4000)
    version = models.PositiveIntegerField(default=1, validators=[MaxValueValidator(10**9)])
    changed_at = models.DateTimeField(default=clock.now)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"


class StoryApproval(models.Model):
    """Somebody's yes to one version."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="approvals")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "member", "version"], name="story_approved_once")
        ]

    def __str__(self) -> str:
        return f"approval of story {self.story_id}"


class SharedStoryQuerySet(models.QuerySet["SharedStory"]):
    def visible_to(self, user: User) -> "SharedStoryQuerySet":
        return self.filter(readers_q(user, "shared_story", mentorship="mentorship")).distinct()


class SharedStory(models.Model):
    """The version both said yes to, as the coordinators of the program read it. Either may take it back."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="shared_story")
    text = EncryptedTextField(_("story"), max_length=4000)
    shared_at = models.DateTimeField(default=clock.now)

    objects = SharedStoryQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at"]
        verbose_name_plural = "shared stories"

    def __str__(self) -> str:
        return f"shared story {self.pk}"
