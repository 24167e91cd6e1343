"""What shows that a goal comes nearer: numbers with a day, evidence, and how both judge the skill."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.files import NewFile
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.files import keep_file, let_go_of_file
from sessions.actions.goals import tell_once_a_day, write_on
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Assessment, Evidence, Feedback, Goal, GoalValue, Milestone

MOST_VALUES, MOST_EVIDENCE = 200, 100


@transaction.atomic
def record_value(*, by: Member, goal: Goal, value: Decimal, on: date) -> GoalValue:
    """Where it stands on a day; a second number for the same day takes the place of the first."""
    write_on(by, goal)
    if not goal.is_counted:
        raise Conflict(_("Say first what you count, from where and to where."))
    if on > clock.today(timezone.get_current_timezone()):
        raise Refusal(_("Choose today or a day that has passed."), field="on")
    if GoalValue.objects.filter(goal=goal).exclude(on=on).count() >= MOST_VALUES:
        raise Refusal(_("Two hundred numbers are plenty for one goal."))
    row, _new = GoalValue.objects.update_or_create(goal=goal, on=on, defaults={"value": value})
    return row


@transaction.atomic
def remove_value(*, by: Member, goal: Goal, on: date) -> None:
    """A number noted by mistake."""
    write_on(by, goal)
    GoalValue.objects.filter(goal=goal, on=on).delete()


@dataclass(frozen=True)
class Shown:
    """One piece of evidence as somebody gives it: words, a link, a file, a sentence from feedback, or some of them."""

    text: str = ""
    link: str = ""
    file: NewFile | None = None
    quoted: Feedback | None = None

    @property
    def kind(self) -> Evidence.Kind:
        if self.quoted is not None:
            return Evidence.Kind.QUOTE
        if self.file is not None:
            return Evidence.Kind.FILE
        return Evidence.Kind.LINK if self.link else Evidence.Kind.TEXT


@transaction.atomic
def add_evidence(*, by: Member, goal: Goal, shown: Shown, milestone: Milestone | None = None) -> Evidence:
    """Either of the two adds what they can point at."""
    mentorship = lock_mentorship(by)
    _refuse_evidence(by, goal, shown, milestone)
    file = keep_file(by=by, upload=shown.file) if shown.file else None
    row = Evidence.objects.create(
        goal=goal,
        milestone=milestone,
        author=by,
        kind=shown.kind,
        text=shown.text,
        link=shown.link,
        file=file,
        feedback=shown.quoted,
    )
    Goal.objects.filter(pk=goal.pk).update(touched_at=clock.now())
    tell_once_a_day("evidence_added", by=by, goal=goal)
    write_down("evidence.added", target=row, by=by, mentorship=mentorship)
    return row


def _refuse_evidence(by: Member, goal: Goal, shown: Shown, milestone: Milestone | None) -> None:
    if not (shown.text or shown.link or shown.file):
        raise Refusal(_("Write a line, give a link or choose a file: one is enough."), field="text")
    if shown.file and goal.only_me:
        raise Refusal(_("A file can be added once you share this goal."), field="file")
    if milestone is not None and milestone.goal_id != goal.pk:
        raise Refusal(_("Choose a milestone of this goal."), field="milestone")
    quoted = shown.quoted
    if quoted is not None and (quoted.author_id == by.pk or quoted.author.mentorship_id != by.mentorship_id):
        raise Refusal(_("Quote what the other told you."), field="quote")
    if Evidence.objects.filter(goal=goal).count() >= MOST_EVIDENCE:
        raise Refusal(_("A hundred pieces of evidence are plenty for one goal."))


@transaction.atomic
def remove_evidence(*, by: Member, evidence: Evidence) -> None:
    """Whoever brought it takes it off again, its file too."""
    require(policies.can_remove_own(by, evidence.author_id))
    mentorship = lock_mentorship(by)
    write_down("evidence.removed", target=evidence, by=by, mentorship=mentorship)
    file = evidence.file
    Evidence.objects.filter(pk=evidence.pk).delete()
    if file is not None:
        let_go_of_file(by=by, file=file)


@transaction.atomic
def assess(
    *, by: Member, goal: Goal, moment: str, level: int, line: str = "", confidence: int | None = None
) -> Assessment:
    """Sealed until the other has written too; then both open at the same instant. Written once."""
    mentorship = lock_mentorship(by)
    goal.refresh_from_db()
    if not (allowed := policies.can_assess(goal)):
        raise Conflict(allowed.reason)
    mine = goal.owner_id == by.pk
    facts: dict[str, Any] = {"level": level, "line": line, "confidence": confidence if mine else None}
    try:
        with transaction.atomic():
            row = Assessment.objects.create(goal=goal, moment=moment, author=by, **facts)
    except IntegrityError as error:
        raise Conflict(_("You have written this one already.")) from error
    close("assessment_to_write", mentorship=mentorship, ref=goal.number, reader=by)
    both = Assessment.objects.filter(goal=goal, moment=moment)
    if both.count() > 1:
        both.update(opened_at=clock.now())
        row.refresh_from_db()
        tell_partner("assessment_open", by=by, ref=goal.number)
    else:
        ask_partner("assessment_to_write", by=by, ref=goal.number)
    write_down("assessment.written", target=row, by=by, mentorship=mentorship)
    return row
