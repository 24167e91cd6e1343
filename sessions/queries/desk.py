"""Open actions as plain values: one's own over all mentorships, and a row of any list of them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Mentorship
from sessions.models import ActionItem


@dataclass(frozen=True)
class OpenAction:
    """A row of `templates/sessions/_action.html`."""

    pk: int
    text: str
    due_on: date | None
    is_overdue: bool
    is_done: bool
    code: str
    owner: str
    is_mine: bool


def open_action(item: ActionItem, user: User) -> OpenAction:
    person = item.owner.enrolment.person
    today = clock.today(timezone.get_current_timezone())
    return OpenAction(
        pk=item.pk,
        text=item.text,
        due_on=item.due_on,
        is_overdue=bool(item.due_on and item.due_on < today and not item.done_at),
        is_done=item.done_at is not None,
        code=item.mentorship.code,
        owner=person.first_name,
        is_mine=person.user_id == user.pk,
    )


def my_actions(user: User) -> list[OpenAction]:
    """What this person said they would do and has not ticked yet, the soonest first. One statement."""
    rows = (
        ActionItem.objects.visible_to(user)
        .open()
        .filter(owner__enrolment__person__user=user, mentorship__state=Mentorship.State.ACTIVE)
        .select_related("mentorship", "owner__enrolment__person")
    )
    found = [open_action(item, user) for item in rows]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))
