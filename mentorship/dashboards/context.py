"""What the base template knows on every page, computed when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.dashboards.demo_people import DEMO_PEOPLE
from programs.queries.roles import Roles, roles_of

MOST = 5  # as many as a phone's lower edge holds
Place = tuple[str | Promise, str, str, tuple[str, ...]]  # words, address, key, other addresses below it


@dataclass(frozen=True)
class NavLink:
    label: str | Promise
    url: str
    current: bool
    key: str  # the second key after "g"


def site_of(request: HttpRequest) -> "Site":
    """The one of this request: a view and the template around it ask who somebody is once."""
    if not hasattr(request, "trellis_site"):
        request.trellis_site = Site(request)  # type: ignore[attr-defined]
    found: Site = request.trellis_site  # type: ignore[attr-defined]
    return found


class Site:
    """`site` in templates. One statement for a signed-in person, none for anybody else."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.demo = settings.DEMO
        self.demo_people = DEMO_PEOPLE if settings.DEMO else ()
        self.plain_http = settings.PLAIN_HTTP
        self.mail_works = settings.MAIL_WORKS

    @cached_property
    def roles(self) -> Roles | None:
        user = getattr(self.request, "user", None)
        return roles_of(user) if user is not None and user.is_authenticated else None

    @property
    def organisation(self) -> str:
        return self.roles.organisation if self.roles else "Trellis"

    @cached_property
    def nav(self) -> list[NavLink]:
        """Up to five links: only places where this person has something."""
        if not self.roles:
            return []
        staff = self._staff_places(self.roles)
        own = self._own_places(self.roles)[: MOST - 1 - len(staff)]
        here, today = self.request.path, (_("Today"), reverse("dashboards:today"), "t", ())
        return [
            NavLink(label, url, here.startswith((url, *also)), key)
            for label, url, key, also in (today, *own, *staff, *self._reports(self.roles))[:MOST]
        ]

    def _own_places(self, roles: Roles) -> list[Place]:
        """A mentor of several goes to the desk; the spaces hang below “Mentorships” all the same."""
        places: list[Place] = []
        if roles.in_mentorship:
            mentorships, desk = reverse("sessions:mentorships"), reverse("sessions:mentoring")
            to, other = (desk, mentorships) if roles.mentees > 1 else (mentorships, desk)
            places.append((_("Mentorships"), to, "m", (other,)))
            places.append((_("Goals"), reverse("sessions:all_goals"), "o", ()))
        if roles.keeps_journal:
            places.append((_("Journal"), reverse("sessions:journal"), "j", ()))
        if roles.enrolled:
            places.append((_("Library"), reverse("programs:library"), "l", ()))
        return places

    def _staff_places(self, roles: Roles) -> list[Place]:
        places: list[Place] = []
        if roles.coordinates or roles.owns:
            places.append((_("Programs"), reverse("programs:programs"), "p", ()))
        if roles.safeguards:
            places.append((_("Concerns"), reverse("programs:concerns"), "c", ()))
        return places

    def _reports(self, roles: Roles) -> list[Place]:
        """Last, where there is room: each cohort has a tab that leads to its own."""
        return [(_("Reports"), reverse("dashboards:reports"), "r", ())] if roles.coordinates else []


def site(request: HttpRequest) -> dict[str, Site]:
    here = site_of(request)
    # allauth's own views put a `site` of theirs over ours on the signed-out pages; the base template reads this name.
    return {"site": here, "trellis": here}
