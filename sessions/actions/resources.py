"""Handing each other something to read, watch or go to; saying that one did; putting it on the agenda."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib.files import NewFile
from mentorship.lib.links import refuse_odd_link
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import tell_partner
from programs.models import Member, News
from sessions import policies
from sessions.access import require
from sessions.actions.agenda import add_topic
from sessions.actions.files import keep_file, let_go_of_file
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import AgendaItem, Meeting, Resource, ResourceRead

MOST = 200
Kind, Direction = Resource.Kind, Resource.Direction


@dataclass(frozen=True)
class NewResource:
    """What somebody wants to share. `slug` names an item of the library, whose title stands in `title`."""

    title: str
    why: str = ""
    kind: str = Kind.LINK
    direction: str = Direction.PARTNER
    link: str = ""
    slug: str = ""
    upload: NewFile | None = None


@transaction.atomic
def share_resource(*, by: Member, new: NewResource) -> Resource:
    """Add it to what the two share. The other hears of it, whoever it is for."""
    mentorship = lock_mentorship(by)
    refuse_odd_link(new.link, field="link")
    shared = Resource.objects.filter(mentorship=mentorship)
    if shared.count() >= MOST:
        raise Refusal(
            _("Two hundred resources are more than anybody reads. Remove one first."), field="title"
        )
    last = shared.aggregate(last=Max("number"))["last"] or 0
    resource = Resource.objects.create(
        mentorship=mentorship,
        number=last + 1,
        author=by,
        kind=new.kind,
        direction=new.direction,
        title=new.title,
        why=new.why,
        link=new.link,
        slug=new.slug,
        file=keep_file(by=by, upload=new.upload) if new.upload else None,
    )
    tell_partner("resource_shared", by=by, ref=resource.number)
    write_down("resource.shared", target=resource, by=by, mentorship=mentorship)
    return resource


@transaction.atomic
def mark_read(*, by: Member, resource: Resource, read: bool) -> None:
    """The mark of somebody it is for, set or taken back. The other hears of the first one, once."""
    require(policies.can_mark_read(by, resource))
    lock_mentorship(by)
    if not read:
        ResourceRead.objects.filter(resource=resource, member=by).delete()
        return
    _mark, made = ResourceRead.objects.get_or_create(resource=resource, member=by)
    told = News.objects.filter(
        mentorship_id=by.mentorship_id, kind="resource_read", ref=resource.number, by=by
    )
    if made and not told.exists():
        tell_partner("resource_read", by=by, ref=resource.number)


@transaction.atomic
def talk_about(*, by: Member, resource: Resource) -> AgendaItem:
    """A topic of the next meeting, once."""
    lock_mentorship(by)
    resource.refresh_from_db(fields=["topic"])
    meeting = (
        Meeting.objects.filter(mentorship=resource.mentorship_id)
        .upcoming()
        .order_by("starts_at", "pk")
        .first()
    )
    if meeting is None:
        raise Conflict(_("No meeting is booked to talk about it in. Find a date first."))
    if resource.topic is not None and resource.topic.meeting_id == meeting.pk:
        raise Conflict(_("It is on the agenda of your next meeting already."))
    title = _("Talk about “%(title)s”") % {"title": resource.title}
    topic = add_topic(by=by, meeting=meeting, title=title[:300])
    Resource.objects.filter(pk=resource.pk).update(topic=topic)
    return topic


@transaction.atomic
def take_back(*, by: Member, resource: Resource) -> None:
    """Whoever added it removes it, with its file."""
    require(policies.can_remove_own(by, resource.author_id))
    mentorship = lock_mentorship(by)
    write_down("resource.removed", target=resource, by=by, mentorship=mentorship)
    file = resource.file
    Resource.objects.filter(pk=resource.pk).delete()
    if file is not None:
        let_go_of_file(by=by, file=file)
