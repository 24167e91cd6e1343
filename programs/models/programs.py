"""A program (what, for whom, how) and its cohorts (who, from when to when)."""

from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.accounts.zones import validate_zone, zone
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import LineField, WordsField
from programs.models.organisations import Organisation, coordinating


class Part(models.TextChoices):
    """What a program's people find beyond agreement, goals, meetings, feedback and review.

    What is off leaves no link, tab, line or mail (`sessions.access.require_part`, `frame.parts`).
    """

    MESSAGES = "messages", _("Messages and short updates")
    NOTES = "notes", _("Notes of all meetings in one place")
    JOURNAL = "journal", _("A private journal")
    THANKS = "thanks", _("Thanks and encouragement")
    RESOURCES = "resources", _("Resources the two share")
    ADVICE = "advice", _("Advice and what became of it")
    DECISIONS = "decisions", _("A log of decisions and confidence")
    TOLD_ASKED = "told_asked", _("Told, asked or confirmed: marks on topics")
    INTRODUCTIONS = "introductions", _("Introductions to other people")
    ROLE_SWAP = "role_swap", _("Swapping roles for a meeting")
    TIMELINE = "timeline", _("A timeline of the cohort, and who comes to what")
    SURVEYS = "surveys", _("Four questions at the start and at the end")


USUAL_PARTS = (
    Part.MESSAGES,
    Part.NOTES,
    Part.JOURNAL,
    Part.THANKS,
    Part.RESOURCES,
    Part.ADVICE,
    Part.TIMELINE,
)


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: User) -> "ProgramQuerySet":
        """Programs this person coordinates. Nobody else sees a program's inside, owners included."""
        return self.filter(**coordinating(user, "staff_roles"))


class Program(models.Model):
    class Kind(models.TextChoices):
        CLASSIC = "classic", _("Classic: somebody experienced with somebody learning")
        ONBOARDING = "onboarding", _("Onboarding: a buddy for the first months")
        REVERSE = "reverse", _("Reverse: juniors advise seniors")
        PEER = "peer", _("Peer: two people on the same level")
        CROSS = "cross", _("Across departments")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="programs")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    name = LineField(_("name"), max_length=120)
    purpose = models.TextField(_("purpose"), max_length=600, blank=True)
    kind = models.CharField(_("kind of mentoring"), max_length=12, choices=Kind, default=Kind.CLASSIC)
    months = models.PositiveSmallIntegerField(
        _("length in months"), default=6, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    rhythm_weeks = models.PositiveSmallIntegerField(
        _("weeks between meetings"), default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_zone])
    # Values of Part. None: nobody chose, so the usual ones.
    chosen_parts = WordsField(_("parts"), null=True, default=None)
    # What its pairs may take as their agreement. None: our own words for its kind (`queries.suggestions`).
    suggested_terms = models.JSONField(null=True, default=None, editable=False)
    # Whoever took part may download a page that says so.
    gives_certificates = models.BooleanField(_("certificates"), default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects = ProgramQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)

    @property
    def between_peers(self) -> bool:
        """Two on the same level: nobody is called the other's mentor, though one seat of each pair is."""
        return self.kind == Program.Kind.PEER

    @property
    def parts(self) -> frozenset[str]:
        """What this program's pairs use."""
        chosen = USUAL_PARTS if self.chosen_parts is None else self.chosen_parts
        return frozenset(Part(part).value for part in chosen)


Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def that_use(rows: Rows, part: Part, program: str) -> Rows:
    """Only rows of programs that use `part`; `program` is the lookup path to the program."""
    chosen = f"{program}__chosen_parts"
    told = Q(words__contains=f'"{part.value}"')
    if part in USUAL_PARTS:  # where nobody chose, the usual ones
        told |= Q(**{f"{chosen}__isnull": True})
    return rows.annotate(words=Cast(chosen, models.TextField())).filter(told)


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: User) -> "CohortQuerySet":
        """Cohorts of the programs this person coordinates."""
        return self.filter(**coordinating(user, "program__staff_roles"))


class Cohort(models.Model):
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="cohorts")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    name = LineField(_("name"), max_length=120)
    enrol_from = models.DateField(_("enrolment opens"))
    enrol_until = models.DateField(_("enrolment closes"))
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    # Since somebody first let the computer look for pairs (`policies.matching_has_started`).
    matching_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Over and put away: coordinators only read it (`programs.views.archived`).
    archived_at = models.DateTimeField(null=True, blank=True)
    # The last day on which the private texts of its pairs are kept; none: no day was named.
    texts_until = models.DateField(null=True, blank=True)
    texts_deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cohort_ends_after_start", condition=models.Q(ends_on__gt=models.F("starts_on"))
            ),
            models.CheckConstraint(
                name="enrolment_closes_after_opening",
                condition=models.Q(enrol_until__gte=models.F("enrol_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def enrolment_is_open(self) -> bool:
        """Open on both days, as a calendar in the program's zone shows them."""
        if self.archived_at is not None:
            return False
        return self.enrol_from <= clock.today(self.program.zone) <= self.enrol_until
