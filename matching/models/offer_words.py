"""What two people who might become a pair write to each other: the note of an ask, one question and its answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from matching.models.offers import Offer, OfferSide, one_of_the_two
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField


class AskNoteQuerySet(models.QuerySet["AskNote"]):
    def visible_to(self, user: User) -> "AskNoteQuerySet":
        """Audience `offer_words`: the two; before its turn has come the author alone."""
        return self.filter(offer__in=Offer.objects.of_member(user))


class AskNote(models.Model):
    """Why somebody asks just this person. Short: it is read in two minutes."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="note")
    intent = EncryptedTextField(_("what you want to get better at"), max_length=400)
    why_you = EncryptedTextField(_("why this person"), max_length=400)
    i_bring = EncryptedTextField(_("what you put in"), max_length=400)
    first_talk = EncryptedTextField(_("what a first 20 minutes would cover"), max_length=400)

    objects = AskNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"note {self.pk}"


class OfferQuestionQuerySet(models.QuerySet["OfferQuestion"]):
    def visible_to(self, user: User) -> "OfferQuestionQuerySet":
        """Audience `offer_words`: the two."""
        return self.filter(one_of_the_two(user, "offer__"))


class OfferQuestion(models.Model):
    """One each: something to know before one says yes."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    by = models.OneToOneField(OfferSide, on_delete=models.CASCADE, related_name="question")
    text = EncryptedTextField(_("question"), max_length=600)
    asked_at = models.DateTimeField(default=clock.now)
    reply = EncryptedTextField(_("answer"), max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True)

    objects = OfferQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"
