"""Goals and what hangs on them: both people read them, but for those somebody keeps alone; decisions; outcomes."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db.models import Model
from django.urls import reverse

from mentorship.lib import clock
from programs.models import Enrolment
from sessions.actions import decisions
from sessions.actions.evidence import Shown, add_evidence, assess, record_value
from sessions.actions.goals import edit_goal, look_back, set_goal, set_goal_state
from sessions.models import Assessment, Decision, Evidence, Goal, GoalValue, GoalWords, Outcome
from tests.access import places
from tests.access.row import MEMBERS_ONLY, MENTEE_ONLY, SIGNED_IN, Row
from tests.sessions import rows
from tests.world import World

Kwargs = dict[str, object]
Word = Callable[[str], str]


def counted(world: World) -> Kwargs:
    kwargs = places.goal(world)
    Goal.objects.update(start_value=0, target_value=20)
    GoalValue.objects.create(goal=Goal.objects.get(), on=clock.now().date(), value=3)
    return kwargs


def closed(world: World) -> Kwargs:
    kwargs = places.goal(world)
    Goal.objects.update(state=Goal.State.REACHED, closed_at=clock.now())
    return kwargs


def at_the_start(world: World) -> Kwargs:
    return {**places.goal(world), "moment": "start"}


def a_decision(world: World) -> Kwargs:
    Decision.objects.create(
        mentorship=world.ada_ben, number=1, owner=world.member(world.ben), question="Stay?"
    )
    return {**places.own_pair(world), "number": 1}


OWNERS = {"ada": (405, 403, 405)}
ROUTES = {
    "sessions:all_goals": Row(SIGNED_IN),
    "sessions:goals": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:goal_check": Row(MEMBERS_ONLY, 405, 200, 405, to=places.own_pair),
    "sessions:goal_share": Row(MENTEE_ONLY, 405, 303, 405, to=places.goal, but=OWNERS),
    "sessions:goal_reflection": Row(MENTEE_ONLY, 405, 422, 405, to=closed, but=OWNERS),
    "sessions:goal_history": Row(MEMBERS_ONLY, to=places.goal),
    "sessions:milestone_remove": Row(MENTEE_ONLY, 405, 404, 405, to=places.goal, but=OWNERS),
    "sessions:goal_values": Row(MENTEE_ONLY, post=422, to=counted, but={"ada": (403, 403, 403)}),
    "sessions:goal_value_remove": Row(MENTEE_ONLY, 405, 404, 405, to=counted, but=OWNERS),
    "sessions:evidence": Row(MEMBERS_ONLY, post=422, to=places.goal),
    "sessions:evidence_remove": Row(MEMBERS_ONLY, 405, 404, 405, to=places.goal),
    "sessions:assessment": Row(MEMBERS_ONLY, post=422, to=at_the_start),
    "sessions:outcome_new": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:outcome_change": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:decisions": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:decision": Row(MEMBERS_ONLY, post=422, to=a_decision),
}


def _goal(world: World, text: str, **facts: object) -> Goal:
    texts = dict.fromkeys(
        ("sentence", "measure", "in_hands", "relevance", "unit", "topic", "reflection"), text
    )
    return Goal.objects.create(
        mentorship=world.ada_ben, number=902, owner=world.member(world.ben), **{**texts, **facts}
    )


def _words(world: World, text: str) -> Model:
    texts = dict.fromkeys(("sentence", "measure", "in_hands", "relevance"), text)
    return GoalWords.objects.create(goal=_goal(world, text), number=1, **texts)


def _evidence(world: World, text: str) -> Model:
    author = world.member(world.ada)
    return Evidence.objects.create(goal=_goal(world, text), author=author, kind="text", text=text, link=text)


def _assessment(world: World, text: str) -> Model:
    author = world.member(world.ben)
    return Assessment.objects.create(
        goal=_goal(world, text), author=author, moment="start", level=2, line=text
    )


def _decision(world: World, text: str) -> Model:
    texts = dict.fromkeys(("question", "options", "partner_view", "choice", "outcome"), text)
    return Decision.objects.create(
        mentorship=world.ada_ben, number=901, owner=world.member(world.ben), **texts
    )


def _outcome(world: World, text: str) -> Model:
    owner = world.member(world.ben)
    return Outcome.objects.create(
        mentorship=world.ada_ben, owner=owner, kind="other", on=clock.now().date(), text=text
    )


MADE = {
    "mentoring_sessions.Goal": _goal,
    "mentoring_sessions.GoalWords": _words,
    "mentoring_sessions.Evidence": _evidence,
    "mentoring_sessions.Assessment": _assessment,
    "mentoring_sessions.Decision": _decision,
    "mentoring_sessions.Outcome": _outcome,
}
AUTHORS = {"mentoring_sessions.Assessment": "ben"}
QUERYSETS = {
    ("mentoring_sessions.GoalWords", "visible_to"): "goal",
    ("mentoring_sessions.Evidence", "visible_to"): "goal",
    ("mentoring_sessions.Assessment", "visible_to"): "assessment",
    ("mentoring_sessions.Decision", "visible_to"): "decision",
    ("mentoring_sessions.Outcome", "visible_to"): "outcome",
}
ONLY = {"mentoring_sessions.Assessment.line": "ben"}


def plant(world: World, word: Word) -> None:
    mentor, mentee = rows.seats(world.ada_ben)
    Enrolment.objects.filter(pk=mentee.enrolment_id).update(topics=["speaking"])
    first = {name: word(f"GoalWords.{name}") for name in ("sentence", "measure", "in_hands", "relevance")}
    later = {name: word(f"Goal.{name}") for name in ("measure", "in_hands", "relevance", "unit", "topic")}
    goal = set_goal(by=mentee, **first)
    numbers = {"start_value": Decimal(0), "target_value": Decimal(9)}
    goal = edit_goal(by=mentee, goal=goal, version=1, sentence=word("Goal.sentence"), **later, **numbers)
    record_value(by=mentee, goal=goal, value=Decimal(2), on=clock.now().date())
    shown = Shown(text=word("Evidence.text"), link=f"https://example.org/{word('Evidence.link')}")
    add_evidence(by=mentor, goal=goal, shown=shown)
    assess(by=mentee, goal=goal, moment="start", level=2, confidence=3, line=word("Assessment.line"))
    set_goal_state(by=mentee, goal=goal, state="reached")
    look_back(by=mentee, goal=goal, reflection=word("Goal.reflection"))
    row = decisions.ask_about(by=mentee, question=word("Decision.question"), options=word("Decision.options"))
    decisions.give_view(by=mentor, decision=row, version=1, view=word("Decision.partner_view"))
    decisions.decide(by=mentee, decision=row, version=2, choice=word("Decision.choice"))
    decisions.look_at_outcome(by=mentee, decision=row, version=3, outcome=word("Decision.outcome"))
    day = clock.now().date() - timedelta(days=1)
    happened = decisions.Happened("promotion", day, word("Outcome.text"), may_count=True)
    decisions.note_outcome(by=mentee, happened=happened, goal=goal)


def addresses(world: World) -> list[str]:
    code = world.ada_ben.code
    pair = ("goals", "goal_new", "outcome_new", "decisions")
    one = ("goal", "goal_edit", "goal_history", "goal_values", "evidence", "decision")
    return [
        reverse("sessions:all_goals"),
        *(reverse(f"sessions:{name}", args=[code]) for name in pair),
        *(reverse(f"sessions:{name}", args=[code, number]) for name in one for number in (1, 2)),
        *(
            reverse("sessions:assessment", args=[code, number, moment])
            for number in (1, 2)
            for moment in ("start", "middle")
        ),
    ]
