"""Two people who work together: Mentorship, and its Members."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedWordsField
from programs.models.enrolments import Enrolment, Role
from programs.models.organisations import coordinating
from programs.models.programs import Cohort


class Channel(models.TextChoices):
    """How two people meet."""

    VIDEO = "video", _("by video")
    PHONE = "phone", _("by phone")
    IN_PERSON = "in_person", _("in person")
    WRITING = "writing", _("in writing")
    MIXED = "mixed", _("as it suits")


class EndReason(models.TextChoices):
    """Why a mentorship ends. All are equally good."""

    PURPOSE_MET = "purpose_met", _("Its purpose is met")
    TIME_UP = "time_up", _("The time we had planned is over")
    CIRCUMSTANCES = "circumstances", _("Circumstances have changed")
    NOT_A_FIT = "not_a_fit", _("We are not the right two for this")


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def of_member(self, user: User) -> "MentorshipQuerySet":
        """The mentorships this person is part of: whoever opens the space is one of its members."""
        return self.filter(members__enrolment__person__user=user).distinct()

    def coordinated_by(self, user: User) -> "MentorshipQuerySet":
        """Facts only: the mentorships of the programs this person coordinates."""
        return self.filter(**coordinating(user, "cohort__program__staff_roles")).distinct()

    def visible_to(self, user: User) -> "MentorshipQuerySet":
        """That it exists, who is in it, when they met: for its members and coordinators (`meeting_facts`)."""
        own = Q(members__enrolment__person__user=user)
        coordinated = Q(**coordinating(user, "cohort__program__staff_roles"))
        return self.filter(own | coordinated).distinct()

    def active(self) -> "MentorshipQuerySet":
        return self.filter(state=Mentorship.State.ACTIVE)

    def in_contact(self) -> "MentorshipQuerySet":
        """Active, and contact was not stopped: those whose two may be mailed about each other."""
        return self.active().filter(contact_stopped_at=None)

    def awake(self) -> "MentorshipQuerySet":
        """In contact, and not resting by the wish of the two: those who may be reminded."""
        return self.in_contact().exclude(paused_until__gt=clock.now().date())


class Mentorship(models.Model):
    """Active once published or paired by hand; what the pair agrees on gates nothing."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="mentorships")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    rhythm_weeks = models.PositiveSmallIntegerField(
        _("weeks between meetings"), default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    meeting_minutes = models.PositiveSmallIntegerField(_("minutes of a meeting"), default=45)
    channel = models.CharField(_("how we meet"), max_length=10, choices=Channel, blank=True)
    # The day on which they go on; it stays when it has passed, so that silence counts from there.
    paused_until = models.DateField(null=True, blank=True)
    # Because something felt wrong (`Concern.stops_contact`): nothing is written, nobody is mailed.
    contact_stopped_at = models.DateTimeField(null=True, blank=True)
    # Which of the topics they asked for the mentee sees covered here: those with several mentors keep the map by it.
    covers = EncryptedWordsField()
    # The ids of the two people, smaller first: what makes a second live mentorship of the same two impossible.
    pair_key = models.CharField(max_length=42, editable=False)
    started_at = models.DateTimeField(default=clock.now)
    # The last day that is planned; none: that of the cohort. Reaching it ends nothing by itself.
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Whom it replaced: the one of the two who stays may bring their open goals over.
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    end_reason = models.CharField(max_length=16, choices=EndReason, blank=True)
    contact_at = models.DateTimeField(
        null=True, blank=True
    )  # the last message or update; the rhythm counts it

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "pair_key"],
                name="one_live_mentorship_per_pair",
                condition=Q(state="active"),
            )
        ]

    def __str__(self) -> str:
        return f"mentorship {self.code}"

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > clock.now().date()

    @staticmethod
    def key_of(mentor: Enrolment, mentee: Enrolment) -> str:
        return "-".join(str(pk) for pk in sorted((mentor.person_id, mentee.person_id)))


class Member(models.Model):
    """Authors and readers of everything private are Members; circles will have more than two."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="members")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=8, choices=Role)
    # May the titles of topics stand in mails between the two? None: not asked yet. Both must have said yes.
    agenda_in_mail = models.BooleanField(null=True, default=None)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "enrolment"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.role} of {self.mentorship_id}"

    @property
    def is_mentor(self) -> bool:
        return self.role == Role.MENTOR
