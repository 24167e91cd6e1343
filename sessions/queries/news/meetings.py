"""News of dates and agendas."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.queries.news.kind import NewsKind

KINDS = {
    "times_proposed": NewsKind(
        to_me=_("%(name)s proposed times to meet"),
        by_me=_("You proposed times to meet"),
        route="sessions:times",
        rank=25,
        action=_("Pick one"),
        minutes=1,
        why=_("Three times, one press: the date is booked for both of you."),
    ),
    "times_answered": NewsKind(
        to_me=_("%(name)s picked one of your times"),
        by_me=_("You picked one of the times"),
        route="sessions:meeting",
        numbered=True,
    ),
    "meeting_booked": NewsKind(
        to_me=_("%(name)s booked a meeting"),
        by_me=_("You booked a meeting"),
        route="sessions:meeting",
        numbered=True,
    ),
    "meeting_moved": NewsKind(
        to_me=_("%(name)s moved a meeting"),
        by_me=_("You moved a meeting"),
        route="sessions:meeting",
        numbered=True,
    ),
    "meeting_cancelled": NewsKind(
        to_me=_("%(name)s called a meeting off"),
        by_me=_("You called a meeting off"),
        route="sessions:meeting",
        numbered=True,
    ),
    "meeting_missed": NewsKind(
        to_me=_("%(name)s noted that a meeting didn’t happen"),
        by_me=_("You noted that a meeting didn’t happen"),
        route="sessions:meeting",
        numbered=True,
        action=_("Find another date"),
    ),
    "agenda_ready": NewsKind(
        to_me=_("%(name)s sent the agenda"),
        by_me=_("You sent the agenda"),
        route="sessions:prepare",
        numbered=True,
    ),
    "roles_swapped": NewsKind(
        to_me=_("%(name)s suggests that you swap roles in your next meeting"),
        by_me=_("You swapped roles for a meeting"),
        route="sessions:prepare",
        numbered=True,
        part=Part.ROLE_SWAP,
    ),
}
