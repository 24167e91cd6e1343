"""A person's place in a cohort, in one role."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField, WordsField
from programs.models.organisations import coordinating
from programs.models.people import Person
from programs.models.programs import Cohort


class Role(models.TextChoices):
    """What somebody is in a cohort; one person may be both, never with oneself."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: User) -> "EnrolmentQuerySet":
        """One's own, and those of the programs one coordinates (audience `enrolment_answers`)."""
        coordinated = Q(**coordinating(user, "cohort__program__staff_roles"))
        return self.filter(Q(person__user=user) | coordinated).distinct()

    def mentors(self) -> "EnrolmentQuerySet":
        return self.filter(role=Role.MENTOR)

    def mentees(self) -> "EnrolmentQuerySet":
        return self.filter(role=Role.MENTEE)

    def accepted(self) -> "EnrolmentQuerySet":
        return self.filter(state=Enrolment.State.ACCEPTED)

    def applied(self) -> "EnrolmentQuerySet":
        """Applications nobody has answered: who is on the waiting list was told so."""
        return self.filter(state=Enrolment.State.APPLIED, waiting_since=None)

    def with_live_count(self) -> "EnrolmentQuerySet":
        """Adds `live_mentorships`, which capacity counts."""
        live = models.Count("members", filter=Q(members__mentorship__state="active"), distinct=True)
        return self.annotate(live_mentorships=live)


class Enrolment(models.Model):
    """For a mentor `capacity` is the number of mentees, for a mentee the number of mentors wanted."""

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class GoalKind(models.TextChoices):
        ADVANCE = "advance", _("Advance where I am")
        CHANGE = "change", _("Change field")
        SKILL = "skill", _("Build a skill")
        CHALLENGE = "challenge", _("Handle a challenge")

    class Origin(models.TextChoices):
        """Where a mentor comes from, as they say."""

        SAME_UNIT = "same_unit", _("The same unit as most mentees")
        OTHER_UNIT = "other_unit", _("Another unit of the organisation")
        ALUMNI = "alumni", _("I was here before (alumni)")
        ASSOCIATION = "association", _("An association or a network")
        OUTSIDE = "outside", _("From outside")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="enrolments")
    role = models.CharField(_("role"), max_length=8, choices=Role)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    code = models.CharField(max_length=8, unique=True, default=new_code)
    capacity = models.PositiveSmallIntegerField(
        _("capacity"), default=1, validators=[MinValueValidator(0), MaxValueValidator(20)]
    )
    # More places than a mentor said wait for the mentor's word (`programs.actions.capacity`).
    capacity_asked = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    capacity_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    hours_per_month = models.PositiveSmallIntegerField(
        _("hours a month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(80)]
    )
    asks_paused = models.BooleanField(default=False)  # takes nobody new for now
    # The coordinator who paused it; none where a mentor said so, which no coordinator undoes.
    asks_paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    goal = EncryptedTextField(_("goal"), max_length=1500, blank=True)
    goal_kind = models.CharField(_("kind of goal"), max_length=10, choices=GoalKind, blank=True)
    # A mentor offers these, a mentee wants them; expertise (and code languages, areas) is what a mentor knows.
    topics = WordsField(_("topics"))
    expertise = WordsField(_("expertise"))
    # Of a mentor: the kinds of goal (values of GoalKind) they have been through themselves, and where they come from.
    done = WordsField(_("been through"), db_default=models.Value([], models.JSONField()))
    origin = models.CharField(_("comes from"), max_length=12, choices=Origin, blank=True, db_default="")
    zone_assumed = models.BooleanField(default=False)  # no zone given: the program's was taken
    applied_at = models.DateTimeField(default=clock.now)
    # On the waiting list since then: still an application, so it may be changed, accepted or declined.
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "cohort", "role"], name="enrolment_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.code}"

    @property
    def done_words(self) -> list[str]:
        """What they have been through, as the form words it."""
        return [str(self.GoalKind(kind).label) for kind in self.done if kind in self.GoalKind.values]

    @property
    def is_mentor(self) -> bool:
        return self.role == Role.MENTOR

    @property
    def waits(self) -> bool:
        """On the waiting list."""
        return self.state == Enrolment.State.APPLIED and self.waiting_since is not None

    @property
    def state_words(self) -> str:
        return gettext("on the waiting list") if self.waits else self.get_state_display()

    @property
    def open_capacity(self) -> int:
        """The places matching may count with."""
        return 0 if self.asks_paused else self.capacity
