"""What one tells the other about a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import news
from programs.models import Member, Mentorship, News
from sessions import policies
from sessions.access import require
from sessions.actions.fit import keep_fit
from sessions.actions.learning import keep_learning
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Feedback, FeedbackDraft, FeedbackPoint, FitAnswer, LearningEntry, Meeting

MOST_POINTS = 3


@dataclass(frozen=True)
class Point:
    """A strength or a gap, with a strategy."""

    kind: str
    text: str
    strategy: str = ""


@dataclass(frozen=True)
class More:
    """What stands behind “Say more”; all of it may be empty."""

    situation: str = ""
    observation: str = ""
    effect: str = ""
    more_of: str = ""
    less_of: str = ""
    clarity: str = ""
    points: tuple[Point, ...] = ()
    learned: str = ""
    useful: str = ""
    match: str = ""

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "More":
        """From boxes with the names of the fields; what is no field of ours is left out."""
        names = {field.name for field in fields(cls)} - {"points"}
        known: dict[str, Any] = {name: words[name] for name in names & words.keys()}
        return cls(**known)

    @property
    def texts(self) -> dict[str, str]:
        """What becomes columns of the feedback."""
        names = ("situation", "observation", "effect", "more_of", "less_of", "clarity")
        return {name: getattr(self, name) for name in names}


NOTHING_MORE = More()


@transaction.atomic
def record_feedback(
    *, by: Member, meeting: Meeting, went_well: str, try_next: str = "", more: More = NOTHING_MORE
) -> Feedback:
    """Record what one side tells the other about a meeting. Everything that follows from it happens here."""
    mentorship = lock_mentorship(by)
    meeting.refresh_from_db()
    if not (allowed := policies.can_give_feedback(meeting)):
        raise Conflict(allowed.reason)
    more = _without_what_is_not_theirs(by, more)
    refuse_silence(went_well, try_next, more)
    try:
        with transaction.atomic():
            feedback = Feedback.objects.create(
                meeting=meeting, author=by, went_well=went_well, try_next=try_next, **more.texts
            )
    except IntegrityError as error:
        raise Conflict(_("Your feedback on this meeting has been sent already.")) from error
    _keep_the_rest(by, meeting, feedback, more)
    FeedbackDraft.objects.filter(meeting=meeting, author=by).delete()
    if (author := by.enrolment.person.user) is not None:
        ledger.settle("feedback", subject_id=meeting.pk, recipient=author)  # 1 the reminder is done
    _tell_the_other(by, mentorship, meeting, feedback)  # 2 a word to the other
    _ask_a_mentor_once(by, mentorship)  # 3 learning goes both ways
    write_down("feedback.recorded", target=feedback, by=by, mentorship=mentorship)  # 4 that, never what
    return feedback


@transaction.atomic
def change_feedback(
    *,
    by: Member,
    feedback: Feedback,
    version: int,
    went_well: str,
    try_next: str = "",
    more: More = NOTHING_MORE,
) -> Feedback:
    """Write it anew within half an hour of sending it. A newer version is a conflict that keeps the text."""
    require(policies.is_author_of_feedback(by, feedback))
    mentorship = lock_mentorship(by)
    if not (allowed := policies.can_change_feedback(feedback)):
        raise Conflict(allowed.reason)
    more = _without_what_is_not_theirs(by, more)
    refuse_silence(went_well, try_next, more)
    changed = Feedback.objects.filter(pk=feedback.pk, version=version).update(
        went_well=went_well,
        try_next=try_next,
        version=version + 1,
        changed_at=clock.now(),
        **{name: text for name, text in more.texts.items() if name != "clarity"},
    )
    if not changed:
        raise Conflict(_("You changed this meanwhile, perhaps in another window. Your text is kept here."))
    feedback.refresh_from_db()
    if feedback.meeting is not None:
        _keep_the_rest(by, feedback.meeting, feedback, more)
    write_down("feedback.changed", target=feedback, by=by, mentorship=mentorship)
    return feedback


@transaction.atomic
def save_draft(*, by: Member, meeting: Meeting, words: str) -> FeedbackDraft | None:
    """What stands in the boxes so far, for its author alone. Nothing is kept once the feedback is sent."""
    lock_mentorship(by)
    if Feedback.objects.filter(meeting=meeting, author=by).exists():
        return None
    draft, _made = FeedbackDraft.objects.update_or_create(
        meeting=meeting, author=by, defaults={"words": words, "saved_at": clock.now()}
    )
    return draft


def refuse_silence(went_well: str, try_next: str, more: More) -> None:
    if not (went_well or try_next or more.points or any(more.texts.values())):
        raise Refusal(_("Write one sentence in either box: that is enough."), field="went_well")


def keep_points(feedback: Feedback, points: tuple[Point, ...]) -> None:
    """The points as they are now, in place of those before; three of each kind at most."""
    for kind in FeedbackPoint.Kind:
        if sum(point.kind == kind for point in points) > MOST_POINTS:
            raise Refusal(_("Three strengths and three gaps are plenty for one time."))
    FeedbackPoint.objects.filter(feedback=feedback).delete()
    FeedbackPoint.objects.bulk_create(
        FeedbackPoint(
            feedback=feedback, kind=point.kind, text=point.text, strategy=point.strategy, position=place
        )
        for place, point in enumerate(points)
    )


def _without_what_is_not_theirs(by: Member, more: More) -> More:
    """A mentor is not asked how useful a meeting was; a mentee describes no effect with a suggestion."""
    return replace(more, useful="", more_of="", less_of="") if by.is_mentor else more


def _keep_the_rest(by: Member, meeting: Meeting, feedback: Feedback, more: More) -> None:
    keep_points(feedback, more.points)
    keep_learning(by=by, meeting=meeting, text=more.learned)
    keep_fit(by=by, meeting=meeting, question=FitAnswer.Question.USEFUL, answer=more.useful)
    keep_fit(by=by, meeting=meeting, question=FitAnswer.Question.MATCH, answer=more.match)


def _tell_the_other(by: Member, mentorship: Mentorship, meeting: Meeting, feedback: Feedback) -> None:
    """Today at once; the mail waits until nothing can be changed any more."""
    news.tell_partner("feedback_received", by=by, ref=meeting.number)
    for partner in mentorship.members.exclude(pk=by.pk).select_related("enrolment__person__user"):
        if (user := partner.enrolment.person.user) is not None:
            ledger.plan(
                "feedback_received",
                subject_id=feedback.pk,
                recipient=user,
                due_at=feedback.changeable_until,
            )


def _ask_a_mentor_once(by: Member, mentorship: Mentorship) -> None:
    """After a second meeting, a mentor who wrote down nothing learned is asked, one time for good."""
    if not by.is_mentor or LearningEntry.objects.filter(author=by).exists():
        return
    asked = News.objects.filter(reader=by, kind="learning_asked").exists()
    if not asked and Meeting.objects.filter(mentorship=mentorship).took_place().count() > 1:
        news.ask("learning_asked", reader=by)
