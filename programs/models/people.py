"""A person in an organisation: somebody who may enrol, with or without an e-mail address."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.accounts.zones import validate_zone, zone
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField, LineField, WordsField
from programs.models.organisations import Organisation, coordinating


def shown_name_of(name: str, reference: str, email: str) -> str:
    """What stands for a person; also where they are read as plain values."""
    return name or reference or email


def first_name_of(name: str, reference: str, email: str) -> str:
    return name.split(maxsplit=1)[0] if name else shown_name_of(name, reference, email)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """Oneself, and whoever is or was enrolled in a program this user coordinates."""
        coordinated = Q(
            **coordinating(user, "enrolments__cohort__program__staff_roles"),
        )
        return self.filter(Q(user=user) | coordinated).distinct()


class Person(models.Model):
    """Unique by e-mail and by reference in an organisation. Shown by name, else by address or reference."""

    # Parts of a usual week: seven days, three parts each, in the person's own zone.
    DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    PARTS = {"am": (8, 12), "pm": (12, 17), "eve": (17, 21)}

    class Seniority(models.IntegerChoices):
        STUDENT = 0, _("Student or starting out")
        JUNIOR = 1, _("Junior (up to 3 years)")
        MIDDLE = 2, _("Experienced (3 to 7 years)")
        SENIOR = 3, _("Senior (7 to 15 years)")
        LEADING = 4, _("Leading (more than 15 years)")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    code = models.CharField(max_length=8, unique=True, default=new_code)
    name = LineField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    reference = LineField(_("own reference"), max_length=80, blank=True)
    department = LineField(_("department"), max_length=120, blank=True)
    seniority = models.PositiveSmallIntegerField(_("seniority"), choices=Seniority, null=True, blank=True)
    line_manager = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("line manager"),
    )
    languages = WordsField(_("languages"))
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[validate_zone])
    usual_hours = WordsField(_("usual hours"))  # of "mon-am" … "sun-eve", in this person's zone
    # Within so many hours from now no time is offered for a meeting.
    notice_hours = models.PositiveSmallIntegerField(
        _("notice"), default=24, validators=[MaxValueValidator(336)]
    )
    contact = EncryptedTextField(_("how I like to be reached"), max_length=300, blank=True)
    shows_contact = models.BooleanField(_("show this to my partner"), default=True)
    introduction = EncryptedTextField(_("introduction"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], name="person_email_once", condition=~Q(email="")
            ),
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="person_reference_once", condition=~Q(reference="")
            ),
            models.CheckConstraint(name="person_has_a_handle", condition=~Q(email="") | ~Q(reference="")),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shared_address(self) -> str:
        """The e-mail address, only if this person wrote it into what the partner may read; else empty."""
        shares = self.shows_contact and self.email and self.email in self.contact.lower()
        return self.email if shares else ""

    @property
    def shown_name(self) -> str:
        return self.shown_as(self.name, self.reference, self.email)

    @staticmethod
    def shown_as(name: str, reference: str, email: str) -> str:
        """The same where only these were read."""
        return name or reference or email

    @property
    def first_name(self) -> str:
        return first_name_of(self.name, self.reference, self.email)

    @property
    def initials(self) -> str:
        words = self.shown_name.replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()

    @property
    def hue(self) -> int:
        """One of the twelve avatar hues, the same for this person everywhere."""
        return (self.pk or 0) * 5 % 12

    def own_zone(self, fallback: str = "UTC") -> ZoneInfo:
        """Where this person lives; `fallback` (the program's zone) until they said."""
        return zone(self.time_zone or fallback)
