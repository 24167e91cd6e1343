"""Feedback, questions for it, and what both take from it; the draft is its author's, a counted answer nobody's."""

import json
from collections.abc import Callable

from django.urls import reverse

from sessions.actions import feedback_replies, feedback_requests
from sessions.actions.feedback import More, Point, record_feedback, save_draft
from sessions.actions.learning import write_learning
from sessions.models import (
    Feedback,
    FeedbackDraft,
    FeedbackPoint,
    FeedbackReply,
    FeedbackRequest,
    LearningEntry,
    Meeting,
    Takeaway,
)
from tests.access import places
from tests.access.row import MEMBERS_ONLY, MENTEE_ONLY, MENTOR_ONLY, Row
from tests.sessions import rows
from tests.world import World

OF_MEETINGS = ("went_well", "try_next", "situation", "observation", "effect", "more_of", "less_of")
ONE_PRESS = {"get": 405, "hx": 405}
NAMED_BY_THE_PAGE = Row(MEMBERS_ONLY, post=404, to=places.own_pair, **ONE_PRESS)


def _meeting(world: World) -> Meeting:
    return rows.meeting(world.ada_ben, days=-1, number=901)


def given(world: World) -> places.Kwargs:
    """A meeting Ada gave feedback on just now."""
    kwargs = places.past_meeting(world)
    meeting = Meeting.objects.get(mentorship=world.ada_ben, number=kwargs["number"])
    record_feedback(by=rows.seats(world.ada_ben)[0], meeting=meeting, went_well="You came prepared.")
    return kwargs


def asked(world: World) -> places.Kwargs:
    """Ben asks; Ada has not answered."""
    request = feedback_requests.ask_for_feedback(by=rows.seats(world.ada_ben)[1], what="My talk")
    return {**places.own_pair(world), "number": request.number}


def made_feedback(world: World, text: str) -> Feedback:
    texts = dict.fromkeys((*OF_MEETINGS, "clarity"), text)
    return Feedback.objects.create(meeting=_meeting(world), author=rows.seats(world.ada_ben)[0], **texts)


def made_point(world: World, text: str) -> FeedbackPoint:
    row = made_feedback(world, text)
    return FeedbackPoint.objects.create(feedback=row, kind="gap", text=text, strategy=text, position=0)


def made_reply(world: World, text: str) -> FeedbackReply:
    author = rows.seats(world.ada_ben)[1]
    return FeedbackReply.objects.create(feedback=made_feedback(world, text), author=author, text=text)


def made_takeaway(world: World, text: str) -> Takeaway:
    author = rows.seats(world.ada_ben)[1]
    return Takeaway.objects.create(feedback=made_feedback(world, text), author=author, text=text)


def made_draft(world: World, text: str) -> FeedbackDraft:
    return FeedbackDraft.objects.create(
        meeting=_meeting(world), author=rows.seats(world.ada_ben)[0], words=text
    )


def made_request(world: World, text: str) -> FeedbackRequest:
    author = rows.seats(world.ada_ben)[1]
    return FeedbackRequest.objects.create(
        mentorship=world.ada_ben, number=901, author=author, what=text, link=text
    )


def made_learning(world: World, text: str) -> LearningEntry:
    return LearningEntry.objects.create(
        mentorship=world.ada_ben, author=rows.seats(world.ada_ben)[0], text=text
    )


ROUTES = {
    "sessions:feedback_draft": Row(MEMBERS_ONLY, post=303, to=places.past_meeting, **ONE_PRESS),
    "sessions:feedback_edit": Row(MENTOR_ONLY, post=422, to=given),
    "sessions:fit": Row(MEMBERS_ONLY, post=422, to=places.past_meeting, **ONE_PRESS),
    "sessions:feedback_all": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:feedback_example": NAMED_BY_THE_PAGE,
    "sessions:feedback_read": NAMED_BY_THE_PAGE,
    "sessions:feedback_reply": NAMED_BY_THE_PAGE,
    "sessions:feedback_take": NAMED_BY_THE_PAGE,
    "sessions:feedback_ask": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    # Whoever asked reads the page and does not answer it; whoever is asked cannot take it back.
    "sessions:feedback_request": Row(MENTOR_ONLY, post=422, to=asked, but={"ben": (200, 403, 200)}),
    "sessions:feedback_decline": Row(
        MENTOR_ONLY, post=303, to=asked, but={"ben": (405, 403, 405)}, **ONE_PRESS
    ),
    "sessions:feedback_withdraw": Row(
        MENTEE_ONLY, post=303, to=asked, but={"ada": (405, 403, 405)}, **ONE_PRESS
    ),
    "sessions:learning": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:learning_remove": NAMED_BY_THE_PAGE,
    "sessions:learning_skip": Row(MEMBERS_ONLY, post=303, to=places.own_pair, **ONE_PRESS),
}
MADE = {
    "mentoring_sessions.Feedback": made_feedback,
    "mentoring_sessions.FeedbackPoint": made_point,
    "mentoring_sessions.FeedbackReply": made_reply,
    "mentoring_sessions.Takeaway": made_takeaway,
    "mentoring_sessions.FeedbackDraft": made_draft,
    "mentoring_sessions.FeedbackRequest": made_request,
    "mentoring_sessions.LearningEntry": made_learning,
}
AUTHORS = {"mentoring_sessions.FeedbackDraft": "ada"}
QUERYSETS = {
    ("mentoring_sessions.FeedbackPoint", "visible_to"): "feedback",
    ("mentoring_sessions.FeedbackReply", "visible_to"): "feedback",
    ("mentoring_sessions.Takeaway", "visible_to"): "feedback",
    ("mentoring_sessions.FeedbackDraft", "visible_to"): "feedback_draft",
    ("mentoring_sessions.FeedbackRequest", "visible_to"): "feedback_request",
    ("mentoring_sessions.LearningEntry", "visible_to"): "learning",
}
ONLY = {"mentoring_sessions.FeedbackDraft.words": "ada"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ben says all there is to say about a meeting, Ada answers and has a draft; then a question and its answer."""
    mentor, mentee = rows.seats(world.ada_ben)
    past, later = rows.meeting(world.ada_ben, days=-12), rows.meeting(world.ada_ben, days=-5)
    said = {name: word(f"Feedback.{name}") for name in OF_MEETINGS}
    point = Point("strength", word("FeedbackPoint.text"), word("FeedbackPoint.strategy"))
    more = More(**{name: said[name] for name in OF_MEETINGS[2:]}, points=(point,))
    feedback = record_feedback(
        by=mentee, meeting=past, went_well=said["went_well"], try_next=said["try_next"], more=more
    )
    feedback_replies.ask_for_example(by=mentor, feedback=feedback)
    feedback_replies.reply_to_feedback(by=mentee, feedback=feedback, text=word("FeedbackReply.text"))
    feedback_replies.take_from(by=mentor, feedback=feedback, text=word("Takeaway.text"))
    save_draft(by=mentor, meeting=later, words=json.dumps({"went_well": word("FeedbackDraft.words")}))
    link = f"https://docs.example/{word('FeedbackRequest.link')}"
    request = feedback_requests.ask_for_feedback(by=mentee, what=word("FeedbackRequest.what"), link=link)
    feedback_requests.answer_request(by=mentor, request=request, more=More(clarity=word("Feedback.clarity")))
    write_learning(by=mentor, text=word("LearningEntry.text"))


def addresses(world: World) -> list[str]:
    pair = [world.ada_ben.code]
    numbers = range(1, Meeting.objects.filter(mentorship=world.ada_ben).count() + 1)
    return [
        *(reverse(f"sessions:{name}", args=pair) for name in ("feedback_all", "feedback_ask", "learning")),
        *(
            reverse(f"sessions:{name}", args=[*pair, number])
            for name in ("feedback", "feedback_edit")
            for number in numbers
        ),
        reverse("sessions:feedback_request", args=[*pair, 1]),
    ]
