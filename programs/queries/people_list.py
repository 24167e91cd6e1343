"""The people of a cohort as the coordinator's table shows them: one row for each role somebody has."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Invitation
from programs.models.enrolments import EnrolmentQuerySet

PAGE = 50
STATES: dict[str, str | Promise] = {
    "invited": _("invited"),
    "applied": _("applied"),
    "waitlisted": _("on the waiting list"),
    "accepted": _("accepted"),
    "matched": _("matched"),
    "declined": _("declined"),
    "withdrawn": _("withdrawn"),
}

# A filter beside the states: people whose mail comes back, whatever their state.
BOUNCED = "bounced"


# What somebody is sorted by: their name, else their reference, else their address.
HANDLE = Lower(
    Case(
        When(~Q(person__name=""), then=F("person__name")),
        When(~Q(person__reference=""), then=F("person__reference")),
        default=F("person__email"),
        output_field=CharField(),
    )
)


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    initials: str
    hue: int
    role: str
    role_word: str
    state: str
    state_word: str | Promise
    capacity: int
    live: int
    asks_paused: bool
    capacity_asked: int | None
    email: str
    has_address: bool
    needs_answer: bool


@dataclass(frozen=True)
class People:
    rows: list[Row]
    total: int
    page: int

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.total)


def enrolments_of(user: User, cohort: Cohort) -> EnrolmentQuerySet:
    """With `live_mentorships`, `was_invited` and `shown_state`, which says more than the state in the row."""
    invited = Exists(Invitation.objects.filter(enrolment=OuterRef("pk"), revoked_at=None))
    shown = Case(
        When(state="applied", waiting_since__isnull=False, then=Value("waitlisted")),
        When(state="applied", was_invited=True, then=Value("invited")),
        When(state="accepted", live_mentorships__gt=0, then=Value("matched")),
        default=F("state"),
        output_field=CharField(),
    )
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort).with_live_count()
    return rows.annotate(was_invited=invited).annotate(shown_state=shown)


def people_of(
    user: User, cohort: Cohort, *, q: str = "", role: str = "", state: str = "", page: int = 1
) -> People:
    rows = enrolments_of(user, cohort)
    if role:
        rows = rows.filter(role=role)
    if state == BOUNCED:
        rows = rows.filter(person__user__bouncedaddress__isnull=False)
    elif state:
        rows = rows.filter(Q(shown_state=state))
    if q:
        found = Q(person__name__icontains=q) | Q(person__email__icontains=q)
        rows = rows.filter(found | Q(person__reference__icontains=q) | Q(person__department__icontains=q))
    total = rows.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = rows.annotate(handle=HANDLE).order_by("handle", "person_id", "role").select_related("person")
    return People([_row(one) for one in rows[(page - 1) * PAGE : page * PAGE]], total, page)


def _row(one: Enrolment) -> Row:
    person = one.person
    state: str = one.shown_state  # type: ignore[attr-defined]
    return Row(
        code=person.code,
        name=person.shown_name,
        initials=person.initials,
        hue=person.hue,
        role=one.role,
        role_word=one.get_role_display(),
        state=state,
        state_word=STATES[state],
        capacity=one.capacity,
        live=one.live_mentorships,  # type: ignore[attr-defined]
        asks_paused=one.asks_paused,
        capacity_asked=one.capacity_asked,
        email=person.email,
        has_address=person.user_id is not None,
        needs_answer=state == "applied",
    )
