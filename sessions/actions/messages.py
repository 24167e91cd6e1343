"""Slow words between the two: send a message, post an update, make a topic or an action of either."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.news import tell_partner
from programs.models import Member, Mentorship
from sessions.actions.action_items import add_action
from sessions.actions.agenda import add_topic
from sessions.actions.mentorships import lock_mentorship
from sessions.models import ActionItem, AgendaItem, Goal, Meeting, Message, Update

LINE = 300  # what a topic or an action holds


@transaction.atomic
def send_message(*, by: Member, text: str, by_mail: bool = False) -> Message:
    """It stands in the thread at once. `by_mail` lets the words of a first message leave by mail, too.

    Any other message is announced without its words, once a day at most.
    """
    mentorship = lock_mentorship(by)
    sent = Message.objects.filter(mentorship=mentorship)
    first = not sent.filter(author=by).exists()
    last = sent.aggregate(last=Max("number"))["last"] or 0
    message = Message.objects.create(
        mentorship=mentorship, number=last + 1, author=by, text=text, by_mail=by_mail and first
    )
    _in_touch(mentorship)
    tell_partner("hello" if first else "message_received", by=by, ref=message.number)
    day, mine = clock.today(mentorship.cohort.program.zone).isoformat(), by.enrolment.person.user
    for user in _partners(by):
        if message.by_mail:
            ledger.plan("first_message", subject_id=message.pk, recipient=user, by=mine)
        else:
            ledger.plan("message_received", subject_id=by.pk, recipient=user, period=day, by=mine)
    return message


@transaction.atomic
def post_update(
    *, by: Member, progress: str = "", obstacle: str = "", link: str = "", goal: Goal | None = None
) -> Update:
    """What moved, what is in the way, or a link: one of the three is an update."""
    mentorship = lock_mentorship(by)
    if not (progress or obstacle or link):
        raise Refusal(_("Write what moved, or what is in the way: one sentence is enough."), "progress")
    if goal is not None and goal.only_me:
        goal = None  # the other reads updates, and knows nothing of this goal
    last = Update.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"] or 0
    update = Update.objects.create(
        mentorship=mentorship,
        number=last + 1,
        author=by,
        goal=goal,
        progress=progress,
        obstacle=obstacle,
        link=link,
    )
    if goal is not None:  # nobody asks whether a goal that moves is still the right one
        Goal.objects.filter(pk=goal.pk).update(touched_at=clock.now())
    _in_touch(mentorship)
    tell_partner("update_posted", by=by, ref=update.number)
    return update


@transaction.atomic
def make_topic(*, by: Member, text: str) -> AgendaItem:
    """The first line of something they wrote, on the agenda of the next meeting."""
    mentorship = lock_mentorship(by)
    ahead = Meeting.objects.upcoming().filter(mentorship=mentorship).order_by("starts_at").first()
    if ahead is None:
        raise Conflict(_("There is no meeting ahead yet. Find a date first; then this can go on its agenda."))
    return add_topic(by=by, meeting=ahead, title=first_line(text))


def make_action(*, by: Member, text: str) -> ActionItem:
    """Whoever presses takes it on; without a day, which can be given later."""
    return add_action(by=by, owner=by, text=first_line(text))


def first_line(text: str) -> str:
    """As much of a text as a line holds, without the marks it may begin with."""
    line = next((line for line in text.splitlines() if line.strip(" #>*-_")), text)
    words = " ".join(line.strip(" #>*-_").replace("*", "").split())
    return words if len(words) <= LINE else f"{words[: LINE - 1].rsplit(' ', 1)[0]}…"


def _in_touch(mentorship: Mentorship) -> None:
    Mentorship.objects.filter(pk=mentorship.pk).update(contact_at=clock.now())


def _partners(by: Member) -> list[User]:
    others = Member.objects.filter(mentorship=by.mentorship_id).exclude(pk=by.pk)
    people = (one.enrolment.person for one in others.select_related("enrolment__person__user").order_by("pk"))
    return [person.user for person in people if person.user is not None]
