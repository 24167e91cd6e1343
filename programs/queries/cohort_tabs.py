"""Where a coordinator is in a cohort: six things at the top, and below the one she is in what belongs to it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Cohort, Program

Words = str | Promise
# A group, and its pages by the name of their tab: what it is called, and the route.
GROUPS: tuple[tuple[str, Words, dict[str, tuple[Words, str]]], ...] = (
    (
        "overview",
        _("Overview"),
        {"overview": (_("Overview"), "programs:cohort"), "close": (_("Close"), "dashboards:cohort_close")},
    ),
    (
        "people",
        _("People"),
        {
            "people": (_("Everybody"), "programs:people"),
            "applications": (_("Applications"), "programs:applications"),
            "invited": (_("Invitations"), "programs:invitations"),
        },
    ),
    ("matching", _("Matching"), {"matching": (_("Matching"), "matching:rules")}),
    ("mentorships", _("Mentorships"), {"mentorships": (_("Mentorships"), "dashboards:mentorships")}),
    (
        "touch",
        _("In touch"),
        {
            "requests": (_("Requests"), "programs:requests"),
            "notes": (_("Notes"), "dashboards:notes"),
            "timeline": (_("Timeline"), "programs:timeline"),
        },
    ),
    (
        "goes",
        _("How it goes"),
        {
            "health": (_("Health"), "dashboards:cohort_health"),
            "reviews": (_("Reviews"), "dashboards:reviews"),
            "summary": (_("Summary"), "dashboards:summary"),
        },
    ),
)


@dataclass(frozen=True)
class Tab:
    """`current`: what `aria-current` says, "page" for the page itself, "true" for the group it belongs to."""

    key: str
    label: Words
    url: str
    current: str


@dataclass(frozen=True)
class Tabs:
    groups: list[Tab]
    pages: list[Tab]  # of the group one is in; none where it is one page
    within: Words


def cohort_tabs(program: Program, cohort: Cohort, tab: str) -> Tabs:
    """No statement."""
    groups, pages, within = [], [], GROUPS[0][1]
    for key, label, held in GROUPS:
        shown = _shown(held, program, cohort, tab)
        first = next(iter(shown.values()))
        mine = tab in shown
        current = "" if not mine else "true" if len(shown) > 1 else "page"
        groups.append(Tab(key, label, _url(first[1], program, cohort), current))
        if mine and len(shown) > 1:
            within = label
            pages = [
                Tab(name, words, _url(route, program, cohort), "page" if name == tab else "")
                for name, (words, route) in shown.items()
            ]
    return Tabs(groups, pages, within)


def _shown(
    held: dict[str, tuple[Words, str]], program: Program, cohort: Cohort, tab: str
) -> dict[str, tuple[Words, str]]:
    """Without what the program does not use; closing shows once it is begun or done."""
    hidden = set() if "timeline" in program.parts else {"timeline"}
    if not cohort.archived_at and tab != "close":
        hidden.add("close")
    shown = {name: page for name, page in held.items() if name not in hidden}
    if cohort.archived_at and "close" in shown:
        shown["close"] = (_("Archived"), shown["close"][1])
    return shown


def _url(route: str, program: Program, cohort: Cohort) -> str:
    return reverse(route, args=[program.code, cohort.code])
