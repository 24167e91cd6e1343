"""How somebody stands as a mentorship begins, and once it has ended: the same four questions both times."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member
from programs.models.reading import readers_q

SCALES = ("satisfaction", "confidence", "belonging", "trust")


class Moment(models.TextChoices):
    START = "start", _("at the start")
    END = "end", _("at the end")


# As the rows of `News` number them.
NUMBERS = {1: Moment.START, 2: Moment.END}


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: User) -> "SurveyQuerySet":
        """Only whose it is: neither the partner nor a coordinator learns whether it was answered."""
        return self.filter(
            readers_q(user, "survey", mentorship="member__mentorship", author="member")
        ).distinct()

    def open(self) -> "SurveyQuerySet":
        return self.filter(answered_at=None, skipped_at=None, until__gt=clock.now())


def one_of_five() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Survey(models.Model):
    """One member, one moment. Each answer is one of five words, 1 to 5, or left out. Counted, and quoted nowhere."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="surveys")
    moment = models.CharField(max_length=5, choices=Moment)
    asked_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    satisfaction = one_of_five()
    confidence = one_of_five()
    belonging = one_of_five()
    trust = one_of_five()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "moment"], name="survey_once_a_moment"),
            *(
                models.CheckConstraint(
                    name=f"survey_{scale}_is_one_of_five",
                    condition=Q(**{scale: None}) | Q(**{f"{scale}__range": (1, 5)}),
                )
                for scale in ("satisfaction", "confidence", "belonging", "trust")
            ),
        ]
        indexes = [models.Index(fields=["answered_at"], name="surveys_by_time")]

    def __str__(self) -> str:
        return f"survey {self.pk}"

    @property
    def number(self) -> int:
        return next(number for number, moment in NUMBERS.items() if moment == self.moment)

    @property
    def has_passed(self) -> bool:
        return self.until <= clock.now()
