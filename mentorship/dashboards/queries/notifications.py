"""What reaches somebody by mail: what they chose, what they stopped, what was told to them in the last ninety days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import Snooze, User
from mentorship.lib import clock
from mentorship.notifications.daily import FOR_GOOD
from mentorship.notifications.kinds import DAILY, KINDS
from mentorship.notifications.models import BouncedAddress, Delivery, MailChoice, MailHours
from programs.queries.roles import Roles

KEPT = timedelta(days=90)
PER_PAGE = 40
State = Delivery.State
# Those about one's own work as a coordinator; everything else with a choice is about a mentorship.
STAFF = ("request_received",)

# Why something planned was not mailed, in words of ours; what is not here is nobody's news.
NOT_MAILED: dict[str, str | Promise] = {
    "seen on Today": _("not mailed: you had seen it on Today"),
    "stopped by its reader": _("not mailed: you stopped it"),
    "not wanted by mail": _("not mailed: you chose so"),
}


@dataclass(frozen=True)
class Told:
    """One thing told to somebody. `within`: it was a line of a daily mail."""

    label: str | Promise
    why: str | Promise
    at: datetime
    state: str | Promise
    group: str
    within: bool = False


def choosable(roles: Roles) -> list[str]:
    """The kinds this person can meet, of those that leave a choice."""
    with_choice = [name for name, kind in KINDS.items() if kind.choices]
    staff = [name for name in with_choice if name in STAFF] if roles.coordinates else []
    own = [name for name in with_choice if name not in STAFF] if roles.enrolled or roles.in_mentorship else []
    return own + staff


def chosen_by(user: User) -> dict[str, str]:
    return dict(MailChoice.objects.filter(user=user).values_list("kind", "when"))


def hours_of(user: User) -> MailHours | None:
    return MailHours.objects.filter(user=user).first()


def stopped_by(user: User) -> int:
    """How many things this person asked never to be asked about again."""
    return Snooze.objects.filter(user=user, until__gte=FOR_GOOD).count()


def bounced(user: User) -> BouncedAddress | None:
    return BouncedAddress.objects.filter(user=user).first()


GROUPS: tuple[tuple[str, str | Promise], ...] = (
    ("mails", _("Mails")),
    ("lines", _("In a daily mail")),
    ("kept", _("Not mailed")),
)


def told_to(user: User, group: str = "") -> list[Told]:
    """The newest first. One statement."""
    rows = (
        Delivery.objects.filter(occurrence__recipient=user, occurrence__planned_at__gt=clock.now() - KEPT)
        .filter(state__in=[State.SENT, State.FAILED, State.CANCELLED])
        .select_related("occurrence", "daily")
        .order_by("-sent_at", "-occurrence__due_at", "-pk")
    )
    told = sorted(_shown(rows.iterator(chunk_size=500)), key=lambda one: one.at, reverse=True)
    return [one for one in told if not group or one.group == group]


def _shown(rows: Iterable[Delivery]) -> Iterable[Told]:
    for row in rows:
        kind = KINDS.get(row.occurrence.kind)
        if kind is None or (row.state == State.CANCELLED and row.last_error not in NOT_MAILED):
            continue
        at = row.sent_at or row.occurrence.due_at
        if row.state == State.CANCELLED and row.occurrence.kind != DAILY:
            yield Told(kind.label, kind.why, at, NOT_MAILED[row.last_error], "kept")
        elif row.state == State.FAILED:
            yield Told(kind.label, kind.why, at, _("could not be delivered"), "kept")
        elif row.state == State.SENT:
            group = "lines" if row.daily_id else "mails"
            yield Told(kind.label, kind.why, at, _("sent"), group, within=row.daily_id is not None)
