"""Asking one question every few weeks, and what somebody does with it: answer, skip, write to the coordinators."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import Question, ask_many, close
from programs.models import Member, Mentorship, News
from programs.models.check_in_settings import monday_of
from programs.queries.check_in_settings import schedule_of
from programs.queries.safeguarding import answerers_of
from sessions.actions.mentorships import lock_mentorship
from sessions.models import CheckIn, CheckInAnswer, CheckInNote
from sessions.queries.check_in_turns import Due, Turn, due_in, turns

ASKED = "check_in"


def ask_check_ins(now: datetime) -> int:
    """Everybody whose turn has come, each once a period however often this runs. Answers how many were asked."""
    return sum(_ask(batch, turn, now) for turn in turns(now) for batch in due_in(turn))


@transaction.atomic
def ask_both(*, mentorship: Mentorship) -> int:
    """The two of a pair, today, whoever's turn it is: for a pair that is shown."""
    program, now = mentorship.cohort.program, clock.now()
    turn = Turn(monday_of(clock.today(program.zone)), (), schedule_of(program).weeks, (program.pk,))
    members = Member.objects.filter(mentorship=mentorship).order_by("pk").values_list("pk", flat=True)
    return _ask([Due(member, 0) for member in members], turn, now)


@transaction.atomic
def _ask(batch: Sequence[Due], turn: Turn, now: datetime) -> int:
    """Three statements for 500 people. Who runs second at the same moment writes nothing."""
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                member_id=due.member, period=turn.monday, about=due.about, asked_at=now, until=turn.until(now)
            )
            for due in batch
        ],
        ignore_conflicts=True,
    )
    told = News.objects.filter(reader=OuterRef("member"), kind=ASKED, ref=OuterRef("pk"))
    made = CheckIn.objects.filter(~Exists(told), member__in=[due.member for due in batch], period=turn.monday)
    fresh = list(made.select_related("member"))
    until = turn.until(now)
    ask_many(ASKED, [Question(one.member.mentorship_id, one.member_id, one.pk, until) for one in fresh])
    return len(fresh)


@transaction.atomic
def answer_check_in(*, check_in: CheckIn, choice: int) -> CheckInAnswer:
    """One of five words, once. It is counted; nobody reads it beside a name."""
    found = _locked_open(check_in)
    if choice not in range(1, 6):
        raise Refusal(_("Choose one of the five answers."))
    answer = CheckInAnswer.objects.create(
        check_in=found, member=found.member, about=found.about, choice=choice, answered_at=clock.now()
    )
    _settle(found)
    return answer


@transaction.atomic
def skip_check_in(*, check_in: CheckIn) -> None:
    """As good as an answer: it waits for nobody any more, and nobody hears of it."""
    found = _locked_open(check_in)
    CheckIn.objects.filter(pk=found.pk).update(skipped_at=clock.now())
    _settle(found)


@transaction.atomic
def send_note(*, check_in: CheckIn, text: str) -> CheckInNote:
    """A line to the coordinators, by name, because its author pressed so. One for each question."""
    member = check_in.member
    mentorship = lock_mentorship(member)
    if not text:
        raise Refusal(_("Write a sentence first."), field="text")
    if check_in.has_passed:
        raise Conflict(
            _("This question has closed. You can write to the coordinators at any time."), field="text"
        )
    if CheckInNote.objects.filter(check_in=check_in).exists():
        raise Conflict(_("You have sent a line with this question already."), field="text")
    if not answerers_of(mentorship.cohort.program, mentorship):
        raise Conflict(
            _("No coordinator of this program could read this: the only one is one of you two."), field="text"
        )
    return CheckInNote.objects.create(check_in=check_in, text=text, sent_at=clock.now())


@transaction.atomic
def mark_note_read(*, note: CheckInNote, by: User) -> None:
    """It waits for none of the coordinators any more. Who read it first stays."""
    CheckInNote.objects.filter(pk=note.pk, read_at=None).update(read_at=clock.now(), read_by=by)


def _locked_open(check_in: CheckIn) -> CheckIn:
    """The row, with its mentorship locked; a conflict (409) where nothing waits for an answer any more."""
    lock_mentorship(check_in.member)
    found = CheckIn.objects.select_related("member__mentorship").get(pk=check_in.pk)
    if found.skipped_at or CheckInAnswer.objects.filter(check_in=found).exists():
        raise Conflict(_("This question is settled already."))
    if found.has_passed:
        raise Conflict(_("This question has closed. The next one comes by itself."))
    return found


def _settle(check_in: CheckIn) -> None:
    close(ASKED, mentorship=check_in.member.mentorship, ref=check_in.pk, reader=check_in.member)
