"""What each source counts: one answer that is good, one that is not, and none from before or after."""

import pytest

from mentorship.dashboards.queries.sources import SOURCES, Span
from programs.models import EndingAnswer
from sessions.models import CheckIn, CheckInAnswer, Outcome, Survey
from tests import make
from tests.mentorship.dashboards.answered import feels, members, noon, pairs
from tests.sessions import rows

pytestmark = pytest.mark.django_db
BEFORE, START, DURING, END = noon(2026, 8, 31), noon(2026, 9, 1), noon(2026, 9, 20), noon(2026, 10, 1)


def match(member, good, at):
    feels(member, "good" if good else "too_early", at=at)


def useful(member, good, at):
    feels(member, "turning" if good else "fairly", at=at, question="useful")


def check_in(about):
    def make_answer(member, good, at):
        asked = CheckIn.objects.create(member=member, period=at.date(), about=about, until=END)
        choice = 4 if good else 3
        CheckInAnswer.objects.create(
            check_in=asked, member=member, about=about, choice=choice, answered_at=at
        )

    return make_answer


def survey(moment, scale):
    """Beside it an answer to another question, and the opposite at the other moment."""

    def make_answer(member, good, at):
        other = "trust" if scale != "trust" else "belonging"
        said = {scale: 4 if good else 3, other: 5}
        Survey.objects.create(member=member, moment=moment, until=END, answered_at=at, **said)
        turned = "end" if moment == "start" else "start"
        Survey.objects.create(
            member=member, moment=turned, until=END, answered_at=at, **{scale: 1 if good else 5}
        )

    return make_answer


def ending(field, good_answer, other):
    def make_answer(member, good, at):
        said = {field: good_answer if good else other, "written_at": at}
        EndingAnswer.objects.create(mentorship=member.mentorship, author=member, **said)

    return make_answer


def outcome(kind):
    """Beside it one that may not be counted."""

    def make_outcome(member, good, at):
        facts = {"mentorship": member.mentorship, "owner": member, "on": at.date(), "created_at": at}
        Outcome.objects.create(kind=kind if good else "other", may_count=True, **facts)
        Outcome.objects.create(kind=kind, may_count=False, **facts)

    return make_outcome


def goal(**fields):
    """The one that is not good is kept to oneself."""

    def make_goal(member, good, at):
        facts = {"created_at": BEFORE, "touched_at": BEFORE}
        facts |= {name: at if value == "at" else value for name, value in fields.items()}
        rows.goal(member.mentorship, owner=member, only_me=not good, **facts)

    return make_goal


MADE = {
    "match": match,
    "useful": useful,
    "check_in_relationship": check_in("relationship"),
    "check_in_goals": check_in("goals"),
    **{f"ending_{name}": ending(name, 4, 3) for name in EndingAnswer.SCALES},
    **{
        f"ending_{key}": ending("outcome", key, "skill" if key != "skill" else "role")
        for key in EndingAnswer.Outcome.values
    },
    **{
        f"{moment}_{scale}": survey(moment, scale)
        for moment in ("start", "end")
        for scale in ("satisfaction", "confidence", "belonging", "trust")
    },
    "goal_set": goal(created_at="at"),
    "goal_moved": goal(touched_at="at"),
    "goal_reached": goal(closed_at="at", state="reached"),
    **{
        f"reached_{kind}": goal(closed_at="at", state="reached", kind=kind)
        for kind in ("advance", "change", "skill", "challenge")
    },
    **{f"outcome_{kind}": outcome(kind) for kind in ("promotion", "duty", "transition")},
}


def test_every_source_is_made_here_and_its_key_fits_its_column():
    assert sorted(MADE) == sorted(source.key for source in SOURCES)
    assert max(len(source.key) for source in SOURCES) <= 24


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_source_counts_what_happened_in_the_span(source):
    cohort = make.cohort(make.program(make.organisation()))
    mentee, mentor, early, late = members(pairs(cohort, 2, started=BEFORE))
    cases = ((mentor, True, START), (mentee, False, DURING), (early, True, BEFORE), (late, True, END))
    for member, good, at in cases:
        MADE[source.key](member, good, at)
    given = {person: (role, good) for person, role, good in source.answers(cohort, Span(START, END))}
    assert given.pop(mentor.enrolment.person_id) == ("mentor", True)
    assert given.pop(mentee.enrolment.person_id) == ("mentee", False)
    everybody = {one.enrolment.person_id: (one.role, False) for one in (early, late)}
    assert given == (everybody if source.key.startswith(("goal", "reached")) else {})


def test_an_ending_without_an_answer_to_the_question_does_not_count():
    cohort = make.cohort(make.program(make.organisation()))
    member = members(pairs(cohort, 1, started=BEFORE))[0]
    EndingAnswer.objects.create(mentorship=member.mentorship, author=member, written_at=DURING)
    endings = [source for source in SOURCES if source.part == "endings"]
    assert [list(source.answers(cohort, Span(START, END))) for source in endings] == [[]] * len(endings)
