"""Told, asked or confirmed: the marks on the topics of a meeting, and their trend. For the two alone."""

from dataclasses import dataclass

from sessions.access import Seat
from sessions.models import AgendaItem, Meeting, ToldMark

ENOUGH, LATEST = 5, 8


@dataclass(frozen=True)
class MarkedTopic:
    pk: int
    title: str
    mark: str  # one of ToldMark.Kind, or empty


@dataclass(frozen=True)
class Trend:
    """Of the latest marked topics (eight at most), how many were told, asked, confirmed."""

    topics: int
    told: int
    asked: int
    confirmed: int

    @property
    def bars(self) -> list[dict[str, str]]:
        """Asked, confirmed, told: one after the other on a width of 320."""
        made, left = [], 0.0
        for count, shade in ((self.asked, "1"), (self.confirmed, ".55"), (self.told, ".25")):
            width = 320 * count / self.topics
            made.append({"x": f"{left:.1f}", "width": f"{width:.1f}", "shade": shade})
            left += width
        return made


def marked_topics(seat: Seat, meeting: Meeting) -> list[MarkedTopic]:
    """What the two talked about. All of the agenda where nobody ticked off single topics. Two statements."""
    rows = list(AgendaItem.objects.visible_to(seat.user).filter(meeting=meeting).order_by("position", "pk"))
    if not meeting.took_place:
        rows = [row for row in rows if row.discussed]
    marks = ToldMark.objects.visible_to(seat.user).filter(topic__meeting=meeting)
    kinds = dict(marks.values_list("topic_id", "kind"))
    return [MarkedTopic(row.pk, row.title, kinds.get(row.pk, "")) for row in rows]


def told_trend(seat: Seat) -> Trend | None:
    """None below five marks: a single meeting is no trend. One statement."""
    rows = ToldMark.objects.visible_to(seat.user).filter(topic__meeting__mentorship=seat.mentorship)
    latest = rows.order_by("-topic__meeting__starts_at", "-topic__position", "-pk")
    kinds = [
        kind
        for kind, _at, _place, _pk in latest.values_list(
            "kind", "topic__meeting__starts_at", "topic__position", "pk"
        )[:LATEST]
    ]
    if len(kinds) < ENOUGH:
        return None
    return Trend(
        topics=len(kinds),
        told=kinds.count(ToldMark.Kind.TOLD),
        asked=kinds.count(ToldMark.Kind.ASKED),
        confirmed=kinds.count(ToldMark.Kind.CONFIRMED),
    )
