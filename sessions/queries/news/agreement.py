"""News of an agreement."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

KINDS: dict[str, NewsKind] = {
    "agreement_to_answer": NewsKind(
        to_me=_("%(name)s answered how you two could work together"),
        by_me=_("You answered how you two could work together"),
        route="sessions:agreement_answer",
        rank=46,
        action=_("Answer three questions"),
        minutes=5,
        why=_("Because both answer alone first: then only what differs needs talking about."),
        reminds="partner",
    ),
    "agreement_opened": NewsKind(
        to_me=_("You have both answered how you could work together"),
        by_me=_("Your two answers lie side by side"),
        route="sessions:agreement_edit",
        rank=47,
        action=_("See where you differ"),
        minutes=5,
        why=_("Because an agreement grows out of both answers."),
        reminds="partner",
    ),
    "agreement_to_sign": NewsKind(
        to_me=_("Your agreement with %(name)s is ready to be signed"),
        by_me=_("You passed the agreement on for the other signature"),
        route="sessions:agreement",
        rank=48,
        action=_("Read and sign"),
        minutes=2,
        why=_("Because a text counts once you have both signed it. Nothing waits for it."),
        reminds="partner",
    ),
    "agreement_signed": NewsKind(
        to_me=_("%(name)s signed: your agreement holds"),
        by_me=_("You signed: your agreement holds"),
        route="sessions:agreement",
        mark="goal",
    ),
    "agreement_reopened": NewsKind(
        to_me=_("%(name)s would like to look at your agreement again"),
        by_me=_("You opened the agreement again"),
        route="sessions:agreement",
    ),
    "agreement_kept": NewsKind(
        to_me=_("%(name)s left the agreement as it was"),
        by_me=_("You left the agreement as it was"),
        route="sessions:agreement",
    ),
}
