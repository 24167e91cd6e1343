"""The rules a cohort is matched by: what was saved last, with what the program's own questions mean by now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import BooleanField, ExpressionWrapper, Q

from matching.engine import DEFAULT_RULES, Criterion, Rules, as_plain, from_plain, with_weights
from matching.engine.criteria import QUESTION
from matching.models import Draft, RuleVersion
from programs.models import Cohort, Program, Question
from programs.queries.questions import comparable_questions

Meant = Question.Matching
# What a question's mark makes of it, and how much it weighs until somebody says otherwise.
_MEANINGS: dict[str, tuple[str, bool]] = {
    Meant.WANTS_OFFERS: ("wants_offers", False),
    Meant.SAME: ("same", False),
    Meant.DIFFERENT: ("different", False),
    Meant.MUST: ("same", True),
    Meant.MUST_DIFFER: ("never", True),
}
USUAL_WEIGHT = 3


def rules_of(cohort: Cohort, questions: Iterable[Question] | None = None) -> Rules:
    """What the next run goes by. Two statements, one where the questions are known."""
    asked = comparable_questions(cohort.program) if questions is None else questions
    return rules_from(cohort, last_version(cohort), asked)


def rules_from(cohort: Cohort, saved: RuleVersion | None, questions: Iterable[Question]) -> Rules:
    rules = from_plain(saved.criteria) if saved else template_of(cohort.program.kind)
    return with_questions(rules, questions)


def last_version(cohort: Cohort) -> RuleVersion | None:
    """Of the cohort; else of the program, so that a new cohort begins with what was settled."""
    own = ExpressionWrapper(Q(cohort=cohort), output_field=BooleanField())
    rows = RuleVersion.objects.filter(cohort__program=cohort.program_id).annotate(own=own)
    return rows.order_by("-own", "-made_at", "-pk").select_related("made_by").first()


def rules_of_draft(draft: Draft) -> Rules:
    """What a draft ran with. One from before there were rules had the usual ones, its weights, and the form's musts."""
    if draft.rules:
        return from_plain(draft.rules)
    usual = with_questions(DEFAULT_RULES, comparable_questions(draft.cohort.program))
    return with_weights(usual, draft.weights)


def with_questions(rules: Rules, questions: Iterable[Question]) -> Rules:
    """What a form says a question means holds, and a question nobody asks any more counts no more.

    A weight that was chosen stays while the question means the same. What is only for the audit is none of these
    questions, so a criterion about it falls out here whoever saved it.
    """
    live = {f"{QUESTION}{question.code}": question for question in questions}
    kept = [worded(one, live) for one in rules if _still_asked(one, live)]
    present = {one.key for one in kept}
    return (
        *kept,
        *(_of_question(q) for name, q in live.items() if q.matching in _MEANINGS and name not in present),
    )


def _still_asked(one: Criterion, live: dict[str, Question]) -> bool:
    sides = [
        (name, role)
        for name, role in ((one.mentee, "mentee"), (one.mentor, "mentor"))
        if name[:2] == QUESTION
    ]
    asked = all(name in live and live[name].is_for(role) for name, role in sides)
    return asked and (not one.mark or live[one.key].matching == one.mark)


def worded(one: Criterion, questions: Mapping[str, Question]) -> Criterion:
    """With the questions as they are worded now, and whether partners may read the answers.

    `questions` by the names of their fields.
    """
    about = [questions[name] for name in (one.mentee, one.mentor) if name in questions]
    if not about:
        return one
    first, last = about[0].label, about[-1].label
    shared = all(question.readers == Question.Readers.PARTNER for question in about)
    return replace(one, label=first, mentor_label=last if last != first else "", shared=shared)


def _of_question(question: Question) -> Criterion:
    relation, hard = _MEANINGS[question.matching]
    name = f"{QUESTION}{question.code}"
    return Criterion(
        key=name,
        relation=relation,
        mentee=name,
        mentor=name,
        hard=hard,
        weight=0 if hard else USUAL_WEIGHT,
        label=question.label,
        mark=question.matching,
        shared=question.readers == Question.Readers.PARTNER,
    )


def template_of(kind: str) -> Rules:
    """What suits a kind of program, to begin from."""
    weights, more = _TEMPLATES.get(kind, ({}, ()))
    usual = {one.key: one.weight for one in DEFAULT_RULES if not one.hard}
    return (*with_weights(DEFAULT_RULES, {**usual, **weights}), *more)


def is_template(rules: Rules, kind: str) -> bool:
    return as_plain(rules) == as_plain(template_of(kind))


# No years above the other are wanted between peers, and in a reverse program the mentor is the junior.
_TEMPLATES: dict[str, tuple[dict[str, int], tuple[Criterion, ...]]] = {
    Program.Kind.ONBOARDING: (
        {"topics": 3, "expertise": 2, "goal_kind": 1, "hours": 4, "seniority": 1, "department": 0},
        (Criterion("same_department", "same", "department", "department", weight=3),),
    ),
    Program.Kind.REVERSE: ({"seniority": 0, "department": 2, "goal_kind": 1}, ()),
    Program.Kind.PEER: (
        {"seniority": 0, "expertise": 2, "hours": 3},
        (Criterion("level", "within", "seniority", "seniority", weight=4, n=1),),
    ),
    Program.Kind.CROSS: (
        {"department": 4, "seniority": 1, "beyond": 3},
        (Criterion("other_department", "never", "department", "department", hard=True),),
    ),
}
