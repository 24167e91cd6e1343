"""Trying whether mail leaves this machine, and saying in words what the server answered."""

import smtplib
import socket

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mentorship.lib.refusals import Refusal

ANSWERS: tuple[tuple[type[Exception], str | Promise], ...] = (
    (smtplib.SMTPAuthenticationError, _l("The mail server refused the name or the password in EMAIL_URL.")),
    (smtplib.SMTPRecipientsRefused, _l("The mail server refused your address as a recipient.")),
    (
        smtplib.SMTPSenderRefused,
        _l("The mail server refused the sender. Set DEFAULT_FROM_EMAIL to an address it may send for."),
    ),
    (
        smtplib.SMTPNotSupportedError,
        _l("The mail server does not offer what EMAIL_URL asks for (encryption or a sign-in)."),
    ),
    (socket.gaierror, _l("The name of the mail server in EMAIL_URL was not found.")),
    (
        TimeoutError,
        _l("The mail server did not answer within five seconds. Check host, port and firewall."),
    ),
    (ConnectionRefusedError, _l("Nothing listens at the host and port in EMAIL_URL.")),
)


def send_test_mail(*, to: str) -> str:
    """One mail to the owner who asked, within the request; nothing is stored. Refuses with what failed."""
    if settings.DEMO:
        raise Refusal(_("This is a demo: mail stays in its outbox."))
    if not settings.MAIL_WORKS:
        raise Refusal(_("EMAIL_URL is not set, so mail cannot leave. Set it and start Trellis again."))
    message = EmailMessage(
        subject=_("A test mail from Trellis"),
        body=_("You asked for a test mail. It arrived, so mail works.") + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=5),
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        raise Refusal(explained(error)) from error
    return _("The mail server took the mail for %(to)s. If it does not arrive, look in the spam folder.") % {
        "to": to
    }


def explained(error: Exception) -> str:
    """The server's answer as a sentence somebody can act on."""
    for kind, sentence in ANSWERS:
        if isinstance(error, kind):
            return str(sentence)
    return _("The mail server did not take the mail (%(kind)s).") % {"kind": type(error).__name__}
