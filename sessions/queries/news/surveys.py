"""The same four questions as a mentorship begins and once it has ended."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.models.surveys import NUMBERS
from sessions.queries.news.kind import NewsKind

ASKED = _("Four questions about how you stand, one minute")


def moment_of(ref: int) -> str:
    return NUMBERS[ref].value


KINDS = {
    "survey": NewsKind(
        to_me=ASKED,
        by_me=ASKED,
        route="sessions:survey",
        spelled=moment_of,
        rank=64,
        action=_("Answer"),
        minutes=1,
        why=_(
            "Asked twice, at the start and at the end, so that the program sees what changed. Answers are counted, "
            "never quoted; skipping is as good as answering."
        ),
        part=Part.SURVEYS,
        outlives=True,
        reminds="survey",
        in_thread=False,
    ),
}
