"""The demo's outbox: every mail that would have left, newest first."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.notifications.models import DemoMail, Heartbeat
from programs.models import Organisation, Person

MORNING = time(8, 30)


@dataclass(frozen=True)
class ShownMail:
    pk: int
    to: str
    subject: str
    text: str
    why: str
    sent_at: datetime


def demo_mails(sent_at: datetime | None = None) -> QuerySet[DemoMail]:
    """All of them, or those of one morning, which share its instant."""
    mails = DemoMail.objects.select_related("recipient").order_by("-sent_at", "-pk")
    return mails.filter(sent_at=sent_at) if sent_at else mails


def shown(mails: list[DemoMail]) -> list[ShownMail]:
    """With the names of their readers, in one more statement for the whole page."""
    people = Person.objects.filter(user__in={mail.recipient_id for mail in mails})
    names = {person.user_id: f"{person.shown_name} <{person.email}>" for person in people}
    return [
        ShownMail(
            pk=mail.pk,
            to=names.get(mail.recipient_id) or mail.recipient.email,
            subject=mail.subject,
            text=mail.text,
            why=mail.why,
            sent_at=mail.sent_at,
        )
        for mail in mails
    ]


def home_zone() -> ZoneInfo:
    """The zone of the demo's organisation."""
    return zone(Organisation.objects.order_by("pk").values_list("time_zone", flat=True).first() or "UTC")


def next_morning() -> datetime:
    """08:30 in the organisation's zone, on the day after the latest morning the demo has seen."""
    here = home_zone()
    seen = Heartbeat.objects.filter(name="demo_morning").first()
    days = [clock.today(here), *([seen.beat_at.astimezone(here).date()] if seen else [])]
    return clock.wall_time(max(days) + timedelta(days=1), MORNING, here)
