"""What somebody ought to look at, said once in the log when it begins and once when it is over."""

import logging

from django.db import IntegrityError, transaction

from mentorship.lib import clock
from mentorship.work.models import Alarm

SENTENCES = {
    "mail late": "A mail has been due for more than 15 minutes and has not left. /system/ says more.",
    "sweeps late": "No sweep for mails has come to its end for some minutes: is a worker (or the clock) alive?",
}

logger = logging.getLogger(__name__)


def begin(name: str) -> None:
    """Every process asks for this every few seconds; whoever writes the row says the line."""
    if not Alarm.objects.filter(name=name).exists() and _begun(name):
        logger.error("ALARM, %s: %s", name, SENTENCES[name])


def end(name: str) -> None:
    if Alarm.objects.filter(name=name).exists() and Alarm.objects.filter(name=name).delete()[0]:
        logger.warning("Over: %s.", name)


def _begun(name: str) -> bool:
    try:
        with transaction.atomic():
            Alarm.objects.create(name=name, since=clock.now())
    except IntegrityError:  # another process was first, and says it
        return False
    return True
