"""The long runs of this server, in one table: the kind, what does it, and the words of its page.

Jobs know kinds and ids only (mentorship/work); the apps know what to do (their jobs.py); here they meet. To add one:
a function in the app's jobs.py, an action that calls `work.queue.add`, and a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching import jobs as matching
from mentorship.work import nightly
from mentorship.work.running import Think
from programs import jobs as programs

Words = str | Promise


@dataclass(frozen=True)
class Heavy:
    """`stages`, in their order, are sentences which may hold %(done)s and %(total)s.

    `nothing` says what a run that fails has not changed. `on_today` is False where Today has a line of its own for
    what the run made.
    """

    think: Think
    doing: Words
    stages: Mapping[str, Words] = field(default_factory=dict)
    done: Words = ""
    see: Words = ""
    nothing: Words = ""
    on_today: bool = True


HEAVY: dict[str, Heavy] = {
    "matching": Heavy(
        matching.make_draft,
        doing=_("Working out who could work with whom"),
        stages={
            "reading": _("Reading who takes part"),
            "comparing": _("Comparing every mentee with every mentor"),
            "choosing": _("Choosing the pairs"),
            "proving": _("Checking that nothing better was left out"),
            "explaining": _("Writing down why each pair was chosen"),
            "writing": _("Writing the draft"),
        },
        done=_("The draft is made"),
        see=_("Look at the draft"),
        nothing=_("No draft was made; what was on the board is as it was."),
        on_today=False,
    ),
    "import": Heavy(
        programs.import_file,
        doing=_("Importing your file"),
        stages={
            "checking": _("Checking row %(done)s of %(total)s"),
            "writing": _("Writing them all in one go"),
        },
        done=_("The file is in"),
        see=_("See what was added"),
        nothing=_("Nobody was added: a file is written whole or not at all."),
    ),
    "import_undo": Heavy(
        programs.undo_file,
        doing=_("Taking your import back"),
        stages={"writing": _("Taking back what nobody touched")},
        done=_("The import is taken back"),
        see=_("See what is left"),
        nothing=_("Nothing was taken back."),
    ),
    "meaning": Heavy(matching.understand, doing=_("Reading goals and tags by their meaning")),
    "nightly": Heavy(nightly.tidy, doing=_("The night’s tidying up")),
}
KINDS: dict[str, Think] = {kind: heavy.think for kind, heavy in HEAVY.items()}
