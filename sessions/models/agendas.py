"""What the two want to talk about, and what one of them notes only for themselves beforehand."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> "AgendaItemQuerySet":
        return self.filter(readers_q(user, "agenda", mentorship="meeting__mentorship")).distinct()


class AgendaItem(models.Model):
    """`discussed` and `parked` are marks made in the meeting; what is carried over becomes a row of its own in the
    next meeting, once (`carried_from`)."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("Topic")
        QUESTION = "question", _("Question")
        UPDATE = "update", _("Update")
        DECISION = "decision", _("Decision")
        PRACTICE = "practice", _("Practice")

    class Direction(models.TextChoices):
        """Who learns from whom."""

        TO_MENTEE = "to_mentee", _("the mentee learns")
        TO_MENTOR = "to_mentor", _("the mentor learns")
        BOTH = "both", _("both learn")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField(_("topic"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.TOPIC)
    tried = EncryptedTextField(_("what you tried or found so far"), max_length=1000, blank=True)
    direction = models.CharField(_("who learns"), max_length=10, choices=Direction, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    position = models.PositiveIntegerField()
    discussed = models.BooleanField(default=False)
    parked = models.BooleanField(default=False)
    carried_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"agenda item {self.pk}"


class PrepNoteQuerySet(models.QuerySet["PrepNote"]):
    def visible_to(self, user: User) -> "PrepNoteQuerySet":
        rule = readers_q(user, "prep_note", mentorship="meeting__mentorship", author="author")
        return self.filter(rule).distinct()


class PrepNote(models.Model):
    """What somebody wants to keep in mind for a meeting. The partner never sees it; no mail ever holds it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="prep_notes")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("your own preparation"), max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)

    objects = PrepNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="prep_note_once")]

    def __str__(self) -> str:
        return f"preparation {self.pk}"
