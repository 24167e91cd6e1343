"""What one keeps to oneself: saved over the version that was read, so that two windows lose nothing."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Member
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Goal, JournalEntry, Meeting, PrivateNote


@transaction.atomic
def save_private_note(*, by: Member, meeting: Meeting | None, text: str, version: int) -> PrivateNote:
    """Beside one meeting, or beside none."""
    mentorship = lock_mentorship(by)
    note, _made = PrivateNote.objects.get_or_create(mentorship=mentorship, author=by, meeting=meeting)
    _write(note, version, text=text)
    return note


@transaction.atomic
def save_journal(*, by: User, day: date, text: str, version: int, goal: Goal | None = None) -> JournalEntry:
    """One entry a day; yesterday may still be written, tomorrow not yet."""
    if day > clock.today(timezone.get_current_timezone()):
        raise Refusal(_("That day is still ahead."))
    entry, _made = JournalEntry.objects.select_for_update(of=("self",)).get_or_create(author=by, day=day)
    _write(entry, version, text=text, goal=goal)
    return entry


def _write(row: PrivateNote | JournalEntry, version: int, **facts: object) -> None:
    rows = type(row).objects.filter(pk=row.pk, version=version)
    if not rows.update(version=version + 1, changed_at=clock.now(), **facts):
        row.refresh_from_db()
        raise Conflict(_("This was saved meanwhile in another window. Both texts are here."), "text")
    row.refresh_from_db()
