"""The library: what coordinators add to the guides Trellis brings along, and who has read what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import LineField, WordsField
from programs.models.enrolments import Enrolment
from programs.models.organisations import coordinating
from programs.models.programs import Program


class LibraryItemQuerySet(models.QuerySet["LibraryItem"]):
    def coordinated_by(self, user: User) -> "LibraryItemQuerySet":
        return self.filter(**coordinating(user, "program__staff_roles"))

    def visible_to(self, user: User) -> "LibraryItemQuerySet":
        """The people of the program: whoever was accepted into one of its cohorts, and its coordinators."""
        own = Q(
            program__cohorts__enrolments__person__user=user,
            program__cohorts__enrolments__state=Enrolment.State.ACCEPTED,
        )
        coordinated = Q(**coordinating(user, "program__staff_roles"))
        return self.filter(own | coordinated).distinct()


class LibraryItem(models.Model):
    """A link, a text, or both. Nothing here is private: it is written for everybody in the program."""

    class ForWhom(models.TextChoices):
        EVERYBODY = "everybody", _("everybody")
        MENTORS = "mentor", _("mentors")
        MENTEES = "mentee", _("mentees")

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="library_items")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    title = LineField(_("title"), max_length=160)
    link = models.CharField(_("link"), max_length=500, blank=True)
    text = models.TextField(_("text"), max_length=12_000, blank=True)
    topics = WordsField(_("topics"))
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), null=True, blank=True)
    language = LineField(_("language"), max_length=40, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=10, choices=ForWhom, default=ForWhom.EVERYBODY)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class LibraryMarkQuerySet(models.QuerySet["LibraryMark"]):
    def visible_to(self, user: User) -> "LibraryMarkQuerySet":
        """One's own. What somebody read is nobody else's business."""
        return self.filter(user=user)


class LibraryMark(models.Model):
    """“I’ve read it”: of a guide, by its slug, or of an item, by its code."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="library_marks")
    slug = models.CharField(max_length=40)
    read_at = models.DateTimeField(default=clock.now)

    objects = LibraryMarkQuerySet.as_manager()

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "slug"], name="library_mark_once")]

    def __str__(self) -> str:
        return f"{self.slug} read by {self.user_id}"
