"""A kind line from one to the other, and people one introduces the other to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q


class ThanksQuerySet(models.QuerySet["Thanks"]):
    def visible_to(self, user: User) -> "ThanksQuerySet":
        return self.filter(readers_q(user, "thanks", mentorship="mentorship")).distinct()


class Thanks(models.Model):
    """`counted`: its author lets the program count it. The number, never the words."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="thanks")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("thanks"), max_length=300)
    counted = models.BooleanField(default=False)
    said_at = models.DateTimeField(default=clock.now)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        verbose_name_plural = "thanks"

    def __str__(self) -> str:
        return f"thanks {self.pk}"


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, user: User) -> "IntroductionQuerySet":
        return self.filter(readers_q(user, "introduction_log", mentorship="mentorship")).distinct()


class Introduction(models.Model):
    """Somebody one of the two knows and the other would like to meet. Asked for or offered, by either.

    `author` asks (then the other introduces) or offers (then the author introduces).
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked for")
        OFFERED = "offered", _("offered")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        WANTED = "wanted", _("wished for")
        MADE = "made", _("made")
        DECLINED = "declined", _("not this time")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="introductions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    whom = EncryptedTextField(_("who"), max_length=300)
    reason = EncryptedTextField(_("what for"), max_length=600, blank=True)
    answer = EncryptedTextField(_("a line with the answer"), max_length=300, blank=True)
    outcome = EncryptedTextField(_("what came of it"), max_length=600, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="introduction_number_once")
        ]

    def __str__(self) -> str:
        return f"introduction {self.number} of {self.mentorship_id}"
