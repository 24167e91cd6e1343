"""Which participant screens a coordinator can look at, and what is left of a page nobody can press anything on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.models.enrolments import Role

ROLES: dict[str, str | Promise] = {Role.MENTEE: _("A mentee"), Role.MENTOR: _("A mentor")}


@dataclass(frozen=True)
class Sample:
    """`period` is the address of the review, empty where none could be opened."""

    code: str
    users: dict[str, User]  # by role
    held: int
    ahead: int
    goal: int
    period: str


@dataclass(frozen=True)
class Screen:
    label: str | Promise
    route: str
    of: Callable[[Sample], list[object]] = lambda sample: [sample.code]


SCREENS: dict[str, Screen] = {
    "today": Screen(_("Today"), "dashboards:today", lambda _sample: []),
    "space": Screen(_("Their space"), "sessions:space"),
    "meeting": Screen(_("A meeting ahead"), "sessions:meeting", lambda sample: [sample.code, sample.ahead]),
    "held": Screen(_("A meeting held"), "sessions:meeting", lambda sample: [sample.code, sample.held]),
    "feedback": Screen(_("Feedback"), "sessions:feedback", lambda sample: [sample.code, sample.held]),
    "goal": Screen(_("A goal"), "sessions:goal", lambda sample: [sample.code, sample.goal]),
    "agreement": Screen(_("Agreement"), "sessions:agreement"),
    "check_in": Screen(_("Check-in"), "sessions:check_in"),
    "review": Screen(_("Impact review"), "sessions:review", lambda sample: [sample.code, sample.period]),
    "help": Screen(_("When something isn’t working"), "sessions:help"),
    "ending": Screen(_("A good ending"), "sessions:ending"),
}
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.S)
# What would send, load or act: all of it is ours, written by our templates with double quotes.
ACTS = re.compile(
    r'\s(?:action|formaction|method|hx-[\w-]+|data-[\w-]+|download|autofocus)(?:="[^"]*")?', re.S
)
HREF = re.compile(r'\shref="([^"]*)"')
CONTROL = re.compile(r"<(button|input|select|textarea)\b")
NAMED = re.compile(r'\saria-[\w-]+="[^"]*"')
TAG = re.compile(r"<[a-zA-Z][^>]*>", re.S)


def addresses(sample: Sample) -> dict[str, str]:
    """The screens by where they stand for the invented pair."""
    found: dict[str, str] = {}
    for key, screen in SCREENS.items():
        if key != "review" or sample.period:
            found.setdefault(reverse(screen.route, args=screen.of(sample)), key)
    return found


def to_look_at(html: str, links: Mapping[str, str]) -> str:
    """The main part of a page, as a picture of itself: controls are off, links lead to other samples or nowhere."""
    found = MAIN.search(html)
    inner = found[1] if found else ""
    inner = TAG.sub(lambda tag: _calm(tag[0], links), inner)
    return re.sub(r"<(/?)h1\b", r"<\1h2", inner)


def _calm(tag: str, links: Mapping[str, str]) -> str:
    tag = ACTS.sub("", tag)
    tag = HREF.sub(lambda href: f' href="{links[href[1]]}"' if href[1] in links else "", tag)
    if tag.startswith("<a ") and "href=" not in tag:  # no link any more, so it may carry no name of its own
        tag = NAMED.sub("", tag)
    return CONTROL.sub(r"<\1 disabled", tag)
