"""The user: an e-mail address, a zone, a language."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.zones import validate_zone
from mentorship.lib import clock


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with an unusable password unless one is given. Addresses are kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """No username, no staff flag: what somebody may do comes from rows (StaffRole, Member), never from a switch."""

    email = models.EmailField(_("e-mail address"), unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[validate_zone])
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    # When this person last looked at Today: what they have seen there no mail repeats.
    seen_today_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return f"user {self.pk}"


class SpentFormKey(models.Model):
    """A form that was sent, so that sending it twice gives the same answer and not a second row."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    key = models.CharField(max_length=32)
    location = models.CharField(max_length=300, blank=True)
    spent_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="form_key_once")]

    def __str__(self) -> str:
        return f"form key of user {self.user_id}"


class Snooze(models.Model):
    """“Not today”: a line of Today that this person put off. `key` is the line's own, see `Waiting.key`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="snoozes")
    key = models.CharField(max_length=80)
    until = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="snooze_once")]

    def __str__(self) -> str:
        return f"snooze of user {self.user_id}"


class OwnCalendar(models.Model):
    """What somebody’s own calendar is told of their meetings, and which secret address it may ask for them.

    Of the address only a hash rests here: it is shown once, and then nobody can read it any more.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="own_calendar")
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)  # when the address was last made
    # Others may look into a calendar, so by default it says neither with whom nor where.
    names = models.BooleanField(default=False)
    place = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"calendar of user {self.user_id}"
