"""A pair that begins only when both say yes: proposed by a coordinator, or asked for by a mentee."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.models.drafts import Draft
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models import Cohort, Enrolment, Mentorship


def one_of_the_two(user: User, path: str = "") -> Q:
    return Q(**{f"{path}mentor__person__user": user}) | Q(**{f"{path}mentee__person__user": user})


def coordinates(user: User, path: str = "") -> Q:
    """A coordinator of the program; what the two say about each other is not for one who is one of them."""
    roles = f"{path}cohort__program__staff_roles"
    return Q(**{f"{roles}__user": user, f"{roles}__role": "coordinator"})


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: User) -> "OfferQuerySet":
        """The two, and the coordinators: that it is there, who answered, when it ends. Never why."""
        return (self.of_member(user) | self.filter(coordinates(user))).distinct()

    def of_member(self, user: User) -> "OfferQuerySet":
        """An ask that waits for its turn is its author's alone, and so is one that ended before its turn came: whom it
        would have gone to hears of it when it goes."""
        return self.filter(Q(mentee__person__user=user) | Q(mentor__person__user=user, sent_at__isnull=False))

    def sent(self) -> "OfferQuerySet":
        """Those that went out."""
        return self.filter(sent_at__isnull=False)

    def coordinated_by(self, user: User) -> "OfferQuerySet":
        """Of the programs this person coordinates, but those about themselves."""
        return self.filter(coordinates(user) & ~one_of_the_two(user)).distinct()

    def open(self) -> "OfferQuerySet":
        """Somebody may still answer."""
        return self.filter(state__in=Offer.OPEN)

    def holding(self) -> "OfferQuerySet":
        """Those that keep a place free on both sides: a coordinator's, and whoever both said yes to."""
        return self.filter(Q(state=Offer.State.TRIAL) | Q(state=Offer.State.OPEN, origin=Offer.Origin.DRAFT))


class Offer(models.Model):
    class Origin(models.TextChoices):
        DRAFT = "draft", _("proposed by a coordinator")
        ASK = "ask", _("asked by a mentee")

    class State(models.TextChoices):
        QUEUED = "queued", _("waits for its turn")
        OPEN = "open", _("waits for an answer")
        TRIAL = "trial", _("a first call")
        STARTED = "started", _("a mentorship")
        DECLINED = "declined", _("no match was made")
        EXPIRED = "expired", _("not answered in time")
        WITHDRAWN = "withdrawn", _("taken back")
        FULL = "full", _("no longer possible")

    OPEN = (State.OPEN, State.TRIAL)
    LIVE = (State.QUEUED, *OPEN)  # not ended: an ask that waits for its turn among them

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="offers")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    mentor = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="offers_as_mentor")
    mentee = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="offers_as_mentee")
    origin = models.CharField(max_length=5, choices=Origin)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="offers")
    points = models.JSONField(default=list)  # as those of a Proposal
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)  # none until its turn comes, for ever if it ends before
    expires_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.SET_NULL, null=True, related_name="offers")

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                name="one_live_offer_per_pair",
                condition=Q(state__in=["queued", "open", "trial"]),
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.code}"

    @property
    def is_ask(self) -> bool:
        return self.origin == Offer.Origin.ASK

    @property
    def is_open(self) -> bool:
        return self.state in Offer.OPEN


class OfferSideQuerySet(models.QuerySet["OfferSide"]):
    def visible_to(self, user: User) -> "OfferSideQuerySet":
        """Audience `offer_reason`: who said it, and the coordinators; never the other, even one who coordinates."""
        told = coordinates(user, "offer__") & ~one_of_the_two(user, "offer__")
        return self.filter(Q(enrolment__person__user=user) | told).distinct()


class OfferSide(models.Model):
    """What one of the two answered. The other is told that a match was made, or that none was."""

    class Answer(models.TextChoices):
        NONE = "", _("not answered")
        YES = "yes", _("yes")
        NO = "no", _("not this time")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="sides")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="offer_sides")
    answer = models.CharField(max_length=3, choices=Answer, blank=True, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    after_call = models.CharField(max_length=3, choices=Answer, blank=True, default=Answer.NONE)
    reason = EncryptedTextField(_("why not this time"), max_length=1000, blank=True)

    objects = OfferSideQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "enrolment"], name="offer_side_once")]

    def __str__(self) -> str:
        return f"side {self.pk}"
