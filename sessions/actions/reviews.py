"""The impact review of two people: answered alone, sealed, opened to both at one instant, or closed without it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask, close, tell_partner
from programs.models import Member, Mentorship
from programs.queries.review_periods import number_of
from sessions.actions.agenda import add_topic
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import AgendaItem, Meeting, Review, ReviewProgress, ReviewSheet
from sessions.models.reviews import SCALES, TEXTS
from sessions.queries.review_words import MORE_DAYS, deadline_after

# What stands on Today while two people have not read each other's answers, and afterwards until both have signed.
READ_WITHIN = timedelta(days=28)


@dataclass(frozen=True)
class Answers:
    """What stands on a sheet. `progress` is by the goal of the review: a level of one to five, and words."""

    texts: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, int | None] = field(default_factory=dict)
    way: str = ""
    progress: Mapping[int, tuple[int | None, str]] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        said = any(self.texts.get(name) for name in TEXTS if name != "missing")
        return not (said or any(level or text for level, text in self.progress.values()))


@transaction.atomic
def save_sheet(*, by: Member, review: Review, version: int, answers: Answers) -> ReviewSheet:
    """A draft nobody else reads. Over the version somebody had before them; a newer one is a conflict."""
    lock_mentorship(by)
    return _write(by, review, version, answers)


@transaction.atomic
def seal_sheet(*, by: Member, review: Review, version: int, answers: Answers) -> ReviewSheet:
    """Saved and sealed. The second seal opens both sheets in the same statement: neither is ever read alone."""
    mentorship = lock_mentorship(by)
    sheet = _write(by, review, version, answers)
    if answers.is_silent:
        raise Refusal(_("Write a sentence first, about a goal or in one of the boxes: one is enough."))
    ReviewSheet.objects.filter(pk=sheet.pk).update(sealed_at=clock.now())
    close("review_open", mentorship=mentorship, ref=number_of(review.period), reader=by)
    write_down("review.sealed", target=review, by=by, mentorship=mentorship)
    if not ReviewSheet.objects.filter(review=review, sealed_at=None).exists():
        _reveal(review, mentorship, by)
    sheet.refresh_from_db()
    return sheet


@transaction.atomic
def unseal_sheet(*, by: Member, review: Review) -> ReviewSheet:
    """Take the seal off again, as long as the other's is not on. Their line on Today says nothing about it."""
    mentorship = lock_mentorship(by)
    _refuse_unless_open(review)
    if review.deadline <= clock.now():
        raise Conflict(_("The time to answer is over, so what is sealed stays sealed."))
    mine = ReviewSheet.objects.filter(review=review, author=by)
    if mine.sealed().update(sealed_at=None):
        ask("review_open", reader=by, ref=number_of(review.period), until=review.deadline)
        write_down("review.unsealed", target=review, by=by, mentorship=mentorship)
    return mine.get()


@transaction.atomic
def give_more_time(*, by: Member, review: Review) -> Review:
    """Seven days, once, by the one who has sealed while the other was silent."""
    mentorship = lock_mentorship(by)
    _refuse_unless_waited_for(by, review)
    if review.extended:
        raise Conflict(_("You two had seven more days already. Close it, or talk about it first."))
    zone = mentorship.cohort.program.zone
    until = deadline_after(max(review.deadline, clock.now()), MORE_DAYS, zone)
    Review.objects.filter(pk=review.pk).update(deadline=until, extended=True, lapsed_at=None)
    number = number_of(review.period)
    close("review_silent", mentorship=mentorship, ref=number)
    for member in mentorship.members.exclude(pk=by.pk):
        ask("review_open", reader=member, ref=number, until=until)
    write_down("review.extended", target=review, by=by, mentorship=mentorship)
    review.refresh_from_db()
    return review


@transaction.atomic
def close_unrevealed(*, by: Member, review: Review) -> Review:
    """Nobody reads what the other wrote, now or later; to its author it stays."""
    mentorship = lock_mentorship(by)
    _refuse_unless_waited_for(by, review)
    Review.objects.open().filter(pk=review.pk).update(closed_at=clock.now())
    number = number_of(review.period)
    for kind in ("review_open", "review_silent"):
        close(kind, mentorship=mentorship, ref=number)
    tell_partner("review_closed", by=by, ref=number)
    write_down("review.closed", target=review, by=by, mentorship=mentorship)
    review.refresh_from_db()
    return review


def agenda_title(period: str) -> str:
    number = number_of(period)
    if number < 1000:
        return _("Our impact review %(number)s") % {"number": number}
    facts = {"number": number % 10, "year": number // 10}
    return _("Our impact review for quarter %(number)s of %(year)s") % facts


@transaction.atomic
def put_review_on_agenda(*, by: Member, period: str) -> AgendaItem:
    """On the agenda of the next meeting, once. Without a meeting ahead there is nothing to put it on."""
    mentorship = lock_mentorship(by)
    meeting = Meeting.objects.filter(mentorship=mentorship).upcoming().order_by("starts_at").first()
    if meeting is None:
        raise Conflict(_("There is no meeting ahead yet. Find a date first."))
    title = agenda_title(period)
    for item in AgendaItem.objects.filter(meeting=meeting):
        if item.title == title:  # encrypted: compared here, not in the database
            return item
    return add_topic(by=by, meeting=meeting, title=title)


def _write(by: Member, review: Review, version: int, answers: Answers) -> ReviewSheet:
    """Its caller holds the lock of the mentorship."""
    _refuse_unless_open(review)
    sheet = ReviewSheet.objects.get(review=review, author=by)
    if sheet.sealed_at:
        raise Conflict(_("Your answers are sealed. Take the seal off first; your text is kept here."))
    if sheet.version != version and not _stands_there(sheet, answers):
        raise Conflict(
            _(
                "Your answers were changed in another window. What you typed here is kept; see both, then save."
            )
        )
    ReviewSheet.objects.filter(pk=sheet.pk).update(
        **{name: answers.texts.get(name, "") for name in TEXTS},
        **{name: answers.scales.get(name) for name in SCALES},
        way=answers.way,
        version=sheet.version + 1,
        saved_at=clock.now(),
    )
    _keep_progress(sheet, review, answers.progress)
    sheet.refresh_from_db()
    return sheet


def _stands_there(sheet: ReviewSheet, answers: Answers) -> bool:
    """What comes is what a box that saves itself has brought a moment ago: no other window, no conflict."""
    saved = {row.goal_id: (row.level, row.text) for row in sheet.progress.all()}
    given = {goal: said for goal, said in answers.progress.items() if any(said)}
    same = all(getattr(sheet, name) == answers.texts.get(name, "") for name in TEXTS)
    same = same and all(getattr(sheet, name) == answers.scales.get(name) for name in SCALES)
    return same and sheet.way == answers.way and saved == given


def _keep_progress(
    sheet: ReviewSheet, review: Review, progress: Mapping[int, tuple[int | None, str]]
) -> None:
    """Of the goals of this review and no others; what is empty leaves no row."""
    ReviewProgress.objects.filter(sheet=sheet).delete()
    ReviewProgress.objects.bulk_create(
        ReviewProgress(sheet=sheet, goal_id=goal, level=level, text=text)
        for goal in review.goals.values_list("pk", flat=True)
        for level, text in [progress.get(goal, (None, ""))]
        if level or text
    )


def _reveal(review: Review, mentorship: Mentorship, by: Member) -> None:
    """One instant for both sheets; whoever is second here finds it done."""
    if not Review.objects.open().filter(pk=review.pk).update(revealed_at=clock.now(), lapsed_at=None):
        return
    number = number_of(review.period)
    close("review_silent", mentorship=mentorship, ref=number)
    for member in mentorship.members.order_by("pk"):
        ask("review_revealed", reader=member, ref=number, until=clock.now() + READ_WITHIN)
    write_down("review.revealed", target=review, by=by, mentorship=mentorship)


def _refuse_unless_open(review: Review) -> None:
    review.refresh_from_db()
    if review.revealed_at:
        raise Conflict(
            _("You have both sealed: your answers are open to you both now, and stay as they are.")
        )
    if review.closed_at:
        raise Conflict(_("This review is closed. What you wrote in it stays yours."))


def _refuse_unless_waited_for(by: Member, review: Review) -> None:
    _refuse_unless_open(review)
    if review.lapsed_at is None:
        raise Conflict(_("There is still time to answer. Nothing has to be decided before it is over."))
    if not ReviewSheet.objects.sealed().filter(review=review, author=by).exists():
        raise Conflict(_("Whoever has sealed chooses. You can still answer, and seal yours."))
