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


@dataclass(frozen=True)
class NavLink:
    label: str | Promise
    url: str
    current: bool
    key: str  # the second key after "g"


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
        """Up to four links: only places where this person has something."""
        if not self.roles:
            return []
        places: list[tuple[str | Promise, str, str]] = [(_("Today"), reverse("dashboards:today"), "t")]
        if self.roles.in_mentorship:
            places.append((_("Mentorships"), reverse("sessions:mentorships"), "m"))
        if self.roles.coordinates or self.roles.owns:
            places.append((_("Programs"), reverse("programs:programs"), "p"))
        here = self.request.path
        return [NavLink(label, url, here.startswith(url), key) for label, url, key in places]


def site(request: HttpRequest) -> dict[str, Site]:
    here = Site(request)
    # allauth's own views put a `site` of theirs over ours on the signed-out pages; the base template reads this name.
    return {"site": here, "trellis": here}
