"""One mail to one person: text first, an HTML alternative, one button, sometimes a calendar invitation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from textwrap import fill
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mentorship.notifications.fewer import fewer_link, kind_to_stop
from mentorship.notifications.models import Occurrence


@dataclass(frozen=True)
class Mail:
    """What an app's emails.py composes of an occurrence.

    `template` names a folder of templates: `<template>/subject.txt`, `body.txt`, `body.html`, rendered with
    `context` (which holds `link`, the address of the one button, and `why`, a sentence on why this came).
    `reply_to` is the partner's address where that person shares it; a coordinator's only in the coordinator's own note.
    `calendar` is an iCalendar text with its METHOD, "REQUEST" or "CANCEL". `kind`, where it is not the occurrence's:
    what one press of “unsubscribe” stops.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    reply_to: str = ""
    sender_name: str = ""
    calendar: str = ""
    calendar_method: str = "REQUEST"
    kind: str = ""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str
    why: str


def render_mail(mail: Mail, fewer: str = "") -> Rendered:
    """A mail without Reply-To says, after its reason, that answers are not read; `fewer` leads to how to get less."""
    context = {**mail.context, "sender_name": mail.sender_name, "reply_to": mail.reply_to, "fewer": fewer}
    context["unread"] = "" if mail.reply_to else unread_note(to_write=bool(context.get("link")))
    return Rendered(
        subject=subject_of(mail),
        text=_wrapped(
            f"{render_to_string(f'{mail.template}/body.txt', context).strip()}\n{context['unread']}"
            + (f"\n{_('Fewer mails like this:')}\n{fewer}" if fewer else "")
        ),
        html=render_to_string(f"{mail.template}/body.html", context),
        why=str(context.get("why", "")),
    )


def subject_of(mail: Mail) -> str:
    return " ".join(render_to_string(f"{mail.template}/subject.txt", dict(mail.context)).split())


def _wrapped(text: str) -> str:
    """Lines of at most 72 characters; an address is never broken."""
    lines = (
        line if "://" in line else fill(line, 72, break_long_words=False)
        for line in text.rstrip().split("\n")
    )
    return "\n".join(lines) + "\n"


def message_of(occurrence: Occurrence, mail: Mail) -> EmailMultiAlternatives:
    """The message, to exactly one address. Its Message-ID is the occurrence's key: the same on every try."""
    stops = kind_to_stop(occurrence.kind, mail.kind)
    fewer = fewer_link(occurrence.recipient, stops) if stops else ""
    rendered = render_mail(mail, fewer)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = sender[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        from_email=formataddr((" ".join(mail.sender_name.split()) or sender[0], sender[1])),
        to=[occurrence.recipient.email],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{occurrence.key}@{host}>",
            "Auto-Submitted": "auto-generated",
            # RFC 8058: mail programs offer one press, which posts to this address without a sign-in.
            **(
                {"List-Unsubscribe": f"<{fewer}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
                if fewer
                else {}
            ),
        },
    )
    message.attach_alternative(rendered.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
    return message


def unread_note(*, to_write: bool = False) -> str:
    """The sentence for mails nobody reads answers to; where there is a link, it leads to where one can write."""
    unread = _("Answers to this mail are not read.")
    return f"{unread} {_('To answer, follow the link above.')}" if to_write else unread
