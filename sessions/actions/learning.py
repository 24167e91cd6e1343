"""What one learned from the other."""

from django.db import transaction

from programs.actions import news
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship
from sessions.models import LearningEntry, Meeting
from sessions.queries.learning import ASKED


@transaction.atomic
def write_learning(*, by: Member, text: str) -> LearningEntry:
    """At any time, without a meeting. The other one hears of it."""
    mentorship = lock_mentorship(by)
    entry = LearningEntry.objects.create(mentorship=mentorship, author=by, text=text)
    news.close(ASKED, mentorship=mentorship, reader=by)
    news.tell_partner("learning_told", by=by)
    return entry


@transaction.atomic
def remove_learning(*, by: Member, entry: LearningEntry) -> None:
    require(policies.can_remove_learning(by, entry))
    lock_mentorship(by)
    LearningEntry.objects.filter(pk=entry.pk).delete()


@transaction.atomic
def skip_learning(*, by: Member) -> None:
    """“Not now”: the question is not asked again."""
    news.close(ASKED, mentorship=lock_mentorship(by), reader=by)


def keep_learning(*, by: Member, meeting: Meeting, text: str) -> None:
    """What was written beside feedback on a meeting; inside an action that holds the lock."""
    if not text:
        LearningEntry.objects.filter(meeting=meeting, author=by).delete()
        return
    LearningEntry.objects.update_or_create(
        meeting=meeting, author=by, defaults={"text": text, "mentorship_id": by.mentorship_id}
    )
    news.close(ASKED, mentorship=by.mentorship, reader=by)
