"""What one of the two will do: written down, done, moved to another day, handed back, or taken off again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import news
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship
from sessions.models import ActionItem, Meeting


@transaction.atomic
def add_action(
    *, by: Member, owner: Member, text: str, due_on: date | None = None, meeting: Meeting | None = None
) -> ActionItem:
    """Either may write down what either will do; `owner` does it."""
    mentorship = lock_mentorship(by)
    _refuse_day(due_on)
    return ActionItem.objects.create(
        mentorship=mentorship, meeting=meeting, owner=owner, added_by=by, text=text, due_on=due_on
    )


@transaction.atomic
def set_action_done(*, by: Member, item: ActionItem, done: bool) -> ActionItem:
    """Tick it, or take the tick back. A second tick changes nothing."""
    lock_mentorship(by)
    rows = ActionItem.objects.filter(pk=item.pk, done_at__isnull=done, handed_back_at=None)
    rows.update(done_at=clock.now() if done else None)
    item.refresh_from_db()
    return item


@transaction.atomic
def move_action(*, by: Member, item: ActionItem, due_on: date | None) -> ActionItem:
    """Another day, or none: dates are there to help."""
    require(policies.is_owner_of_action(by, item))
    lock_mentorship(by)
    _refuse_day(due_on)
    _refuse_closed(item)
    ActionItem.objects.filter(pk=item.pk).update(due_on=due_on)
    item.refresh_from_db()
    return item


@transaction.atomic
def hand_back(*, by: Member, item: ActionItem, line: str) -> ActionItem:
    """Its owner will not do it: closed, with a line to the other one."""
    require(policies.is_owner_of_action(by, item))
    lock_mentorship(by)
    if not line:
        raise Refusal(_("Write a few words on why: the other one reads them."), field="line")
    _refuse_closed(item)
    ActionItem.objects.filter(pk=item.pk).update(handed_back_at=clock.now(), handed_back_line=line)
    item.refresh_from_db()
    news.tell_partner("action_handed_back", by=by)
    return item


@transaction.atomic
def remove_action(*, by: Member, item: ActionItem) -> None:
    """A mistake, by whoever wrote it down. What was done or handed back stays."""
    require(policies.can_remove_action(by, item))
    lock_mentorship(by)
    _refuse_closed(item)
    ActionItem.objects.filter(pk=item.pk).delete()


def _refuse_day(due_on: date | None) -> None:
    today = clock.today(timezone.get_current_timezone())
    if due_on is not None and due_on < today:
        raise Refusal(_("Choose a day from today on, or none."), field="due_on")
    if due_on is not None and (due_on - today).days > 731:
        raise Refusal(_("Choose a day within the next two years, or none."), field="due_on")


def _refuse_closed(item: ActionItem) -> None:
    item.refresh_from_db()
    if item.done_at or item.handed_back_at:
        raise Conflict(_("This action is closed already."))
