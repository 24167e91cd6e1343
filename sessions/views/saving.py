"""The line under a box that saves itself: when it was saved, or what else stands there now."""

from dataclasses import dataclass
from datetime import datetime

from sessions.forms.private_notes import SavedForm
from sessions.models import JournalEntry, PrivateNote


@dataclass(frozen=True)
class Draft:
    """What `templates/sessions/_state.html` draws. `version` is the one the box goes on from."""

    key: str
    version: int
    saved_at: datetime | None
    problem: str
    saved_text: str  # what another window saved meanwhile; empty without a conflict
    saved_version: int
    is_conflict: bool


def state_of_draft(row: PrivateNote | JournalEntry, form: SavedForm, key: str) -> Draft:
    conflict = form.status == 409
    typed = form.data.get("version", "") if form.is_bound else ""
    errors = [str(error) for found in form.errors.values() for error in found]
    return Draft(
        key=key,
        version=int(typed) if conflict and typed.isdigit() else row.version,
        saved_at=row.changed_at if row.version else None,
        problem=errors[0] if errors else "",
        saved_text=row.text if conflict else "",
        saved_version=row.version,
        is_conflict=conflict,
    )
