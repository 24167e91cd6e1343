"""What coordinators have written to a cohort, and what became of the mails. Never who read them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib.tables import Table, column
from mentorship.notifications.models import Delivery
from programs.models import Cohort, CoordinatorNote, Person

State = Delivery.State
PAGE = 30
NOTES = Table(
    "notes",
    (
        column("subject", _("Note"), lambda row: row.subject),
        column("by", _("By"), lambda row: row.by),
        column("sent", _("Sent"), lambda row: row.sent_at),
        column("mails", _("Mails"), lambda row: row.mails, num=True),
        column("left", _("Delivered"), lambda row: row.left, num=True),
        column("refused", _("Came back"), lambda row: row.refused, num=True),
    ),
)


@dataclass(frozen=True)
class SentNote:
    """`waiting` holds also what will never leave: to say so would tell of a contact that was stopped."""

    code: str
    subject: str
    by: str
    sent_at: datetime
    mails: int = 0
    left: int = 0
    refused: int = 0
    text: str = ""
    people: list[str] = field(default_factory=list)
    came_back: list[str] = field(default_factory=list)
    taken_back_at: datetime | None = None

    @property
    def waiting(self) -> int:
        return 0 if self.taken_back_at else self.mails - self.left - self.refused

    @property
    def taken_back(self) -> int:
        return self.mails - self.left - self.refused if self.taken_back_at else 0


def notes_sent(user: User, cohort: Cohort, page: int = 1) -> tuple[list[SentNote], int]:
    """A page of them, the latest first, and how many there are. Four statements."""
    rows = CoordinatorNote.objects.visible_to(user).sent().filter(cohort=cohort)
    return _told(cohort, rows[(page - 1) * PAGE : page * PAGE]), rows.count()


def every_note(user: User, cohort: Cohort) -> list[SentNote]:
    """For a file. Three statements."""
    return _told(cohort, CoordinatorNote.objects.visible_to(user).sent().filter(cohort=cohort))


def _told(cohort: Cohort, rows: "QuerySet[CoordinatorNote]") -> list[SentNote]:
    notes = list(rows.select_related("author"))
    told = (
        _mails([one.pk for one in notes])
        .order_by()
        .values_list("occurrence__subject_id")
        .annotate(
            mails=Count("pk"),
            left=Count("pk", filter=Q(state=State.SENT)),
            refused=Count("pk", filter=Q(state=State.FAILED)),
        )
    )
    counts = {pk: found for pk, *found in told}
    names = _names(cohort, [one.author_id for one in notes])
    return [_sent(one, names, *counts.get(one.pk, (0, 0, 0))) for one in notes]


def note_sent(cohort: Cohort, note: CoordinatorNote) -> SentNote:
    """One of them with its words and whom it went to, by name. Two statements."""
    rows = list(_mails([note.pk]).values_list("occurrence__recipient", "state"))
    names = _names(cohort, [note.author_id, *(user for user, _state in rows)])
    told = {user: names.get(user) or "" for user, _state in rows}
    return SentNote(
        code=note.code,
        subject=note.subject,
        by=_author(note, names),
        sent_at=note.sent_at,
        mails=len(rows),
        left=sum(state == State.SENT for _user, state in rows),
        refused=sum(state == State.FAILED for _user, state in rows),
        text=note.text,
        people=sorted((name for name in told.values() if name), key=str.casefold),
        came_back=sorted(told[user] for user, state in rows if state == State.FAILED and told[user]),
        taken_back_at=note.taken_back_at,
    )


def _sent(
    note: CoordinatorNote, names: dict[int | None, str], mails: int, left: int, refused: int
) -> SentNote:
    return SentNote(note.code, note.subject, _author(note, names), note.sent_at, mails, left, refused)


def _author(note: CoordinatorNote, names: dict[int | None, str]) -> str:
    return names.get(note.author_id) or (note.author.email if note.author else "")


def _mails(notes: list[int]) -> "QuerySet[Delivery]":
    return Delivery.objects.filter(occurrence__kind="coordinator_note", occurrence__subject_id__in=notes)


def _names(cohort: Cohort, users: list[int | None]) -> dict[int | None, str]:
    people = Person.objects.filter(organisation=cohort.program.organisation_id, user__in=users)
    return {person.user_id: person.shown_name for person in people}
