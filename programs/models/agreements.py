"""How two people want to work together: what each answers alone, the text they make of it, who signed it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.mentorships import Channel, Member, Mentorship
from programs.models.reading import readers_q


class Minutes(models.IntegerChoices):
    """How long a meeting is."""

    SHORT = 30, _("30 minutes")
    USUAL = 45, _("45 minutes")
    HOUR = 60, _("1 hour")
    LONG = 90, _("1½ hours")
    VERY_LONG = 120, _("2 hours")


class AnswerWithin(models.IntegerChoices):
    """How fast one answers the other between meetings, in days."""

    DAY = 1, _("within a day")
    TWO_DAYS = 2, _("within two days")
    WEEK = 7, _("within a week")
    FORTNIGHT = 14, _("within two weeks")


# Short first: the three questions that make an agreement; the rest stands behind “more”.
FIRST = ("why", "rhythm_weeks", "minutes", "off_limits")
MORE = ("channel", "answer_within", "hours_month", "topics", "confidentiality", "trouble", "until")
TERMS = (*FIRST, *MORE)
# What each of the two says about themselves: it need not be the same.
OWN = ("teach", "learn", "duties")
# A difference left open in one of these stops the signature, never the work.
REQUIRED = ("rhythm_weeks", "off_limits", "confidentiality")


class Terms(models.Model):
    """What the two hold in common. Empty means: nothing is said about it."""

    why = EncryptedTextField(_("why we are doing this"), max_length=1000, blank=True)
    rhythm_weeks = models.PositiveSmallIntegerField(
        _("weeks between our meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
    )
    minutes = models.PositiveSmallIntegerField(_("how long"), choices=Minutes, null=True, blank=True)
    off_limits = EncryptedTextField(_("what is off the table"), max_length=1000, blank=True)
    channel = models.CharField(_("how we meet"), max_length=10, choices=Channel, blank=True)
    answer_within = models.PositiveSmallIntegerField(
        _("how fast we answer"), choices=AnswerWithin, null=True, blank=True
    )
    hours_month = models.PositiveSmallIntegerField(
        _("hours a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    topics = EncryptedTextField(_("topics we want to work on"), max_length=1000, blank=True)
    confidentiality = EncryptedTextField(_("confidentiality"), max_length=1000, blank=True)
    trouble = EncryptedTextField(
        _("how we notice that it isn’t working, and what then"), max_length=1000, blank=True
    )
    until = models.DateField(_("until when"), null=True, blank=True)

    class Meta:
        abstract = True


class OwnTerms(models.Model):
    """What one of the two says about themselves."""

    teach = EncryptedTextField(_("what I can teach"), max_length=500, blank=True)
    learn = EncryptedTextField(_("what I want to learn"), max_length=500, blank=True)
    duties = EncryptedTextField(_("what I take on"), max_length=500, blank=True)

    class Meta:
        abstract = True


class AgreementAnswerQuerySet(models.QuerySet["AgreementAnswer"]):
    def visible_to(self, user: User) -> "AgreementAnswerQuerySet":
        return self.filter(
            readers_q(user, "agreement_answer", mentorship="mentorship", author="author")
        ).distinct()


class AgreementAnswer(Terms, OwnTerms):
    """What one of the two wrote alone. Sealed until the other has written as well: then both open at once."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="agreement_answers")
    author = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="agreement_answer")
    written_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementAnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"agreement answer {self.pk}"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> "AgreementQuerySet":
        return self.filter(readers_q(user, "agreement", mentorship="mentorship")).distinct()

    def signed(self) -> "AgreementQuerySet":
        """Texts both have signed."""
        return self.filter(signed_at__isnull=False)


class Agreement(Terms):
    """One saved text of an agreement; it never changes afterwards. Saving again makes the next `serial`.

    `version` is what people call it: it grows when a text that both signed is changed. So the latest row is the text
    that counts or the draft of the next, and what somebody read can be compared with what is there now.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="agreements")
    serial = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    from_suggestion = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)
    signed_at = models.DateTimeField(null=True, blank=True)  # when the second of the two signed

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-serial"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "serial"], name="agreement_serial_once")]

    def __str__(self) -> str:
        return f"agreement {self.version} of {self.mentorship_id}"


class AgreementSideQuerySet(models.QuerySet["AgreementSide"]):
    def visible_to(self, user: User) -> "AgreementSideQuerySet":
        return self.filter(readers_q(user, "agreement", mentorship="agreement__mentorship")).distinct()


class AgreementSide(OwnTerms):
    """The part of one person in a text: what they bring, and their signature. One row for each of the members."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="sides")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="agreement_sides")
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementSideQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "member"], name="agreement_side_once")]

    def __str__(self) -> str:
        return f"side {self.pk} of agreement {self.agreement_id}"
