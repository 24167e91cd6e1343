"""Feedback as the two see it: what was said, what was asked about it, what somebody takes from it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import (
    Feedback,
    FeedbackDraft,
    FeedbackPoint,
    FeedbackReply,
    FitAnswer,
    Meeting,
    Takeaway,
)
from sessions.queries.faces import Face, face_of

# What may be said beyond the two boxes, in the order in which it is read.
HEADS: dict[str, str | Promise] = {
    "clarity": _("Is it clear?"),
    "situation": _("The situation"),
    "observation": _("What I saw"),
    "effect": _("Its effect"),
    "more_of": _("More of this"),
    "less_of": _("Less of this"),
}


@dataclass(frozen=True)
class Reply:
    by: str
    is_mine: bool
    text: str
    is_example: bool
    at: datetime


@dataclass(frozen=True)
class FeedbackCard:
    pk: int
    by: Face
    is_mine: bool
    about: datetime | None  # when the meeting was; None for the answer to a request
    asked: str  # what was asked about; empty for feedback on a meeting
    url: str
    went_well: str
    try_next: str
    details: list[tuple[str, str]]  # heading and text of what was said beyond
    strengths: list[FeedbackPoint]
    gaps: list[FeedbackPoint]
    replies: list[Reply]
    taken: str
    action_id: int | None
    action_done: bool
    version: int
    recorded_at: datetime
    changeable_until: datetime | None
    read_at: datetime | None
    example_asked: bool

    @property
    def first_words(self) -> str:
        return self.went_well or self.try_next or next((text for _head, text in self.details), "")


def feedback_on(seat: Seat, meeting: Meeting) -> list[FeedbackCard]:
    """What both wrote about a meeting. Three statements where there is something, one where not."""
    return _cards(seat, Feedback.objects.visible_to(seat.user).filter(meeting=meeting))


def feedback_of(seat: Seat) -> list[FeedbackCard]:
    """All there is between the two, the latest first."""
    return _cards(seat, Feedback.objects.visible_to(seat.user).of(seat.mentorship))[::-1]


def feedback_card(seat: Seat, feedback: Feedback) -> FeedbackCard:
    return _cards(seat, Feedback.objects.visible_to(seat.user).filter(pk=feedback.pk))[0]


def match_answer(seat: Seat, meeting: Meeting) -> FitAnswer | None:
    """One's own answer on how the match feels; nobody else's can be read."""
    rows = FitAnswer.objects.visible_to(seat.user).filter(meeting=meeting, author=seat.me)
    return rows.filter(question=FitAnswer.Question.MATCH).first()


def is_first_held(seat: Seat, meeting: Meeting) -> bool:
    rows = Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship)
    return meeting.took_place and not rows.filter(starts_at__lt=meeting.starts_at).took_place().exists()


@dataclass(frozen=True)
class Draft:
    """What stands in the boxes before it is sent, and how the other will read it."""

    words: dict[str, str]
    saved_at: datetime

    @property
    def went_well(self) -> str:
        return self.words.get("went_well", "")

    @property
    def try_next(self) -> str:
        return self.words.get("try_next", "")

    @property
    def details(self) -> list[tuple[str, str]]:
        return [(str(head), self.words[name]) for name, head in HEADS.items() if self.words.get(name)]

    def points(self, kind: str) -> list[dict[str, str]]:
        found = [(f"{kind}_{place}", f"{kind}_{place}_strategy") for place in (1, 2, 3)]
        get = self.words.get
        return [{"text": get(seen, ""), "strategy": get(way, "")} for seen, way in found if get(seen)]

    @property
    def strengths(self) -> list[dict[str, str]]:
        return self.points(FeedbackPoint.Kind.STRENGTH)

    @property
    def gaps(self) -> list[dict[str, str]]:
        return self.points(FeedbackPoint.Kind.GAP)


def draft_of(seat: Seat, meeting: Meeting) -> Draft | None:
    """One's own draft. One statement."""
    row = FeedbackDraft.objects.visible_to(seat.user).filter(meeting=meeting, author=seat.me).first()
    return Draft(json.loads(row.words or "{}"), row.saved_at) if row else None


def as_written(feedback: Feedback, seat: Seat, learned: str) -> dict[str, Any]:
    """The boxes of the form as they were sent. One statement."""
    words: dict[str, Any] = {name: getattr(feedback, name) for name in ("went_well", "try_next", *HEADS)}
    counts = dict.fromkeys(FeedbackPoint.Kind.values, 0)
    for point in FeedbackPoint.objects.visible_to(seat.user).filter(feedback=feedback):
        counts[point.kind] += 1
        name = f"{point.kind}_{counts[point.kind]}"
        words |= {name: point.text, f"{name}_strategy": point.strategy}
    return {**words, "learned": learned, "version": feedback.version}


def _cards(seat: Seat, rows: Any) -> list[FeedbackCard]:
    points = FeedbackPoint.objects.visible_to(seat.user)
    replies = FeedbackReply.objects.visible_to(seat.user)
    taken = Takeaway.objects.visible_to(seat.user).select_related("action")
    found = (
        rows.select_related("meeting", "request")
        .annotate(has_takeaway=Exists(Takeaway.objects.filter(feedback=OuterRef("pk"))))
        .prefetch_related(
            Prefetch("points", queryset=points),
            Prefetch("replies", queryset=replies),
            Prefetch("takeaway", queryset=taken),
        )
        .order_by("recorded_at", "pk")
    )
    faces = {seat.me.pk: face_of(seat.me), seat.partner.pk: face_of(seat.partner)}
    return [_card(seat, row, faces) for row in found if row.author_id in faces]


def _card(seat: Seat, row: Any, faces: dict[int, Face]) -> FeedbackCard:
    mine = row.author_id == seat.me.pk
    code = seat.mentorship.code
    route, subject = (
        ("sessions:feedback", row.meeting) if row.meeting_id else ("sessions:feedback_request", row.request)
    )
    points = list(row.points.all())
    takeaway = row.takeaway if row.has_takeaway else None
    action = takeaway.action if takeaway else None
    may_change = mine and row.meeting_id and row.changeable_until > clock.now()
    return FeedbackCard(
        pk=row.pk,
        by=faces[row.author_id],
        is_mine=mine,
        about=row.meeting.starts_at if row.meeting_id else None,
        asked=row.request.what if row.request_id else "",
        url=reverse(route, args=[code, subject.number]),
        went_well=row.went_well,
        try_next=row.try_next,
        details=_details(row),
        strengths=[point for point in points if point.kind == FeedbackPoint.Kind.STRENGTH],
        gaps=[point for point in points if point.kind == FeedbackPoint.Kind.GAP],
        replies=[_reply(seat, reply, faces) for reply in row.replies.all()],
        taken=takeaway.text if takeaway else "",
        action_id=action.pk if action else None,
        action_done=bool(action and action.done_at),
        version=row.version,
        recorded_at=row.recorded_at,
        changeable_until=row.changeable_until if may_change else None,
        read_at=row.acknowledged_at,
        example_asked=row.example_asked_at is not None,
    )


def _details(row: Feedback) -> list[tuple[str, str]]:
    return [(str(head), text) for name, head in HEADS.items() if (text := getattr(row, name))]


def _reply(seat: Seat, reply: FeedbackReply, faces: dict[int, Face]) -> Reply:
    by = faces.get(reply.author_id)
    return Reply(
        by=by.first_name if by else "",
        is_mine=reply.author_id == seat.me.pk,
        text=reply.text,
        is_example=reply.is_example,
        at=reply.at,
    )
