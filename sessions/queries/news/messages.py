"""What is told of slow words: messages, updates, thanks, introductions."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.queries.news.kind import NewsKind

MESSAGES, UPDATES = "sessions:messages", "sessions:updates"
THANKS, INTRODUCTIONS = "sessions:thanks", "sessions:introductions"
READ = _("Read it")

KINDS: dict[str, NewsKind] = {
    "hello": NewsKind(
        _("%(name)s said hello"), _("You said hello"), MESSAGES, action=READ, part=Part.MESSAGES
    ),
    "message_received": NewsKind(
        _("%(name)s wrote you a message"), _("You wrote a message"), MESSAGES, action=READ, part=Part.MESSAGES
    ),
    "update_posted": NewsKind(
        _("%(name)s posted an update"), _("You posted an update"), UPDATES, action=READ, part=Part.MESSAGES
    ),
    "thanks_received": NewsKind(
        _("%(name)s wrote you a kind line"),
        _("You wrote a kind line"),
        THANKS,
        action=READ,
        mark="thanks",
        part=Part.THANKS,
    ),
    "thanks_prompt": NewsKind(
        _("Anyone to thank for this?"),
        _("Anyone to thank for this?"),
        THANKS,
        rank=75,
        action=_("Write a line"),
        minutes=1,
        why=_(
            "A milestone is reached. This is asked once in thirty days at most, and goes away after a week."
        ),
        mark="thanks",
        part=Part.THANKS,
    ),
    "introduction_asked": NewsKind(
        _("%(name)s would like to be introduced to somebody"),
        _("You asked to be introduced to somebody"),
        INTRODUCTIONS,
        rank=50,
        action=_("See to whom"),
        minutes=3,
        why=_("It waits for your answer; “not this time” is an answer, too."),
        part=Part.INTRODUCTIONS,
        reminds="partner",
    ),
    "introduction_offered": NewsKind(
        _("%(name)s offers you an introduction"),
        _("You offered an introduction"),
        INTRODUCTIONS,
        rank=50,
        action=_("See to whom"),
        minutes=1,
        why=_("It waits for your yes or no."),
        part=Part.INTRODUCTIONS,
        reminds="partner",
    ),
    "introduction_wanted": NewsKind(
        _("%(name)s would like the introduction you offered"),
        _("You said yes to an introduction"),
        INTRODUCTIONS,
        rank=50,
        action=_("Make it"),
        minutes=3,
        why=_("You offered it and it is wished for. It goes away when you say that it is made."),
        part=Part.INTRODUCTIONS,
        reminds="partner",
    ),
    "introduction_made": NewsKind(
        _("%(name)s introduced you to somebody"),
        _("You made an introduction"),
        INTRODUCTIONS,
        part=Part.INTRODUCTIONS,
    ),
    "introduction_declined": NewsKind(
        _("%(name)s answered about an introduction"),
        _("You answered about an introduction"),
        INTRODUCTIONS,
        part=Part.INTRODUCTIONS,
    ),
    "introduction_outcome": NewsKind(
        _("%(name)s wrote what came of an introduction"),
        _("You wrote what came of an introduction"),
        INTRODUCTIONS,
        part=Part.INTRODUCTIONS,
    ),
}
