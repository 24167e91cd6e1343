"""When something isn’t working: a talk about it, another match, or somebody to tell."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.concerns import raise_concern
from programs.actions.mentorships import end_mentorship
from programs.actions.requests import ask_coordinators
from programs.actions.vetoes import never_again
from programs.models import Concern, HelpRequest, Member
from sessions.actions.agenda import add_topic
from sessions.actions.closing import close_down
from sessions.actions.endings import begin_ending
from sessions.actions.mentorships import lock_any, lock_mentorship
from sessions.models import AgendaItem, Meeting

Wish = HelpRequest.Wish


@transaction.atomic
def raise_it_together(*, by: Member, title: str) -> AgendaItem:
    """A topic on the next agenda, in one press."""
    mentorship = lock_mentorship(by)
    meeting = Meeting.objects.filter(mentorship=mentorship).upcoming().order_by("starts_at").first()
    if meeting is None:
        raise Conflict(_("There is no meeting ahead yet. Find a date first."), field="title")
    return add_topic(by=by, meeting=meeting, title=title)


@transaction.atomic
def ask_for_another(*, by: Member, wish: str, text: str = "", never: bool = False) -> HelpRequest:
    """To the coordinators only; the other is not told why. What happens meanwhile is one's own choice."""
    mentorship = lock_any(by)
    if wish not in Wish.values:
        raise Refusal(_("Choose what happens meanwhile."), field="wish")
    if mentorship.state == mentorship.State.ENDED:
        wish = Wish.TALK_FIRST
    if never:
        never_again(by=by)
    kind = HelpRequest.Kind.DIFFERENT_MATCH
    request = ask_coordinators(by=by.enrolment, mentorship=mentorship, kind=kind, text=text, wish=wish)
    if wish == Wish.END_NOW:
        end_mentorship(mentorship=mentorship, by=by.enrolment.person.user)
    elif wish == Wish.AFTER_TALK:
        begin_ending(by=by)
    return request


@transaction.atomic
def tell_safeguarding(*, by: Member, text: str, attached: str = "", stops_contact: bool = False) -> Concern:
    """To the safeguarding contacts and nobody else. Stopping contact calls off what was to come."""
    mentorship = lock_any(by)
    stops_contact = stops_contact and mentorship.state == mentorship.State.ACTIVE
    concern = raise_concern(by=by, text=text, attached=attached, stops_contact=stops_contact)
    if stops_contact:
        close_down(mentorship)
    return concern
