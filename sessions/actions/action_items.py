"""What one of the two will do, and that it is done."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.models import Member
from sessions.actions.mentorships import lock_mentorship
from sessions.models import ActionItem, Meeting


@transaction.atomic
def add_action(
    *, by: Member, owner: Member, text: str, due_on: date | None = None, meeting: Meeting | None = None
) -> ActionItem:
    """Either may write down what either will do; `owner` does it."""
    mentorship = lock_mentorship(by)
    today = clock.today(timezone.get_current_timezone())
    if due_on is not None and due_on < today:
        raise Refusal(_("Choose a day from today on, or none."), field="due_on")
    if due_on is not None and (due_on - today).days > 731:
        raise Refusal(_("Choose a day within the next two years, or none."), field="due_on")
    return ActionItem.objects.create(
        mentorship=mentorship, meeting=meeting, owner=owner, text=text, due_on=due_on
    )


@transaction.atomic
def set_action_done(*, by: Member, item: ActionItem, done: bool) -> ActionItem:
    """Tick it, or take the tick back. A second tick changes nothing."""
    lock_mentorship(by)
    ActionItem.objects.filter(pk=item.pk, done_at__isnull=done).update(done_at=clock.now() if done else None)
    item.refresh_from_db()
    return item
