"""Deleting the private texts of a cohort's pairs, the night after the day that was named when it was archived."""

from django.db.models import Model
from django.db.models.fields.json import JSONField

from mentorship.lib import clock
from programs.actions import audit
from programs.models import (
    Agreement,
    AgreementAnswer,
    AgreementSide,
    Answer,
    ApplicationReply,
    Cohort,
    Enrolment,
    GoalMeaning,
    HelpAnswer,
    HelpRequest,
    Mentorship,
    Pause,
    SharedAnswer,
    Veto,
)
from sessions.models import (
    ActionItem,
    Advice,
    AgendaItem,
    Assessment,
    CheckInNote,
    Decision,
    Feedback,
    FeedbackDraft,
    FeedbackPoint,
    FeedbackReply,
    FeedbackRequest,
    Introduction,
    LearningEntry,
    Meeting,
    Message,
    NextStep,
    PairFile,
    PrepNote,
    PrivateNote,
    Resource,
    ReviewProgress,
    ReviewSheet,
    SharedNote,
    Takeaway,
    TimesProposal,
    Update,
)

# Rows that are nothing but words, and where their cohort stands.
DELETED: dict[type[Model], str] = {
    Message: "mentorship__cohort",
    Update: "mentorship__cohort",
    SharedNote: "meeting__mentorship__cohort",
    PrepNote: "meeting__mentorship__cohort",
    PrivateNote: "mentorship__cohort",
    CheckInNote: "check_in__member__mentorship__cohort",
    FeedbackDraft: "meeting__mentorship__cohort",
    FeedbackPoint: "feedback__author__mentorship__cohort",
    FeedbackReply: "feedback__author__mentorship__cohort",
    Takeaway: "feedback__author__mentorship__cohort",
    Resource: "mentorship__cohort",
    Advice: "mentorship__cohort",
    LearningEntry: "mentorship__cohort",
    Introduction: "mentorship__cohort",
    Decision: "mentorship__cohort",
    TimesProposal: "mentorship__cohort",
    AgendaItem: "meeting__mentorship__cohort",
    ActionItem: "mentorship__cohort",
    PairFile: "mentorship__cohort",
    Answer: "enrolment__cohort",
    SharedAnswer: "enrolment__cohort",
    ApplicationReply: "enrolment__cohort",
    GoalMeaning: "enrolment__cohort",
}
# Rows that are facts as well (that they met, signed, reviewed): their words go.
CLEARED: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    Agreement: (
        "mentorship__cohort",
        ("why", "off_limits", "topics", "confidentiality", "trouble"),
    ),
    AgreementSide: ("agreement__mentorship__cohort", ("teach", "learn", "duties")),
    AgreementAnswer: (
        "mentorship__cohort",
        ("why", "off_limits", "topics", "confidentiality", "trouble", "teach", "learn", "duties"),
    ),
    Pause: ("mentorship__cohort", ("line",)),
    Veto: ("cohort", ("reason",)),
    Mentorship: ("cohort", ("covers",)),
    Enrolment: ("cohort", ("goal",)),
    HelpRequest: ("cohort", ("text",)),
    HelpAnswer: ("request__cohort", ("text",)),
    Meeting: ("mentorship__cohort", ("place", "line")),
    Feedback: (
        "author__mentorship__cohort",
        (
            "went_well",
            "try_next",
            "clarity",
            "situation",
            "observation",
            "effect",
            "more_of",
            "less_of",
        ),
    ),
    FeedbackRequest: ("mentorship__cohort", ("what", "link")),
    Assessment: ("author__mentorship__cohort", ("line",)),
    ReviewSheet: (
        "author__mentorship__cohort",
        (
            "helped",
            "hindered",
            "learned",
            "working",
            "ahead",
            "own_1",
            "own_2",
            "own_3",
            "missing",
        ),
    ),
    ReviewProgress: ("sheet__author__mentorship__cohort", ("text",)),
    NextStep: ("owner__mentorship__cohort", ("text",)),
}


def delete_old_texts() -> int:
    """Nightly, of archived cohorts only, once. Answers for how many."""
    done = 0
    rows = Cohort.objects.filter(archived_at__isnull=False, texts_until__isnull=False, texts_deleted_at=None)
    for cohort in rows.select_related("program__organisation").order_by("pk"):
        if cohort.texts_until is None or clock.today(cohort.program.zone) <= cohort.texts_until:
            continue
        _delete_texts(cohort)
        cohort.texts_deleted_at = clock.now()
        cohort.save(update_fields=["texts_deleted_at"])
        audit.record("cohort.texts_deleted", target=cohort, by=None, organisation=cohort.program.organisation)
        done += 1
    return done


def _delete_texts(cohort: Cohort) -> None:
    for model, path in DELETED.items():
        model._default_manager.filter(**{path: cohort}).delete()  # noqa: SLF001 - Django documents it as public
    for model, (path, names) in CLEARED.items():
        empty = {name: [] if _is_list(model, name) else "" for name in names}
        model._default_manager.filter(**{path: cohort}).update(**empty)  # noqa: SLF001 - as above


def _is_list(model: type[Model], name: str) -> bool:
    field = model._meta.get_field(name)  # noqa: SLF001 - Django documents _meta as public
    return isinstance(field, JSONField) or "Words" in type(field).__name__
