"""Ways out for a mail: over one connection to the mail server, or, in demo mode, into the demo's outbox."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from types import TracebackType
from typing import Protocol, Self

from django.core.mail import EmailMultiAlternatives, get_connection

from mentorship.lib import clock
from mentorship.notifications.models import DemoMail, Occurrence


class Unreachable(Exception):  # noqa: N818 - said of the mail server
    """No connection at all: everything waits."""


class Deferred(Exception):  # noqa: N818 - what SMTP calls it
    """Not now: this mail is tried again later."""


class Refused(Exception):  # noqa: N818 - what SMTP calls it
    """Never: the server said no for good to this mail or its address."""


class Sender(Protocol):
    # True when sending is writing rows here: then sending and marking are one transaction.
    in_transaction: bool

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, occurrence: Occurrence, message: EmailMultiAlternatives, why: str) -> None: ...


class Post:
    """The mail server of EMAIL_URL; every step of the talk with it has EMAIL_TIMEOUT seconds."""

    in_transaction = False

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, occurrence: Occurrence, message: EmailMultiAlternatives, why: str) -> None:
        """Raises Unreachable, Deferred or Refused; returns when the server has taken the mail over."""
        refuse_several(message)
        try:
            self.connection.open()
        except (OSError, SMTPException) as error:
            self._hang_up()
            raise Unreachable(said(error)) from error
        try:
            self.connection.send_messages([message])
        except (SMTPRecipientsRefused, SMTPDataError) as error:
            self._hang_up()
            raise (Refused if code_of(error) >= 500 else Deferred)(said(error)) from error
        except (OSError, SMTPException) as error:
            # A refused sender or sign-in is our own setting, not this mail's fault: it waits for the repair.
            self._hang_up()
            raise Deferred(said(error)) from error

    def _hang_up(self) -> None:
        try:
            self.connection.close()
        except (OSError, SMTPException):
            self.connection = get_connection()


class DemoOutbox:
    """The demo's way out: a row instead of a mail."""

    in_transaction = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def send(self, occurrence: Occurrence, message: EmailMultiAlternatives, why: str) -> None:
        refuse_several(message)
        html = next((str(part[0]) for part in message.alternatives if part[1] == "text/html"), "")
        DemoMail.objects.create(
            occurrence_key=occurrence.key,
            recipient=occurrence.recipient,
            subject=str(message.subject)[:200],
            text=str(message.body),
            html=html,
            why=why[:200],
            sent_at=clock.now(),
        )


def refuse_several(message: EmailMultiAlternatives) -> None:
    """One mail has one reader. Anything else would show people each other's addresses."""
    if len(message.recipients()) != 1:
        raise ValueError("a mail goes to exactly one address")


def code_of(error: SMTPException) -> int:
    if isinstance(error, SMTPRecipientsRefused):
        return max((answer[0] for answer in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0


def said(error: Exception) -> str:
    """What went wrong, for the ledger: the server's code and words, or the kind of error."""
    if isinstance(error, SMTPRecipientsRefused):
        words: bytes | str = next((answer[1] for answer in error.recipients.values()), b"")
    elif isinstance(error, SMTPResponseException):
        words = error.smtp_error
    else:
        return type(error).__name__
    code, text = code_of(error), words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:200]
