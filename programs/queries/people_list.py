"""The people of a cohort as the coordinator's table shows them: one row for each role somebody has."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib.tables import Fact, Table, column
from programs.models import Cohort, Enrolment, Invitation, Member, Mentorship, Person
from programs.models.enrolments import EnrolmentQuerySet
from programs.queries.matched import first_match

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


def handle(to: str) -> Lower:
    """What somebody is sorted by: their name, else their reference, else their address. `to` is the way there."""
    return Lower(
        Case(
            When(~Q((f"{to}name", "")), then=F(f"{to}name")),
            When(~Q((f"{to}reference", "")), then=F(f"{to}reference")),
            default=F(f"{to}email"),
            output_field=CharField(),
        )
    )


HANDLE = handle("person__")


@dataclass(frozen=True)
class Row:
    code: str
    place: str
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
    own_name: str  # what was given as the name; `name` falls back to reference or address
    reference: str
    department: str
    in_since: datetime | None  # accepted, and not withdrawn since
    matched_at: datetime | None  # when their first mentorship began
    bounced: bool


# A file of these comes back through the import as it is: headings it knows, handles it finds people by.
PEOPLE = Table(
    "people",
    (
        column(
            "name", _("Name"), lambda row: row.own_name, Fact(_("Department"), lambda row: row.department)
        ),
        column("role", _("Role"), lambda row: row.role_word),
        column(
            "state",
            _("State"),
            lambda row: row.state_word,
            Fact(_("In since"), lambda row: row.in_since),
            Fact(_("First matched on"), lambda row: row.matched_at),
        ),
        column(
            "places",
            _("Places"),
            lambda row: row.capacity,
            Fact(_("Used"), lambda row: row.live),
            Fact(_("Asked for"), lambda row: row.capacity_asked),
            Fact(_("Takes nobody new"), lambda row: row.asks_paused),
        ),
        column(
            "email",
            _("E-mail address"),
            lambda row: row.email,
            Fact(_("Own reference"), lambda row: row.reference),
            Fact(_("Can sign in"), lambda row: row.has_address),
            Fact(_("Mail comes back"), lambda row: row.bounced),
        ),
    ),
)


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
    """With `was_invited`, `is_matched` and `shown_state`, which says more than the state in the row.

    No join that makes rows of one place: whoever asks for less than a row of these groups none.
    """
    invited = Exists(Invitation.objects.filter(enrolment=OuterRef("pk"), revoked_at=None))
    shown = Case(
        When(state="applied", waiting_since__isnull=False, then=Value("waitlisted")),
        When(state="applied", was_invited=True, then=Value("invited")),
        When(state="accepted", is_matched=True, then=Value("matched")),
        default=F("state"),
        output_field=CharField(),
    )
    running = Q(mentorship__state=Mentorship.State.ACTIVE)
    live = Exists(Member.objects.filter(running, enrolment=OuterRef("pk")))
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort)
    return rows.annotate(was_invited=invited, is_matched=live).annotate(shown_state=shown)


def people_of(
    user: User, cohort: Cohort, *, q: str = "", role: str = "", state: str = "", page: int = 1
) -> People:
    rows = _chosen(user, cohort, q, role, state)
    total = rows.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    return People([_row(one) for one in _facts(rows)[(page - 1) * PAGE : page * PAGE]], total, page)


def every_row(user: User, cohort: Cohort, *, q: str = "", role: str = "", state: str = "") -> list[Row]:
    """All that match, in the order of the screen. One statement."""
    return [_row(one) for one in _facts(_chosen(user, cohort, q, role, state))]


def _chosen(user: User, cohort: Cohort, q: str, role: str, state: str) -> EnrolmentQuerySet:
    rows = enrolments_of(user, cohort)
    if role:
        rows = rows.filter(role=role)
    if state == BOUNCED:
        rows = rows.filter(person__user__bouncedaddress__isnull=False)
    elif state:
        rows = rows.filter(Q(shown_state=state))
    return found_by(rows, q)


def _facts(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """What only a row that is shown needs."""
    bounced = Exists(Person.objects.filter(pk=OuterRef("person"), user__bouncedaddress__isnull=False))
    rows = rows.with_live_count().annotate(handle=HANDLE, matched_at=first_match(), mail_comes_back=bounced)
    return rows.order_by("handle", "person_id", "role").select_related("person")


def found_by(rows: EnrolmentQuerySet, q: str) -> EnrolmentQuerySet:
    """Those whose name, address, reference or department holds what was typed."""
    if not q:
        return rows
    found = Q()
    for typed in {q.replace("’", "'"), q.replace("'", "’")}:  # a keyboard has one of them, a file the other
        for said in ("name", "email", "reference", "department"):
            found |= Q(**{f"person__{said}__icontains": typed})
    return rows.filter(found)


def _row(one: Enrolment) -> Row:
    person = one.person
    state: str = one.shown_state  # type: ignore[attr-defined]
    return Row(
        code=person.code,
        place=one.code,
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
        own_name=person.name,
        reference=person.reference,
        department=person.department,
        in_since=(one.decided_at or one.applied_at) if one.state == Enrolment.State.ACCEPTED else None,
        matched_at=one.matched_at,  # type: ignore[attr-defined]
        bounced=one.mail_comes_back,  # type: ignore[attr-defined]
    )
