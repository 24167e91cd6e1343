"""What a check counted, in a sentence that can be read out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.queries.importing_pages import CheckPage


def counts_words(check: CheckPage) -> str:
    """The counts at the head of the page as a sentence, for somebody who hears it."""
    counts = [
        ngettext("%(n)s mentorship", "%(n)s mentorships", check.pairs) % {"n": check.pairs}
        if check.pairs
        else "",
        ngettext("%(n)s new place", "%(n)s new places", check.places) % {"n": check.places},
        _("%(n)s already here") % {"n": check.same},
        _("%(n)s to fix") % {"n": check.to_fix},
    ]
    return f"{', '.join(one for one in counts if one)}."
