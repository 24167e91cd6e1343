"""The notes of a meeting, which both write."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.models import Member
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Meeting, SharedNote


@transaction.atomic
def save_note(*, by: Member, meeting: Meeting, text: str, version: int) -> SharedNote:
    """Write the notes over the version somebody read. Whoever is second gets a conflict, and both texts."""
    lock_mentorship(by)
    note, _made = SharedNote.objects.get_or_create(meeting=meeting)
    if note.text == text:
        return note  # saving by itself, or twice: nothing to lose, and no conflict for the other
    written = SharedNote.objects.filter(pk=note.pk, version=version).update(
        text=text, version=version + 1, changed_at=clock.now()
    )
    if not written:
        raise Conflict(
            _("The other one of you saved these notes a moment ago. Both texts are below."), "text"
        )
    note.refresh_from_db()
    return note
