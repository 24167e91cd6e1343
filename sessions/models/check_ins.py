"""One question every few weeks, its answer, and a line to the coordinators for those who want to send one.

Three rows, because three kinds of reader: that somebody was asked is theirs alone, the answer is counted, and only
words that were addressed to the coordinators exist at all.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member
from programs.models.reading import readers_q
from programs.models.requests import is_partner

MENTORSHIP = "check_in__member__mentorship"
# What the link of a mail is signed with: it names one question and whom it was sent to.
SALT = "sessions.check_in"


class About(models.TextChoices):
    GOALS = "goals", _("goals")
    RELATIONSHIP = "relationship", _("the relationship")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, user: User) -> "CheckInQuerySet":
        """Who is asked; neither the partner nor a coordinator learns whether they answered."""
        return self.filter(
            readers_q(user, "check_in", mentorship="member__mentorship", author="member")
        ).distinct()

    def open(self) -> "CheckInQuerySet":
        return self.filter(answer=None, skipped_at=None, until__gt=clock.now())


class CheckIn(models.Model):
    """One member, one period, one question. `period` is the Monday of the week it was asked in."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="check_ins")
    period = models.DateField()
    about = models.CharField(max_length=12, choices=About)
    asked_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    skipped_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "period"], name="check_in_once_a_period")]

    def __str__(self) -> str:
        return f"check-in {self.pk}"

    @property
    def has_passed(self) -> bool:
        return self.until <= clock.now()


class CheckInAnswerQuerySet(models.QuerySet["CheckInAnswer"]):
    def visible_to(self, user: User) -> "CheckInAnswerQuerySet":
        """Only who gave it. Figures are made of five people or more, and elsewhere."""
        return self.filter(readers_q(user, "check_in", mentorship=MENTORSHIP, author="member")).distinct()


class CheckInAnswer(models.Model):
    """One of five words, from 1 (least) to 5 (most). What it was about is copied, so that counting needs no join."""

    check_in = models.OneToOneField(CheckIn, on_delete=models.CASCADE, related_name="answer")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="check_in_answers")
    about = models.CharField(max_length=12, choices=About)
    choice = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    answered_at = models.DateTimeField(default=clock.now)

    objects = CheckInAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_in_choice_is_one_of_five", condition=Q(choice__gte=1, choice__lte=5)
            )
        ]
        indexes = [models.Index(fields=["answered_at"], name="check_in_answers_by_time")]

    def __str__(self) -> str:
        return f"check-in answer {self.pk}"


class CheckInNoteQuerySet(models.QuerySet["CheckInNote"]):
    def visible_to(self, user: User) -> "CheckInNoteQuerySet":
        """Who wrote it, and the coordinators; never the partner, even one who coordinates."""
        wrote = Q(check_in__member__enrolment__person__user=user)
        addressed = readers_q(user, "check_in_note", mentorship=MENTORSHIP)
        return self.filter(wrote | (addressed & ~Q(is_partner(user, MENTORSHIP)))).distinct()

    def for_coordinator(self, user: User) -> "CheckInNoteQuerySet":
        """What was sent to this person: of a program they coordinate, and not of a mentorship of their own."""
        return self.visible_to(user).filter(~Q(is_partner(user, MENTORSHIP))).distinct()

    def unread(self) -> "CheckInNoteQuerySet":
        return self.filter(read_at=None)


class CheckInNote(models.Model):
    """Exists only where somebody pressed “Send to coordinators”. The answer itself never travels with it."""

    check_in = models.OneToOneField(CheckIn, on_delete=models.CASCADE, related_name="note")
    text = EncryptedTextField(_("a line to the coordinators"), max_length=500)
    sent_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CheckInNoteQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"check-in note {self.pk}"
