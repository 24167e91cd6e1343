"""Keeping a file of the two, and letting go of one."""

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from mentorship.lib.files import NewFile
from mentorship.lib.refusals import Refusal
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import PairFile

MOST_TOGETHER = 100 * 1024 * 1024


@transaction.atomic
def keep_file(*, by: Member, upload: NewFile) -> PairFile:
    """`upload` comes from `mentorship.lib.files.new_file`, which looked at it. Two people have 100 MB together."""
    mentorship = lock_mentorship(by)
    kept = PairFile.objects.filter(mentorship=mentorship).aggregate(bytes=Sum("size"), last=Max("number"))
    if (kept["bytes"] or 0) + len(upload.data) > MOST_TOGETHER:
        raise Refusal(
            _("Your files would be more than 100 MB together. Remove one first, or share a link."),
            field="file",
        )
    file = PairFile.objects.create(
        mentorship=mentorship,
        number=(kept["last"] or 0) + 1,
        author=by,
        name=upload.name,
        content_type=upload.content_type,
        size=len(upload.data),
        data=upload.data,
    )
    write_down("file.kept", target=file, by=by, mentorship=mentorship)
    return file


@transaction.atomic
def let_go_of_file(*, by: Member, file: PairFile) -> None:
    """Whoever brought it may take it away again; it is gone."""
    require(policies.can_remove_own(by, file.author_id))
    mentorship = lock_mentorship(by)
    write_down("file.removed", target=file, by=by, mentorship=mentorship)
    PairFile.objects.filter(pk=file.pk).delete()
