"""A hold on mail: a restored copy sends nothing until somebody says that it is the one to go on with."""

from mentorship.lib import clock
from mentorship.notifications.models import Delivery, MailHold

ONLY = 1


def hold(reason: str) -> None:
    MailHold.objects.update_or_create(pk=ONLY, defaults={"since": clock.now(), "reason": reason[:200]})


def current() -> MailHold | None:
    return MailHold.objects.filter(pk=ONLY).first()


def release() -> None:
    MailHold.objects.filter(pk=ONLY).delete()


def drop_waiting() -> int:
    """Everything that would leave now or was on its way when the copy was made."""
    waiting = Delivery.objects.filter(state__in=[Delivery.State.DUE, Delivery.State.SENDING])
    return waiting.filter(due_at__lte=clock.now()).update(
        state=Delivery.State.CANCELLED, last_error="dropped after a restore", token="", lease_until=None
    )
