"""Files the two keep together: what a resource or a piece of evidence points to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedBytesField, EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q


class PairFileQuerySet(models.QuerySet["PairFile"]):
    def visible_to(self, user: User) -> "PairFileQuerySet":
        """Without their content, which only `with_data` fetches."""
        return self.filter(readers_q(user, "pair_file", mentorship="mentorship")).distinct().defer("data")

    def with_data(self) -> "PairFileQuerySet":
        return self.defer(None)


class PairFile(models.Model):
    """In the database and encrypted, its name too, so that one backup holds everything and a disk shows nothing."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(_("name of the file"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    data = EncryptedBytesField(_("the file"))
    created_at = models.DateTimeField(default=clock.now)

    objects = PairFileQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "number"], name="file_number_once")]

    def __str__(self) -> str:
        return f"file {self.number} of {self.mentorship_id}"
