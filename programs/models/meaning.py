"""What texts mean, as the encoder of sentences reads them: numbers beside the text, never instead of it.

`mark` is a keyed hash of the text a vector was made of: a text that changed does not match it any more, and its vector
is not used. Nobody reads a vector; it is as private as its text, because much of the text can be guessed from it.
"""

from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib.fields import EncryptedBytesField
from programs.models.enrolments import Enrolment


class GoalMeaningQuerySet(models.QuerySet["GoalMeaning"]):
    def visible_to(self, user: User) -> "GoalMeaningQuerySet":
        """Who may read the goal itself (audience `enrolment_answers`)."""
        staff = "enrolment__cohort__program__staff_roles"
        coordinated = Q(**{f"{staff}__user": user, f"{staff}__role": "coordinator"})
        return self.filter(Q(enrolment__person__user=user) | coordinated).distinct()


class GoalMeaning(models.Model):
    """Of the goal somebody wrote; encrypted like the goal."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="goal_meaning")
    encoder = models.CharField(max_length=40)
    mark = models.CharField(max_length=64)
    vector = EncryptedBytesField()

    objects = GoalMeaningQuerySet.as_manager()

    def __str__(self) -> str:
        return f"meaning of a goal {self.pk}"


class TagMeaning(models.Model):
    """Of one tag, whoever wrote it: no word, no person, only the mark. Tags rest in plain, and so does this."""

    mark = models.CharField(max_length=64, primary_key=True)
    encoder = models.CharField(max_length=40)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return f"meaning of a tag {self.mark[:8]}"
