"""The form of a program: what is live, what is being changed; and what somebody answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs.models import Answer, Cohort, Enrolment, FormVersion, Program, Question, SharedAnswer
from programs.models.protected import names_protected


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


def answers_by_code(
    user: User, places: Collection[int], codes: Collection[str]
) -> dict[tuple[int, str], str]:
    """By enrolment and code of the question, in words, what this user may read. One statement."""
    columns = ("enrolment_id", "question__code", "question__kind", "text")
    plain, shared = (
        table.objects.visible_to(user)
        .filter(enrolment__in=places, question__code__in=codes)
        .values_list(*columns)
        for table in (Answer, SharedAnswer)
    )
    return {
        (enrolment, code): words_of_answer(Question(kind=kind), text)
        for enrolment, code, kind, text in plain.union(shared, all=True)
    }


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


def comparable_questions(program: Program) -> list[Question]:
    """The live questions whose answers matching may read, in the order of the form. One statement.

    What is for the audit alone and what names something protected is not among them, so nothing below loads it.
    """
    live = Question.objects.filter(version_of=_live(program.pk)).defer("hint")
    return [question for question in live if question.may_count]


def matching_answers(cohort: Cohort, questions: Iterable[Question]) -> dict[str, list[tuple[str, str]]]:
    """By the code of an accepted enrolment, (code of a question, an answer) for these questions. One statement.

    An answer counts whenever it was given; several choices are several answers. What somebody answered to a wording
    that was for the audit alone stays so, whatever the question means by now.
    """
    codes = [question.code for question in questions]
    plain, shared = (
        table.objects.filter(
            enrolment__cohort=cohort,
            enrolment__state=Enrolment.State.ACCEPTED,
            question__code__in=codes,
            question__version_of__program=cohort.program_id,
        )
        .exclude(question__matching=Question.Matching.AUDIT)
        .values_list("enrolment__code", "question__code", "question__label", "text")
        for table in (Answer, SharedAnswer)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for enrolment, question, label, text in plain.union(shared, all=True) if codes else ():
        if not names_protected(label):
            found.setdefault(enrolment, []).extend((question, one) for one in text.split("\n") if one)
    return found


def _live(program: int) -> Subquery:
    published = FormVersion.objects.filter(program=program, published_at__isnull=False)
    return Subquery(published.order_by("-number").values("pk")[:1])
