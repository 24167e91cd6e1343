"""Told, asked or confirmed: a mentor's own mark on a topic they talked about."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship
from sessions.models import AgendaItem, ToldMark


@transaction.atomic
def mark_topic(*, by: Member, topic: AgendaItem, kind: str) -> ToldMark | None:
    """Press a mark; the same one again takes it away."""
    require(policies.can_mark_topics(by))
    lock_mentorship(by)
    if kind not in ToldMark.Kind.values:
        raise Refusal(_("Choose one of the three marks."))
    if not (topic.discussed or topic.meeting.took_place):
        raise Conflict(_("A topic can be marked once you have talked about it."))
    if ToldMark.objects.filter(topic=topic, kind=kind).delete()[0]:
        return None
    mark, _made = ToldMark.objects.update_or_create(topic=topic, defaults={"kind": kind, "by": by})
    return mark
