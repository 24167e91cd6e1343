"""What the two want to talk about, in the mentee's order."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.carrying import MOST
from sessions.actions.mentorships import lock_mentorship
from sessions.models import AgendaItem, Meeting


@transaction.atomic
def add_topic(
    *,
    by: Member,
    meeting: Meeting,
    title: str,
    kind: str = AgendaItem.Kind.TOPIC,
    tried: str = "",
    direction: str = "",
    minutes: int | None = None,
) -> AgendaItem:
    """At the end of the agenda. With a first topic, nobody is reminded of an empty agenda any more."""
    lock_mentorship(by)
    meeting.refresh_from_db(fields=["state"])  # it may have been cancelled while we waited
    if not (allowed := policies.can_add_to_agenda(meeting)):
        raise Conflict(allowed.reason, field="title")
    topics = AgendaItem.objects.filter(meeting=meeting)
    if topics.count() >= MOST:
        raise Refusal(_("Forty topics are more than a meeting holds. Remove one first."), field="title")
    last = topics.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        author=by,
        title=title,
        kind=kind,
        tried=tried,
        direction=direction,
        minutes=minutes,
        position=last + 1,
    )
    ledger.settle("agenda", subject_id=meeting.pk)
    return item


@transaction.atomic
def remove_topic(*, by: Member, item: AgendaItem) -> None:
    require(policies.can_remove_topic(by, item))
    lock_mentorship(by)
    AgendaItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def move_topic(*, by: Member, item: AgendaItem, up: bool) -> None:
    """One place up or down; at either end nothing happens."""
    require(policies.can_order_agenda(by, item.meeting))
    lock_mentorship(by)
    topics = list(AgendaItem.objects.filter(meeting=item.meeting_id))
    here = next((place for place, topic in enumerate(topics) if topic.pk == item.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(topics):
        return
    topics[here], topics[there] = topics[there], topics[here]
    for position, topic in enumerate(topics, start=1):
        topic.position = position
    AgendaItem.objects.bulk_update(topics, ["position"])


@transaction.atomic
def edit_topic(
    *,
    by: Member,
    item: AgendaItem,
    version: int,
    title: str,
    kind: str,
    tried: str = "",
    direction: str = "",
    minutes: int | None = None,
) -> AgendaItem:
    """Its author's words over the version that was read: from two windows, the second gets a conflict."""
    require(policies.can_edit_topic(by, item))
    lock_mentorship(by)
    written = AgendaItem.objects.filter(pk=item.pk, version=version).update(
        title=title, kind=kind, tried=tried, direction=direction, minutes=minutes, version=version + 1
    )
    if not written:
        sentence = _("This topic was changed a moment ago. What is saved now stands below.")
        raise Conflict(sentence, field="title")
    item.refresh_from_db()
    return item


@transaction.atomic
def mark_topic(*, by: Member, item: AgendaItem, mark: str, on: bool) -> AgendaItem:
    """Talked about, or parked for the next time; never both. A second press changes nothing."""
    lock_mentorship(by)
    if mark not in {"discussed", "parked"}:
        raise Refusal(_("Say whether you talked about it or park it."))
    other = "parked" if mark == "discussed" else "discussed"
    AgendaItem.objects.filter(pk=item.pk).update(**({mark: True, other: False} if on else {mark: False}))
    item.refresh_from_db()
    return item
