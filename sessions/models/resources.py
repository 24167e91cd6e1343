"""What one of the two hands to the other (or asks to be handed): a link, a file, a book, a place to go to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.agendas import AgendaItem
from sessions.models.files import PairFile


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, user: User) -> "ResourceQuerySet":
        return self.filter(readers_q(user, "resource", mentorship="mentorship")).distinct()


class Resource(models.Model):
    """`slug` names the guide or item of the library it points to, where it does."""

    class Kind(models.TextChoices):
        LINK = "link", _("A link")
        FILE = "file", _("A file")
        BOOK = "book", _("A book")
        COURSE = "course", _("A course")
        EVENT = "event", _("An event")
        NETWORK = "network", _("A network or community")
        GUIDE = "guide", _("From the library")

    class Direction(models.TextChoices):
        """For whom, as its author sees it."""

        PARTNER = "partner", _("for the other")
        AUTHOR = "author", _("for whoever added it")
        BOTH = "both", _("for both")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="resources")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.PARTNER)
    title = EncryptedTextField(_("what it is"), max_length=200)
    why = EncryptedTextField(_("why"), max_length=300, blank=True)
    link = EncryptedTextField(_("link"), max_length=500, blank=True)
    slug = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(PairFile, on_delete=models.SET_NULL, null=True, related_name="+")
    topic = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="resource_number_once")]

    def __str__(self) -> str:
        return f"resource {self.number} of {self.mentorship_id}"

    def is_for(self, member_id: int) -> bool:
        """Whoever it is for may say that they read it."""
        if self.direction == self.Direction.BOTH:
            return True
        return (member_id == self.author_id) == (self.direction == self.Direction.AUTHOR)


class ResourceRead(models.Model):
    """“Read it”: a mark of somebody it is for."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="reads")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "member"], name="resource_read_once")]

    def __str__(self) -> str:
        return f"resource {self.resource_id} read by {self.member_id}"
