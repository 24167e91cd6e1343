"""The enrolment form of a program: its draft is changed, publishing makes it the one people see."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.models import Answer, FormVersion, Program, Question, SharedAnswer
from programs.models.protected import names_protected
from programs.models.questions import HIGHEST, MOST_OPTIONS, MOST_QUESTIONS

Kind, Matching = Question.Kind, Question.Matching
# What a question says; its place in the form and its code are not facts of it.
FACTS = ("kind", "label", "hint", "options", "low", "high", "asked", "required", "readers", "matching")


@transaction.atomic
def add_question(*, by: User, program: Program, label: str, **facts: Any) -> Question:
    """At the end of the draft; people are asked it once the draft is published."""
    draft = _draft_of(program)
    return _add(draft, by, label=label, **facts)


@transaction.atomic
def edit_question(*, by: User, program: Program, code: str, edits: int, **facts: Any) -> Question:
    """In the draft, over the wording somebody read; a newer one is a conflict that keeps what they typed."""
    question = _in_draft(program, code)
    if question.edits != edits:
        raise Conflict(_("Another coordinator changed this question meanwhile. What you typed is kept here."))
    for name, value in _checked({**{name: getattr(question, name) for name in FACTS}, **facts}).items():
        setattr(question, name, value)
    question.edits += 1
    question.save()
    _record("question.changed", question, by)
    return question


@transaction.atomic
def move_question(*, by: User, program: Program, code: str, up: bool) -> None:
    """One step; the first cannot go further up, nor the last further down: that changes nothing."""
    question = _in_draft(program, code)
    rows = list(Question.objects.filter(version_of=question.version_of))
    at = next(number for number, one in enumerate(rows) if one.pk == question.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        _number(rows)
        _record("question.moved", question, by)


@transaction.atomic
def remove_question(*, by: User, program: Program, code: str) -> Question:
    """From the draft. What was answered stays with the version it was asked in."""
    question = _in_draft(program, code)
    _record("question.removed", question, by)
    Question.objects.filter(pk=question.pk).delete()
    _number(list(Question.objects.filter(version_of=question.version_of)))
    return question


@transaction.atomic
def publish_form(*, by: User, program: Program) -> FormVersion:
    """The draft is what people see from now on. Once: whoever presses second is told so."""
    _lock(program)
    draft = FormVersion.objects.draft(program)
    if draft is None:
        raise Conflict(_("There is nothing new to publish."))
    return _publish(draft, by)


@transaction.atomic
def discard_draft(*, by: User, program: Program) -> None:
    """Back to what people see now."""
    _lock(program)
    draft = FormVersion.objects.draft(program)
    if draft is not None:
        audit.record("form.draft_discarded", target=draft, by=by, organisation=program.organisation)
        draft.delete()


@transaction.atomic
def ask_at_once(
    *,
    by: User | None,
    program: Program,
    labels: Iterable[str],
    each: Mapping[str, Any] | None = None,
    **facts: Any,
) -> list[Question]:
    """Questions that are live when this returns, for whoever stores answers to them: a file column without a home.

    `each`: facts of one label, over those of all. A live question that is called the same is taken instead. An open
    draft gets what is new and stays a draft.
    """
    _lock(program)
    live, draft = FormVersion.objects.live(program), FormVersion.objects.draft(program)
    by_label = {one.label.casefold(): one for one in live.questions.all()} if live else {}
    wanted = list(dict.fromkeys(" ".join(label.split()) for label in labels))
    fresh = [label for label in wanted if label.casefold() not in by_label]
    if fresh:
        version = _copied(program, live)
        new = [_add(version, by, label=label, **{**facts, **(each or {}).get(label, {})}) for label in fresh]
        if draft is not None:
            after = draft.questions.count()
            for number, question in enumerate(new, start=after):
                _copy(question, draft, position=number)
        _publish(version, by)
        by_label = {one.label.casefold(): one for one in version.questions.all()}
    return [by_label[label.casefold()] for label in wanted]


@transaction.atomic
def stop_asking(*, by: User | None, program: Program, codes: Iterable[str]) -> int:
    """Questions an import made and nobody else has used or reworded are asked no more; how many that were.

    What is published never changes: there is a next version without them. Out of an open draft they go, too.
    """
    _lock(program)
    live, draft = FormVersion.objects.live(program), FormVersion.objects.draft(program)
    unused = {code for code in codes if not _is_used(program, code)}
    if draft is not None and draft.questions.filter(code__in=unused, edits=0).delete()[0]:
        _number(list(draft.questions.all()))
    gone = [one for one in live.questions.all() if one.code in unused and not one.edits] if live else []
    if gone:
        version = _copied(program, live)
        version.questions.filter(code__in=[one.code for one in gone]).delete()
        _number(list(version.questions.all()))
        _publish(version, by)
    return len(gone)


def _is_used(program: Program, code: str) -> bool:
    asked = {"question__code": code, "question__version_of__program": program}
    return Answer.objects.filter(**asked).exists() or SharedAnswer.objects.filter(**asked).exists()


def copy_form(*, by: User, program: Program, source: Program) -> None:
    """What another program asks, published in one that is new."""
    if (live := FormVersion.objects.live(source)) is not None:
        _publish(_copied(program, live), by)


def _lock(program: Program) -> None:
    """Changes of one form take turns."""
    Program.objects.select_for_update(no_key=True).values_list("pk").get(pk=program.pk)


def _draft_of(program: Program) -> FormVersion:
    """The draft, begun as a copy of what is live if there is none."""
    _lock(program)
    return FormVersion.objects.draft(program) or _copied(program, FormVersion.objects.live(program))


def _in_draft(program: Program, code: str) -> Question:
    question = Question.objects.filter(version_of=_draft_of(program), code=code).first()
    if question is None:
        raise Conflict(_("Another coordinator removed this question meanwhile."))
    return question


def _copied(program: Program, source: FormVersion | None) -> FormVersion:
    """A version that is not published yet, with the questions of `source` as they are.

    Beside an open draft (there is one at most) it gets its date at once, so it must be published in the same breath.
    """
    taken = program.form_versions.order_by("-number").values_list("number", flat=True).first() or 0
    beside = FormVersion.objects.draft(program) is not None
    made = FormVersion.objects.create(
        program=program, number=taken + 1, published_at=clock.now() if beside else None
    )
    for question in source.questions.all() if source else ():
        _copy(question, made, position=question.position)
    return made


def _copy(question: Question, version: FormVersion, *, position: int) -> None:
    facts = {name: getattr(question, name) for name in ("code", "edits", *FACTS)}
    Question.objects.create(version_of=version, position=position, **facts)


def _publish(version: FormVersion, by: User | None) -> FormVersion:
    """Numbers follow the order of publication, so that the newest is the live one."""
    program = version.program
    last = program.form_versions.exclude(pk=version.pk).order_by("-number").values_list("number", flat=True)
    version.number = max(version.number, (last.first() or 0) + 1)
    version.published_at = clock.now()
    version.save(update_fields=["number", "published_at"])
    audit.record("form.published", target=version, by=by, organisation=program.organisation)
    return version


def _add(version: FormVersion, by: User | None, **facts: Any) -> Question:
    count = version.questions.count()
    if count >= MOST_QUESTIONS:
        raise Refusal(_("Thirty questions are more than anybody answers with care. Remove one first."))
    checked = _checked(facts)
    question = Question.objects.create(version_of=version, position=count, **checked)
    _record("question.added", question, by)
    return question


def _checked(facts: dict[str, Any]) -> dict[str, Any]:
    """As it can be asked: options only where one chooses, and enough of them."""
    label = " ".join(str(facts.get("label", "")).split())
    if not label:
        raise Refusal(_("Write the question."), field="label")
    kind = facts.get("kind", Kind.SHORT)
    chooses = kind in {Kind.CHOICE, Kind.CHOICES}
    options = list(dict.fromkeys(facts.get("options") or [])) if chooses else []
    if chooses and not 2 <= len(options) <= MOST_OPTIONS:
        raise Refusal(_("Give two to thirty things to choose from, one on each line."), field="options")
    _refuse_odd_matching(facts, kind, chooses=chooses)
    low, high = facts.get("low", 1), facts.get("high", 5)
    if kind == Kind.NUMBER and not 0 <= low < high <= HIGHEST:
        raise Refusal(_("The end of the scale comes after its beginning, up to 1000."), field="high")
    return {**facts, "label": label[:200], "options": options}


def _refuse_odd_matching(facts: dict[str, Any], kind: str, *, chooses: bool) -> None:
    """A rule nobody's answers can ever meet would be a promise."""
    meant = facts.get("matching", Matching.NOT)
    if meant in {Matching.NOT, Matching.AUDIT}:
        return
    if names_protected(str(facts.get("label", ""))):
        raise Refusal(
            _(
                "Nobody is matched by gender, age, origin, disability or belief. Choose one of the two “Nothing”."
            ),
            field="matching",
        )
    if kind in {Kind.SHORT, Kind.LONG}:
        raise Refusal(_("Free texts cannot be compared. Choose “Nothing” or another kind."), field="matching")
    if meant == Matching.WANTS_OFFERS and not chooses:
        raise Refusal(_("To want and to offer needs something to choose from."), field="matching")
    if facts.get("asked", Question.Asked.BOTH) != Question.Asked.BOTH:
        raise Refusal(_("To compare answers, mentees and mentors must both be asked."), field="asked")


def _number(rows: Iterable[Question]) -> None:
    for number, one in enumerate(rows):
        if one.position != number:
            Question.objects.filter(pk=one.pk).update(position=number)


def _record(verb: str, question: Question, by: User | None) -> None:
    program = question.version_of.program
    audit.record(verb, target=question, by=by, organisation=program.organisation)
