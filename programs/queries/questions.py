"""The form of a program: what is live, what is being changed; and what somebody answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs.models import Answer, Cohort, Enrolment, FormVersion, Program, Question, SharedAnswer


def live_questions(program: Program) -> tuple[int, list[Question]]:
    """The number of the version people who enrol see now (0: none), and its questions in order. Two statements."""
    version = FormVersion.objects.live(program)
    return (version.number, list(version.questions.all())) if version else (0, [])


@dataclass(frozen=True)
class FormPage:
    """`questions` are those of the draft, else the live ones. `number` is what people see now, 0 for nothing."""

    questions: list[Question]
    number: int
    published_at: datetime | None
    has_draft: bool


def form_page(program: Program) -> FormPage:
    """Three statements."""
    live, draft = FormVersion.objects.live(program), FormVersion.objects.draft(program)
    shown = draft or live
    return FormPage(
        questions=list(shown.questions.all()) if shown else [],
        number=live.number if live else 0,
        published_at=live.published_at if live else None,
        has_draft=draft is not None,
    )


@dataclass(frozen=True)
class Answered:
    label: str
    text: str
    audience: str
    version: int


def answers_of(user: User, places: Collection[int]) -> dict[int, list[Answered]]:
    """What this user may read of what was answered for these enrolments (by id), in the order of the form.

    One statement for both tables.
    """
    coordinators, shared = (
        table.objects.visible_to(user).filter(enrolment__in=places).values_list(*_COLUMNS)
        for table in (Answer, SharedAnswer)
    )
    found: dict[int, list[Answered]] = {}
    for enrolment, *asked, text in sorted(
        coordinators.union(shared, all=True), key=lambda row: (row[2], row[1])
    ):
        question = Question(**dict(zip(_SAID, asked[1:-1], strict=True)))
        row = Answered(question.label, words_of_answer(question, text), question.audience, asked[-1])
        found.setdefault(enrolment, []).append(row)
    return found


_SAID = ("position", "label", "kind", "readers")
_COLUMNS = (
    "enrolment_id",
    "question__pk",
    *(f"question__{name}" for name in _SAID),
    "question__version_of__number",
    "text",
)


def words_of_answer(question: Question, text: str) -> str:
    if question.kind == Question.Kind.YES_NO:
        return _("Yes") if text == "yes" else _("No")
    if question.kind == Question.Kind.CHOICES:
        return ", ".join(text.split("\n"))
    return text


def answered_before(user: User, cohort: Cohort) -> dict[str, str]:
    """The code of each question somebody answered in this cohort -> the text as it is stored."""
    found: dict[str, str] = {}
    for table in (Answer, SharedAnswer):
        rows = table.objects.visible_to(user).filter(enrolment__cohort=cohort, enrolment__person__user=user)
        found |= {row.question.code: row.text for row in rows.select_related("question").order_by("pk")}
    return found


@dataclass(frozen=True)
class MatchingAnswer:
    question: str
    text: str
    must_be_same: bool


def matching_answers(cohort: Cohort) -> dict[str, list[MatchingAnswer]]:
    """By the code of an accepted enrolment, what it answered to questions that decide who can go with whom.

    What a question means for matching is what the live form says now, whenever it was answered. One statement.
    """
    published = FormVersion.objects.filter(program=cohort.program_id, published_at__isnull=False)
    live = published.order_by("-number").values("pk")[:1]
    rules = {Question.Matching.MUST, Question.Matching.MUST_DIFFER}
    same_question = Question.objects.filter(version_of=Subquery(live), code=OuterRef("question__code"))
    how = Subquery(same_question.filter(matching__in=rules).values("matching")[:1])
    plain, shared = (
        table.objects.filter(enrolment__cohort=cohort, enrolment__state=Enrolment.State.ACCEPTED)
        .annotate(how=how)
        .filter(Q(how__isnull=False))
        .values_list("enrolment__code", "question__code", F("how"), "text")
        for table in (Answer, SharedAnswer)
    )
    found: dict[str, list[MatchingAnswer]] = {}
    for enrolment, question, meant, text in plain.union(shared, all=True):
        same = meant == Question.Matching.MUST
        found.setdefault(enrolment, []).extend(
            MatchingAnswer(question, one, same) for one in text.split("\n")
        )
    return found
