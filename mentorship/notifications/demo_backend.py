"""Where a mail of the sign-in page goes in demo mode: into the same outbox as every other, to be read there."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.models import DemoMail


class EmailBackend(BaseEmailBackend):
    """Codes and resets do not pass the ledger; in the demo, whose people are invented, they rest in its outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        kept = 0
        for message in email_messages:
            recipient = User.objects.filter(email__in=[address.lower() for address in message.to]).first()
            if recipient is None:
                continue
            DemoMail.objects.create(
                occurrence_key="sign-in",
                recipient=recipient,
                subject=str(message.subject)[:200],
                text=str(message.body),
                why=_("Somebody asked for it on the sign-in page."),
                sent_at=clock.now(),
            )
            kept += 1
        return kept
