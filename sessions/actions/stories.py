"""A story two people may tell others: both say yes to the same words, and either may take it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member, Mentorship, SharedStory, Story, StoryApproval
from sessions.actions.mentorships import lock_any, lock_for_parting


@transaction.atomic
def write_story(*, by: Member, text: str, version: int) -> Story:
    """A new version is approved by whoever wrote it, and needs the other's yes."""
    mentorship = lock_for_parting(by)
    if not text:
        raise Refusal(_("Write a sentence first."), field="text")
    story = Story.objects.filter(mentorship=mentorship).first()
    if (story.version if story else 0) != version:
        raise Conflict(_("The other one of you changed the story meanwhile. Your text is kept here."))
    if story is None:
        story = Story.objects.create(mentorship=mentorship, by=by, text=text)
    else:
        story.by, story.text, story.version, story.changed_at = by, text, version + 1, clock.now()
        story.save(update_fields=["by", "text", "version", "changed_at"])
    SharedStory.objects.filter(mentorship=mentorship).delete()  # they were no longer these words
    StoryApproval.objects.create(story=story, member=by, version=story.version)
    close("story_to_approve", mentorship=mentorship)
    ask_partner("story_to_approve", by=by)
    return story


@transaction.atomic
def approve_story(*, by: Member, version: int) -> Story:
    """The second yes to the same version hands a copy to the coordinators."""
    mentorship = lock_for_parting(by)
    story = Story.objects.filter(mentorship=mentorship).first()
    if story is None or story.version != version:
        raise Conflict(_("The story was changed meanwhile. Read it once more."))
    StoryApproval.objects.get_or_create(story=story, member=by, version=version)
    close("story_to_approve", mentorship=mentorship, reader=by)
    agreed = StoryApproval.objects.filter(story=story, version=version).count()
    if agreed == Member.objects.filter(mentorship=mentorship).count():
        _share(mentorship, story)
        tell_partner("story_shared", by=by)
    return story


def _share(mentorship: Mentorship, story: Story) -> None:
    SharedStory.objects.update_or_create(
        mentorship=mentorship, defaults={"text": story.text, "shared_at": clock.now()}
    )


@transaction.atomic
def take_story_back(*, by: Member) -> None:
    """The coordinators no longer see it; the words stay between the two."""
    mentorship = lock_any(by)
    SharedStory.objects.filter(mentorship=mentorship).delete()
    StoryApproval.objects.filter(story__mentorship=mentorship, member=by).delete()
    close("story_to_approve", mentorship=mentorship)
