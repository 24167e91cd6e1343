"""The writer of every mail: a daily mail out of lines, a reminder by itself, any other by its composer.

`mentorship.outbox` fills in who knows what: composers and readers by kind, where people live, whose name signs.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models.expressions import BaseExpression
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.lines import Line
from mentorship.notifications import asking
from mentorship.notifications.daily import Item, Reader, Taken, gather, lines_of
from mentorship.notifications.fewer import stop_link
from mentorship.notifications.hours import Hours
from mentorship.notifications.kinds import DAILY, KINDS
from mentorship.notifications.mail import Mail, subject_of
from mentorship.notifications.models import Delivery, Lane, MailChoice, MailHours, Occurrence

MOST = 5  # lines of one mail; Today has them all
RANK_OF_MAILS = 35  # what is usually a mail of its own: after what is about today, before what can wait
logger = logging.getLogger(__name__)

State = Delivery.State
Compose = Callable[[Occurrence], Mail | None]


@dataclass
class Desk:
    """What one batch needs, read once: hours and choices of its readers, what their daily mails take along."""

    composers: Mapping[str, Compose]
    readers: Mapping[str, Reader]
    zone_of_reader: BaseExpression
    signed_by: Callable[[list[int]], Mapping[int, str]]
    hours: dict[int, Hours] = field(default_factory=dict)
    choices: dict[tuple[int, str], str] = field(default_factory=dict)
    taken: dict[int, Taken] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def prepare(self, batch: list[Delivery]) -> None:
        self.hours = self._hours(batch)
        people = list(self.hours)
        chosen = (
            MailChoice.objects.filter(user__in=people).values_list("user", "kind", "when") if people else ()
        )
        self.choices = {(user, kind): when for user, kind, when in chosen}
        daily = [row.occurrence.recipient_id for row in batch if row.occurrence.kind == DAILY]
        self.taken = gather(daily, self._all_readers(), self.hours) if daily else {}
        self.names = self.signed_by(people) if people else {}

    def _hours(self, batch: list[Delivery]) -> dict[int, Hours]:
        """Of those whose mail minds the hour. Two statements."""
        slow = [row.pk for row in batch if row.lane != Lane.FAST]
        if not slow:
            return {}
        rows = Delivery.objects.filter(pk__in=slow).annotate(zone=self.zone_of_reader)
        zones = dict(rows.values_list("occurrence__recipient", "zone"))
        chosen = {one.user_id: one for one in MailHours.objects.filter(user__in=list(zones))}
        return {pk: Hours.of(zone(name), chosen.get(pk)) for pk, name in zones.items()}

    def not_now(self, delivery: Delivery) -> dict[str, Any]:
        reader, kind = delivery.occurrence.recipient_id, delivery.occurrence.kind
        if reader not in self.hours or kind == DAILY:
            return {}
        return asking.not_now(delivery, self.hours[reader], self.choices.get((reader, kind)))

    def compose(self, occurrence: Occurrence) -> Mail | None:
        if occurrence.kind == DAILY:
            return self._daily(occurrence)
        if self.choices.get((occurrence.recipient_id, occurrence.kind)) == MailChoice.When.NEVER:
            return None
        if occurrence.kind in self.readers:
            item = self.readers[occurrence.kind]([occurrence]).get(occurrence.pk)
            return self._of_lines(occurrence, [item], {occurrence.kind}) if isinstance(item, Item) else None
        mail = self.composers[occurrence.kind](occurrence)
        return mail and with_reason(mail, occurrence.kind)

    def _daily(self, occurrence: Occurrence) -> Mail | None:
        taken = self.taken[occurrence.recipient_id]
        items = lines_of(taken)
        if not items or _seen(occurrence, taken):
            return None
        return self._of_lines(occurrence, items, {row.occurrence.kind for row, _item in taken.told})

    def _of_lines(self, occurrence: Occurrence, items: list[Item], kinds: set[str]) -> Mail | None:
        reader = occurrence.recipient
        lines = worded(items[:MOST])
        if not lines:
            return None
        alone = len(items) == 1
        kind = next(iter(kinds)) if len(kinds) == 1 else DAILY
        told = [shown(line, reader) for line in lines]
        return Mail(
            template="notifications/emails/daily",
            context={
                "lines": told,
                "alone": alone,
                "more": len(items) - len(lines),
                "subject": _subject(lines, len(items)),
                "link": told[0]["link"] if alone else mailed_link(reader, reverse("dashboards:today")),
                "button": lines[0].action if alone else _("Open Today"),
                "why": KINDS[kind].why,
            },
            sender_name=self.names.get(reader.pk, ""),
            kind=kind,
        )

    def done(self, delivery: Delivery, *, sent: bool) -> None:
        """The rows a daily mail told of are sent with it; those that lost their point say why."""
        if delivery.occurrence.kind != DAILY:
            return
        taken, due = self.taken[delivery.occurrence.recipient_id], Delivery.objects.filter(state=State.DUE)
        told = [row.pk for row, _item in taken.told]
        if sent:
            due.filter(pk__in=told).update(state=State.SENT, sent_at=clock.now(), daily=delivery.pk)
        elif told:
            due.filter(pk__in=told).update(state=State.CANCELLED, last_error="seen on Today")
        for why in set(taken.gone.values()):
            gone = [pk for pk, reason in taken.gone.items() if reason == why]
            due.filter(pk__in=gone).update(state=State.CANCELLED, last_error=why)

    def _all_readers(self) -> Mapping[str, Reader]:
        """Also of kinds that are a mail of their own and were put into the daily one."""
        told = {kind: _as_line(kind, compose) for kind, compose in self.composers.items()}
        return {**told, **self.readers}


def _as_line(kind: str, compose: Compose) -> Reader:
    """A mail as a line: its subject, its button. A statement or two each, for what is rare.

    One that would be cut short says how it begins (`beginning`), and where it is read in full (`read_at`, `read`).
    """

    def item_of(one: Occurrence) -> Item | None:
        return Item(RANK_OF_MAILS, one.key, lambda: _line(one)) if compose(one) else None

    def _line(one: Occurrence) -> Line:
        mail = compose(one)
        if mail is None:
            raise LookupError("no longer wanted")
        context = mail.context
        title = subject_of(mail)
        return Line(
            RANK_OF_MAILS,
            one.key,
            title,
            str(context.get("beginning", "")),
            str(context.get("read_at") or context["link"]),
            str(context.get("read") or context["button"]),
            2,
            str(KINDS[kind].why),
        )

    return lambda occurrences: {one.pk: item_of(one) for one in occurrences}


def with_reason(mail: Mail, kind: str) -> Mail:
    return replace(mail, context={"why": KINDS[kind].why, **mail.context})


def worded(items: list[Item]) -> list[Line]:
    """Their lines. One that cannot be written is left out and logged, without its text: the others must not wait."""
    lines = []
    for item in items:
        try:
            lines.append(item.words())
        except Exception as error:
            logger.error("A line of a daily mail (%s): %s", item.key.partition("-")[0], type(error).__name__)  # noqa: TRY400
    return lines


def shown(line: Line, reader: Any) -> dict[str, str]:
    return {
        "title": line.title,
        "detail": line.detail,
        "action": line.action,
        "link": line.url if "://" in line.url else mailed_link(reader, line.url),
        "stop": stop_link(reader, line.key),
    }


def _subject(lines: list[Line], count: int) -> str:
    if count == 1:
        return lines[0].title
    return _("%(first)s, and %(n)s more") % {"first": lines[0].title, "n": count - 1}


def _seen(occurrence: Occurrence, taken: Taken) -> bool:
    """Has this person looked at Today since the last of these things came up?"""
    at = occurrence.recipient.seen_today_at
    return at is not None and all(
        KINDS[row.occurrence.kind].on_today and max(row.due_at, row.occurrence.planned_at) <= at
        for row, _item in taken.told
    )
