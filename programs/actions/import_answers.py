"""Columns of a file that are questions of the program: asked from now on, and their cells kept as answers.

Part of the transaction of the import, in a constant number of statements for each batch and question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.answers import table_of
from programs.actions.import_rows import batches
from programs.actions.import_trail import Written
from programs.actions.questions import ask_at_once, stop_asking
from programs.models import Answer, Cohort, Enrolment, FormVersion, Question, SharedAnswer
from programs.queries.importing_answers import AnswerDifference
from programs.queries.importing_questions import Ask
from programs.queries.importing_rows import Check

ANSWER = "answer"  # what the trail calls an answer of somebody who was here already
MUST_AGREE = ("kind", "options", "low", "high", "readers")
Words = tuple[int, Question, str]  # the id of a place, what it was asked, what it says


def write_answers(
    check: Check, *, cohort: Cohort, by: User | None, update: bool, down: Written
) -> tuple[int, list[dict[str, Any]]]:
    """How many answers were written for new places, and which facts of others they changed (for the trail)."""
    changed = [one for change in check.changes for one in change.answers] if update else []
    said = {at for at, count in check.answered.items() if count} | {one.ask.at for one in changed}
    asks = [ask for ask in check.asks if ask.at in said]
    if not asks:
        return 0, []
    questions = _questions(asks, cohort, by, down)  # 1 what is asked from now on
    fresh = _of_new_places(check, asks, questions, down)
    written = _write(fresh)  # 2 what the new ones say
    down.add(written)
    _replace((one.place, questions[one.ask.at], one.after) for one in changed)  # 3 what is said otherwise
    return len(written), [_trace(one, questions) for one in changed]


def _questions(asks: Sequence[Ask], cohort: Cohort, by: User | None, down: Written) -> dict[int, Question]:
    """By column, the live question; what was understood of it while the file was checked must hold still."""
    program = cohort.program
    before = _live(cohort)
    new = [ask for ask in asks if not ask.code]
    each = {ask.label: ask.facts for ask in new}
    made = ask_at_once(by=by, program=program, labels=list(each), each=each) if new else []
    down.asked += [one.code for one in made if one.code not in before]
    live = _live(cohort)
    found = {ask.at: live.get(ask.code) for ask in asks if ask.code}
    found |= {ask.at: one for ask, one in zip(new, made, strict=True)}
    agreed: dict[int, Question] = {}
    for ask in asks:
        question = found[ask.at]
        if question is None or any(getattr(question, name) != ask.facts[name] for name in MUST_AGREE):
            raise Conflict(
                _("The enrolment form was changed meanwhile. Nothing was written; check the file again.")
            )
        agreed[ask.at] = question
    return agreed


def _live(cohort: Cohort) -> dict[str, Question]:
    version = FormVersion.objects.live(cohort.program)
    return {one.code: one for one in version.questions.all()} if version else {}


def _of_new_places(
    check: Check, asks: Sequence[Ask], questions: Mapping[int, Question], down: Written
) -> list[Words]:
    """`write_places` has written them in the order of the entries."""
    roles = {ask.at: ask.roles for ask in asks}
    return [
        (place, questions[at], text)
        for entry, place in zip(check.entries, down.rows.get(Enrolment, []), strict=True)
        for at, text in entry.answers.items()
        if at in roles and entry.role in roles[at]
    ]


def _write(words: Iterable[Words]) -> list[Answer | SharedAnswer]:
    by_table: defaultdict[Any, list[Any]] = defaultdict(list)
    for place, question, text in words:
        table = table_of(question)
        by_table[table].append(table(enrolment_id=place, question=question, text=text, given_at=clock.now()))
    return [
        row
        for table, rows in by_table.items()
        for batch in batches(rows)
        for row in table.objects.bulk_create(batch)
    ]


def _replace(words: Iterable[Words]) -> None:
    """An answer under whatever version it was given goes; "" leaves none."""
    by_code: defaultdict[str, list[Words]] = defaultdict(list)
    for one in words:
        by_code[one[1].code].append(one)
    for code, rows in by_code.items():
        for batch in batches(rows):
            for table in (Answer, SharedAnswer):
                places = [place for place, _question, _text in batch]
                table.objects.filter(question__code=code, enrolment__in=places).delete()
        _write(row for row in rows if row[2])


def _trace(one: AnswerDifference, questions: Mapping[int, Question]) -> dict[str, Any]:
    code = questions[one.ask.at].code
    return {"model": ANSWER, "pk": one.place, "field": code, "before": one.before, "after": one.after}


def put_answers_back(updates: Sequence[Mapping[str, Any]], cohort: Cohort) -> int:
    """Answers that are still what the file made them become what they were."""
    live = _live(cohort)
    wanted = [one for one in updates if one["field"] in live]
    now: dict[tuple[int, str], str] = {}
    for table in (Answer, SharedAnswer):
        for batch in batches(wanted):
            rows = table.objects.filter(enrolment__in=[one["pk"] for one in batch])
            found = rows.values_list("enrolment", "question__code", "text")
            now |= {(place, code): text for place, code, text in found}
    back = [one for one in wanted if now.get((one["pk"], one["field"])) == one["after"]]
    _replace((one["pk"], live[one["field"]], one["before"]) for one in back)
    return len({one["pk"] for one in back})


def take_questions_back(asked: Sequence[str], cohort: Cohort, by: User | None) -> int:
    return stop_asking(by=by, program=cohort.program, codes=asked) if asked else 0
