"""Answers that are counted and never quoted: how useful a meeting was, how the match feels."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class FitAnswerQuerySet(models.QuerySet["FitAnswer"]):
    def visible_to(self, user: User) -> "FitAnswerQuerySet":
        """Only who gave it. Figures are made of five people or more, and elsewhere."""
        return self.filter(
            readers_q(user, "fit", mentorship="meeting__mentorship", author="author")
        ).distinct()


class FitAnswer(models.Model):
    """A row of its own: whoever reads feedback does not read this."""

    class Question(models.TextChoices):
        USEFUL = "useful", _("How useful was this meeting for you?")
        MATCH = "match", _("How does this match feel?")

    class Useful(models.TextChoices):
        NOT = "not", _("not useful")
        LITTLE = "little", _("a little")
        FAIRLY = "fairly", _("fairly useful")
        VERY = "very", _("very useful")
        TURNING = "turning", _("a turning point")

    class Match(models.TextChoices):
        GOOD = "good", _("Good")
        TOO_EARLY = "too_early", _("Too early to say")
        NOT_RIGHT = "not_right", _("Not right")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=8, choices=Question)
    answer = models.CharField(max_length=12)
    at = models.DateTimeField(default=clock.now)

    objects = FitAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author", "question"], name="fit_answer_once"),
        ]

    def __str__(self) -> str:
        return f"fit answer {self.pk}"
