"""What somebody answered to the questions of a program, kept under the version they were asked in."""

from collections.abc import Mapping

from django.db import transaction

from mentorship.lib import clock
from programs.models import Answer, Enrolment, FormVersion, Question, SharedAnswer

MOST_LETTERS = 2000


@transaction.atomic
def record_answers(*, enrolment: Enrolment, answers: Mapping[str, str]) -> None:
    """`answers`: the code of a live question -> the text, "" for none.

    A question that is not named keeps its answer. Questions that this role is not asked, or that are not live, are
    left out. Several choices stand on a line each (`models.questions.AnswerText`).
    """
    live = FormVersion.objects.live(enrolment.cohort.program)
    asked = {one.code: one for one in live.questions.all()} if live else {}
    given = {code: text for code, text in answers.items() if code in asked}
    given = {code: text for code, text in given.items() if asked[code].is_for(enrolment.role)}
    for table in (Answer, SharedAnswer):
        table.objects.filter(enrolment=enrolment, question__code__in=given).delete()
    for code, text in given.items():
        if text := text.strip()[:MOST_LETTERS]:
            table_of(asked[code]).objects.create(
                enrolment=enrolment, question=asked[code], text=text, given_at=clock.now()
            )


def table_of(question: Question) -> type[Answer] | type[SharedAnswer]:
    """Texts with different readers rest in different tables."""
    return SharedAnswer if question.readers == Question.Readers.PARTNER else Answer
