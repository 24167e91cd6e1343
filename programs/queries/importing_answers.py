"""What a file answers for people who are here already: an answer where there was none, or another one.

What somebody has said themselves is theirs: once they have signed in, a file only fills what they left empty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from mentorship.accounts.models import User
from programs.models import Answer, Cohort, Enrolment, Person, SharedAnswer
from programs.queries.importing_questions import Ask, kind_words
from programs.queries.importing_reader import Entry
from programs.queries.questions import words_of_answer

Answers = Mapping[tuple[int, str], str]  # by place and the code of a question


@dataclass(frozen=True)
class AnswerDifference:
    """Of one place. `was` and `becomes` are for people to read, the other two are as the texts are kept."""

    place: int
    ask: Ask
    before: str
    after: str

    @property
    def label(self) -> str:
        return self.ask.label

    @property
    def was(self) -> str:
        return words_of_answer(self.ask.question, self.before) if self.before else ""

    @property
    def becomes(self) -> str:
        return words_of_answer(self.ask.question, self.after)


def given_answers(cohort: Cohort, asks: Sequence[Ask], by: User | None) -> Answers:
    """Two statements, or none where the file asks nothing that was asked before."""
    found: dict[tuple[int, str], str] = {}
    codes = [ask.code for ask in asks if ask.code]
    if not codes or by is None:
        return found
    for table in (Answer, SharedAnswer):
        rows = table.objects.visible_to(by).filter(enrolment__cohort=cohort, question__code__in=codes)
        found |= {
            (place, code): text
            for place, code, text in rows.values_list("enrolment", "question__code", "text")
        }
    return found


def answer_differences(
    person: Person,
    said: Sequence[Entry],
    places: Mapping[tuple[int, str], Enrolment],
    asks: Sequence[Ask],
    given: Answers,
) -> Iterable[AnswerDifference]:
    """The last row of a file that says something has the word."""
    own = person.user is not None and person.user.last_login is not None
    for role, answers in {entry.role: entry.answers for entry in said}.items():
        place = places.get((person.pk, role))
        for ask in asks if place else ():
            after = answers.get(ask.at, "")
            before = given.get((place.pk, ask.code), "") if place else ""
            if place and after and after != before and role in ask.roles and not (own and before):
                yield AnswerDifference(place.pk, ask, before, after)


@dataclass(frozen=True)
class Asked:
    """A column that is a question: `new` where this import will ask it."""

    label: str
    kind: str | Promise
    asked: str | Promise
    audience: str
    answers: int
    new: bool


class Changed(Protocol):
    @property
    def answers(self) -> Sequence[AnswerDifference]: ...


def asked_of(asks: Iterable[Ask], answered: Mapping[int, int], changes: Iterable[Changed]) -> list[Asked]:
    """`answered`: by column, the answers of new places; those of people who are here come on top."""
    told = Counter(one.ask.at for change in changes for one in change.answers)
    return [_asked(ask, answered.get(ask.at, 0) + told[ask.at]) for ask in asks]


def _asked(ask: Ask, answers: int) -> Asked:
    question = ask.question
    return Asked(
        ask.label, kind_words(ask), question.get_asked_display(), question.audience, answers, not ask.code
    )
