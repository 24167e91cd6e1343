"""Who was asked into a cohort, and who has come in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.tables import Table, column
from mentorship.notifications.models import BouncedAddress
from programs.models import Cohort, Enrolment, Invitation
from programs.models.enrolments import EnrolmentQuerySet
from programs.queries.people_list import HANDLE

PAGE = 50
MOST_AT_ONCE = 200
# In the order of what asks for something.
STATES: dict[str, str | Promise] = {
    "bounced": _("mail comes back"),
    "run_out": _("the link ran out"),
    "not_asked": _("not signed in yet"),
    "asked": _("invited"),
    "in": _("has come in"),
    "no_address": _("no address"),
}
INVITED = Table(
    "invited",
    (
        column("name", _("Name"), lambda row: row.name),
        column("role", _("Role"), lambda row: row.role_word),
        column("state", _("State"), lambda row: row.state_word),
        column("asked", _("Asked"), lambda row: row.asked_at),
    ),
)
MAY_ASK = ("bounced", "run_out", "not_asked", "asked")


@dataclass(frozen=True)
class Invited:
    code: str
    person: str
    name: str
    initials: str
    hue: int
    role: str
    role_word: str
    state: str
    state_word: str | Promise
    asked_at: datetime | None
    expires_at: datetime | None

    @property
    def may_ask(self) -> bool:
        return self.state in MAY_ASK


@dataclass(frozen=True)
class InvitedPage:
    rows: list[Invited]
    total: int
    page: int
    counts: dict[str, int]

    @property
    def have_come(self) -> int:
        return self.counts.get("in", 0)

    @property
    def unasked(self) -> int:
        return self.counts.get("not_asked", 0)

    @property
    def at_once(self) -> int:
        return min(self.unasked, MOST_AT_ONCE)

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.total)


def places_with_state(user: User, cohort: Cohort) -> EnrolmentQuerySet:
    """Everybody who takes part or was asked to, with `invited_state`. Who applied by themselves is not asked."""
    latest = Invitation.objects.filter(enrolment=OuterRef("pk"), revoked_at=None).order_by("-pk")
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort)
    rows = rows.annotate(
        asked_at=Subquery(latest.values("asked_at")[:1]),
        expires_at=Subquery(latest.values("expires_at")[:1]),
        used=Exists(latest.filter(used_at__isnull=False)),
        bounced=Exists(BouncedAddress.objects.filter(user=OuterRef("person__user"))),
    )
    state = Case(
        When(person__user=None, then=Value("no_address")),
        When(Q(used=True) | Q(person__user__last_login__isnull=False), then=Value("in")),
        When(bounced=True, then=Value("bounced")),
        When(asked_at=None, then=Value("not_asked")),
        When(expires_at__lte=clock.now(), then=Value("run_out")),
        default=Value("asked"),
        output_field=CharField(),
    )
    takes_part = Q(state=Enrolment.State.ACCEPTED)
    was_asked = Q(state=Enrolment.State.APPLIED, asked_at__isnull=False)
    return rows.filter(takes_part | was_asked).annotate(invited_state=state)


def invited_to(user: User, cohort: Cohort, page: int = 1) -> InvitedPage:
    """Three statements, whatever the size."""
    rows = places_with_state(user, cohort)
    counts: dict[str, int] = {}
    for _pk, state in rows.values_list("pk", F("invited_state")):  # with the key: `visible_to` is distinct
        counts[state] = counts.get(state, 0) + 1
    total = sum(counts.values())
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    found = _in_order(rows)[(page - 1) * PAGE : page * PAGE]
    return InvitedPage([_row(one) for one in found], total, page, counts)


def not_asked_yet(user: User, cohort: Cohort) -> list[Enrolment]:
    """Who takes part and has no invitation, as many as leave with one press. One statement."""
    rows = places_with_state(user, cohort).filter(Q(invited_state="not_asked"))
    return list(
        rows.select_related("person__user", "cohort__program__organisation").order_by("pk")[:MOST_AT_ONCE]
    )


def everybody_invited(user: User, cohort: Cohort) -> list[Invited]:
    """For a file. One statement."""
    return [_row(one) for one in _in_order(places_with_state(user, cohort))]


def _in_order(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    order = Case(*(When(Q(invited_state=name), then=Value(at)) for at, name in enumerate(STATES)))
    shown = rows.annotate(handle=HANDLE, place_in_order=order).order_by("place_in_order", "handle", "pk")
    return shown.select_related("person")


def _row(one: Enrolment) -> Invited:
    person = one.person
    state: str = one.invited_state  # type: ignore[attr-defined]
    return Invited(
        code=one.code,
        person=person.code,
        name=person.shown_name,
        initials=person.initials,
        hue=person.hue,
        role=one.role,
        role_word=one.get_role_display(),
        state=state,
        state_word=STATES[state],
        asked_at=one.asked_at,  # type: ignore[attr-defined]
        expires_at=one.expires_at,  # type: ignore[attr-defined]
    )
