"""Goals in depth: Lena counts, shows, keeps one for later and one to herself; Tomás learns; a little of others."""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal

from mentorship.lib import clock
from mentorship.management.demo.told import DAY, Told
from programs.models import Member
from sessions.actions import decisions
from sessions.actions.evidence import Shown, add_evidence, assess, record_value
from sessions.actions.goals import edit_goal, look_back, set_goal, set_goal_state
from sessions.actions.milestones import add_milestone, set_milestone_reached
from sessions.models import Feedback, Goal, Milestone

EVENING, NOON = time(20, 30), time(12, 40)
# Days ago, and how many one-to-ones Lena had held by then.
HELD = ((52, 0), (44, 3), (33, 5), (19, 8), (6, 12))


def goals(everybody: Mapping[str, Told]) -> None:
    lena = everybody["Lena Brandt"]
    _lena_counts(lena)
    _lena_shows(lena)
    _both_look(lena)
    _lena_later(lena)
    _tomas_learns(lena)
    _lena_decides(lena)
    _amara(everybody["Amara Nwosu"])
    _kwame(everybody["Kwame Mensah"])
    _sofia(everybody["Sofia Marinou"])


def _first(told: Told) -> tuple[Member, Goal]:
    mentee = told.members["mentee"]
    return mentee, Goal.objects.filter(mentorship=told.mentorship, owner=mentee).earliest("number")


def _lena_counts(told: Told) -> None:
    lena, goal = _first(told)
    with clock.at(told.instant(-53, EVENING)):
        goal = edit_goal(
            by=lena,
            goal=goal,
            version=goal.version,
            sentence=goal.sentence,
            measure="Twenty held, and each of the five can name one thing that changed.",
            in_hands="The invitation, my questions, and that I do not cancel. Not how much each of them tells me.",
            relevance=goal.relevance,
            until=goal.until,
            kind="challenge",
            topic=next(iter(lena.enrolment.topics), ""),
            unit="one-to-ones",
            start_value=Decimal(0),
            target_value=Decimal(20),
        )
        way = "Bring one moment from a one-to-one to each of our meetings"
        add_milestone(by=lena, goal=goal, title=way, kind=Milestone.Kind.WAY, due_on=told.today + 20 * DAY)
    for ago, held in HELD:
        with clock.at(told.instant(-ago, EVENING)):
            record_value(by=lena, goal=goal, value=Decimal(held), on=told.today - ago * DAY)


def _lena_shows(told: Told) -> None:
    lena, goal = _first(told)
    tomas = told.members["mentor"]
    steps = list(Milestone.objects.filter(goal=goal))
    with clock.at(told.instant(-48, EVENING)):
        page = Shown(
            text="My page on what a one-to-one is for. The third sentence took longest: it is their time, not mine.",
            link="https://pages.example/lena/what-a-one-to-one-is-for",
        )
        add_evidence(by=lena, goal=goal, shown=page, milestone=steps[0])
    quoted = Feedback.objects.of(told.mentorship).filter(author=tomas).order_by("recorded_at")
    with clock.at(told.instant(-18, EVENING)):
        waited = next(row for row in quoted if row.went_well.startswith("You waited"))
        add_evidence(by=lena, goal=goal, shown=Shown(text=waited.went_well, quoted=waited))
    with clock.at(told.instant(-5, NOON)):
        heard = Shown(
            text="Lena told me of the talk with Jonas in three sentences, and none of them was about herself. "
            "Ten weeks ago it would have been ten minutes of what she should have said."
        )
        add_evidence(by=tomas, goal=goal, shown=heard)


def _both_look(told: Told) -> None:
    lena, goal = _first(told)
    with clock.at(told.instant(-60, EVENING)):
        line = "I prepare for each of them for an hour and then talk most of the time myself."
        assess(by=lena, goal=goal, moment="start", level=1, confidence=2, line=line)
    with clock.at(told.instant(-58, NOON)):
        line = "You ask good questions already, in the last five minutes. I would like to see them in the first five."
        assess(by=told.members["mentor"], goal=goal, moment="start", level=2, line=line)


def _lena_later(told: Told) -> None:
    lena, goal = _first(told)
    with clock.at(told.instant(-7, EVENING)):
        later = set_goal(
            by=lena,
            sentence="By summer two of my five take on somebody new and hold the one-to-ones themselves.",
            measure="Both have done it three times without asking me how.",
            until=told.today + 220 * DAY,
            kind="advance",
            stretch=True,
            follows=goal,
        )
        set_goal_state(by=lena, goal=later, state=Goal.State.PARKED)
    with clock.at(told.instant(-13, EVENING)):
        quiet = set_goal(
            by=lena,
            sentence="By Easter I know whether I want to keep leading people, or go back to my craft.",
            measure="I can say it in one sentence and mean it.",
            until=told.today + 130 * DAY,
            kind="change",
            only_me=True,
        )
        add_milestone(
            by=lena, goal=quiet, title="Write down, each Friday, one hour I liked and one I did not"
        )


def _tomas_learns(told: Told) -> None:
    tomas = told.members["mentor"]
    with clock.at(told.instant(-36, NOON)):
        goal = set_goal(
            by=tomas,
            sentence="By March I ask two questions before I give an answer, here and with my own team.",
            measure="Lena counts one meeting a month; she promised to be strict.",
            in_hands="Waiting. The rest follows.",
            relevance="Three people told me this year that I solve things they only wanted to tell me.",
            until=told.today + 110 * DAY,
            kind="skill",
        )
        steps = [
            add_milestone(by=tomas, goal=goal, title="Write my three usual answers down, to notice them"),
            add_milestone(by=tomas, goal=goal, title="One whole meeting without “what I would do is”"),
        ]
    with clock.at(told.instant(-8, EVENING)):
        set_milestone_reached(by=tomas, milestone=steps[0], reached=True)
        line = "Four questions today before the first tip, and the tip was short. Almost strict enough."
        add_evidence(by=told.members["mentee"], goal=goal, shown=Shown(text=line))


def _lena_decides(told: Told) -> None:
    lena, tomas = told.members["mentee"], told.members["mentor"]
    with clock.at(told.instant(-30, EVENING)):
        row = decisions.ask_about(
            by=lena,
            question="Do I hand the weekly report to Ada, or keep it until she has more time?",
            options="Hand it over in January, with two weeks side by side.\n"
            "Keep it until spring.\nAsk whether anybody reads it.",
            confidence=2,
        )
    with clock.at(told.instant(-29, NOON)):
        view = "The third one first: it costs one mail. And what would Ada say, if you asked her today?"
        decisions.give_view(by=tomas, decision=row, version=row.version, view=view)
    with clock.at(told.instant(-21, EVENING)):
        choice = "Ada takes it from January. She said she had wondered since summer why nobody asked her."
        decisions.decide(by=lena, decision=row, version=row.version, choice=choice, confidence=4)


def _amara(told: Told) -> None:
    amara, goal = _first(told)
    with clock.at(told.instant(-4, EVENING)):
        line = "First talk: eleven minutes, no slides, she thanked me for not waiting until spring."
        step = Milestone.objects.filter(goal=goal)[1]
        add_evidence(by=amara, goal=goal, shown=Shown(text=line), milestone=step)
    with clock.at(told.instant(-3, EVENING)):
        line = "I say it within a week now, but my voice still shakes in the first sentence."
        assess(by=amara, goal=goal, moment="start", level=2, confidence=3, line=line)


def _kwame(told: Told) -> None:
    kwame, goal = _first(told)
    with clock.at(told.instant(-28, EVENING)):
        text = "The map of who wins and who loses, one page. Finance turned out to win."
        add_evidence(
            by=kwame, goal=goal, shown=Shown(text=text, link="https://pages.example/booking/map-of-interests")
        )


def _sofia(told: Told) -> None:
    sofia, goal = _first(told)
    with clock.at(told.instant(-17, EVENING)):
        line = "Somebody read every one of them before it left. Alone I would have stopped at three."
        look_back(by=sofia, goal=goal, reflection=line)
        happened = decisions.Happened(
            "transition",
            told.today - 18 * DAY,
            "Back in accounting after eight years, three days a week to begin with.",
            may_count=True,
        )
        decisions.note_outcome(by=sofia, happened=happened, goal=goal)
