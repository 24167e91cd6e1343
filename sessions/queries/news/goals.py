"""Goals, self-assessment, decisions, outcomes."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.queries.news.kind import NewsKind

LOOK = _("Look at the goal")
GOAL = "sessions:goal"

KINDS: dict[str, NewsKind] = {
    "goals_to_bring": NewsKind(
        to_me=_("Bring your open goals along to %(name)s?"),
        by_me=_("You were asked about your open goals"),
        route="sessions:goals_bring",
        rank=44,
        action=_("Choose"),
        minutes=1,
        why=_("They are yours: nobody new sees one before you say so."),
        in_thread=False,
    ),
    "goal_set": NewsKind(
        to_me=_("%(name)s set a goal"),
        by_me=_("You set a goal"),
        route=GOAL,
        numbered=True,
        action=LOOK,
        mark="goal",
    ),
    "goal_changed": NewsKind(
        to_me=_("%(name)s adjusted a goal"),
        by_me=_("You adjusted a goal"),
        route=GOAL,
        numbered=True,
        action=LOOK,
        mark="goal",
    ),
    "goal_reached": NewsKind(
        to_me=_("%(name)s reached a goal"),
        by_me=_("You reached a goal"),
        route=GOAL,
        numbered=True,
        action=LOOK,
        mark="goal",
    ),
    "milestone_reached": NewsKind(
        to_me=_("%(name)s reached a milestone"),
        by_me=_("You reached a milestone"),
        route=GOAL,
        numbered=True,
        action=LOOK,
        mark="goal",
    ),
    "evidence_added": NewsKind(
        to_me=_("%(name)s added evidence to a goal"),
        by_me=_("You added evidence to a goal"),
        route=GOAL,
        numbered=True,
        action=LOOK,
        mark="goal",
    ),
    "assessment_to_write": NewsKind(
        to_me=_("%(name)s wrote how far a goal is. Say what you see."),
        by_me=_("You wrote how far a goal is"),
        route=GOAL,
        numbered=True,
        rank=58,
        action=_("Write yours"),
        minutes=3,
        why=_("Because both open at the same moment: neither reads the other’s first."),
        mark="goal",
        reminds="partner",
    ),
    "assessment_open": NewsKind(
        to_me=_("You have both written how far a goal is. Look at both."),
        by_me=_("You have both written how far a goal is"),
        route=GOAL,
        numbered=True,
        action=_("Look at both"),
        mark="goal",
    ),
    "decision_view": NewsKind(
        to_me=_("%(name)s has something to decide and asks for your view"),
        by_me=_("You asked for a view on a decision"),
        route="sessions:decision",
        numbered=True,
        part=Part.DECISIONS,
        rank=57,
        action=_("Give your view"),
        minutes=5,
        why=_("Because a second view helps while the question is open."),
        reminds="partner",
    ),
    "decision_seen": NewsKind(
        to_me=_("%(name)s wrote a view on your decision"),
        by_me=_("You wrote a view on a decision"),
        route="sessions:decision",
        numbered=True,
        part=Part.DECISIONS,
        action=_("Read it"),
    ),
    "decision_made": NewsKind(
        to_me=_("%(name)s has decided"),
        by_me=_("You decided"),
        route="sessions:decision",
        numbered=True,
        part=Part.DECISIONS,
    ),
    "outcome_recorded": NewsKind(
        to_me=_("%(name)s has something to tell: a change at work"),
        by_me=_("You told of a change at work"),
        route="sessions:goals",
        mark="thanks",
    ),
}
