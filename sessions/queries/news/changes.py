"""News of the rhythm, of resting, and of the ending."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

RHYTHM, ENDING, STORY = "sessions:rhythm", "sessions:ending", "sessions:story"

KINDS: dict[str, NewsKind] = {
    "rhythm_proposed": NewsKind(
        to_me=_("%(name)s proposes another rhythm"),
        by_me=_("You proposed another rhythm"),
        route=RHYTHM,
        rank=36,
        action=_("See the proposal"),
        minutes=1,
        why=_("It takes effect when you both want it; until then your rhythm stays."),
        reminds="partner",
    ),
    "rhythm_changed": NewsKind(
        to_me=_("%(name)s agreed: you have a new rhythm"),
        by_me=_("You agreed to a new rhythm"),
        route=RHYTHM,
    ),
    "rhythm_kept": NewsKind(
        to_me=_("%(name)s would rather keep the rhythm you have"),
        by_me=_("You kept the rhythm you have"),
        route=RHYTHM,
    ),
    "paused": NewsKind(
        to_me=_("%(name)s rests for a while"), by_me=_("You two rest for a while"), route=RHYTHM
    ),
    "resumed": NewsKind(to_me=_("%(name)s is back: you go on"), by_me=_("You two go on"), route=RHYTHM),
    "ending_begun": NewsKind(
        to_me=_("%(name)s would like to bring your mentorship to a good end"),
        by_me=_("You began the ending"),
        route=ENDING,
        rank=37,
        action=_("See the steps"),
        minutes=5,
        why=_("A last talk and a letter each; nothing ends before one of you two presses the last button."),
        reminds="partner",
    ),
    "program_ends": NewsKind(
        to_me=_("Your program comes to its end: bring your time with %(name)s to a good end"),
        by_me=_("Your program comes to its end"),
        route=ENDING,
        rank=37,
        action=_("See the steps"),
        minutes=5,
        why=_("A last talk and a letter each. On the last day your coordinators named it ends by itself."),
        reminds="partner",
        in_thread=False,
    ),
    "ending_off": NewsKind(
        to_me=_("%(name)s would rather go on"), by_me=_("You called the ending off"), route=ENDING
    ),
    "letter_waits": NewsKind(
        to_me=_("%(name)s has written you a letter; it opens when yours is done, or after ten days"),
        by_me=_("You finished your letter"),
        route="sessions:letter",
    ),
    "letter_delivered": NewsKind(
        to_me=_("A letter from %(name)s has been delivered"),
        by_me=_("Your letter has been delivered"),
        route="sessions:letter",
        mark="thanks",
    ),
    "story_to_approve": NewsKind(
        to_me=_("%(name)s wrote down your story and asks for your yes"),
        by_me=_("You wrote down your story"),
        route=STORY,
        rank=64,
        action=_("Read it"),
        minutes=3,
        why=_("Nobody else sees it before you have both said yes to the same words."),
        reminds="partner",
    ),
    "story_shared": NewsKind(
        to_me=_("%(name)s said yes: the coordinators can read your story"),
        by_me=_("You said yes to your story"),
        route=STORY,
        mark="thanks",
    ),
}
