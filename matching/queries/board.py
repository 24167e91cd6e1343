"""The board of a draft: numbers for all of it, one page of rows, who is left. Statements do not grow with rows."""

from functools import cached_property

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.models import Draft, Leftover
from matching.queries.between import Known, known_now
from matching.queries.board_rows import Left, Numbers, Row
from matching.queries.changes import pairs_now
from matching.queries.own import names_exclusion, own_places, reason_for, without_wishes
from matching.queries.sentences import chips, leftover_sentence, proof_sentence, text_sentence
from matching.queries.ways import way_of
from mentorship.accounts.models import User
from mentorship.lib.tables import Column, Fact, Table, column
from programs.models.enrolments import Role

ROWS_A_PAGE = 100
FILTERS = ("all", "strong", "look", "locked", "changed")


BOARD = Table(
    "pairs",
    (
        Column(
            "pair",
            gettext_lazy("Pair"),
            (
                Fact(gettext_lazy("Mentor"), lambda row: row.pair.mentor.name),
                Fact(gettext_lazy("Mentee"), lambda row: row.pair.mentee.name),
                Fact(gettext_lazy("Places taken"), lambda row: row.pair.taken or None),
                Fact(gettext_lazy("Places"), lambda row: row.pair.mentor.capacity),
                Fact(gettext_lazy("By hand"), lambda row: row.pair.by_hand),
                Fact(gettext_lazy("Locked"), lambda row: row.pair.locked),
                Fact(gettext_lazy("Published"), lambda row: row.pair.published and not row.pair.asks),
                Fact(gettext_lazy("Proposed"), lambda row: row.pair.asks),
            ),
        ),
        column("why", gettext_lazy("Why"), lambda row: row.why),
        column("fit", gettext_lazy("Fit"), lambda row: row.pair.fit),
    ),
)
UNMATCHED = Table(
    "unmatched",
    (
        column("name", gettext_lazy("Name"), lambda row: row.person.shown_name),
        column("role", gettext_lazy("Role"), lambda row: Role(row.role).label),
        column("why", gettext_lazy("Why"), lambda row: row.sentence),
    ),
)


class Board:
    """What the page shows. Each part is computed when the template asks for it."""

    def __init__(self, draft: Draft, reader: User, show: str = "all", page: int = 1) -> None:
        self.draft = draft
        self.reader = reader
        self.show = show if show in FILTERS else "all"
        self.page = max(page, 1)

    @cached_property
    def every(self) -> list[Row]:
        """All pairs: changed ones first, then the strongest."""
        rows = [Row(pair, []) for pair in pairs_now(self.draft, self.reader, self.known)]
        return sorted(rows, key=lambda row: (not row.pair.changed, -row.pair.score, row.pair.mentee.name))

    @cached_property
    def known(self) -> Known:
        """What is known of pairs of the cohort beside the draft."""
        return known_now(self.draft.cohort)

    @property
    def meeting(self) -> list[tuple[str, str]]:
        """(mentee, mentor) of those who meet already."""
        return self.known.live

    @property
    def asks(self) -> bool:
        """Publishing asks the two of each pair; of a published draft, it did."""
        if self.draft.state == Draft.State.OPEN:
            return way_of(self.draft.cohort.program).both_say_yes
        return any(row.pair.asks for row in self.every)

    @cached_property
    def numbers(self) -> "Numbers":
        return Numbers(self.every, self.left, self.draft)

    @property
    def text_sentence(self) -> str:
        return text_sentence(self.draft.summary)

    @cached_property
    def shown(self) -> list[Row]:
        return [row for row in self.every if self.show in row.kinds]

    @cached_property
    def rows(self) -> list[Row]:
        first = (self.page - 1) * ROWS_A_PAGE
        return [self._with_chips(row) for row in self.shown[first : first + ROWS_A_PAGE]]

    def every_row(self) -> list[Row]:
        """All that the filter shows, as a page shows some."""
        return [self._with_chips(row) for row in self.shown]

    def _with_chips(self, row: Row) -> Row:
        points = row.pair.points
        return Row(row.pair, chips(without_wishes(points) if row.pair.is_own(self.reader) else points))

    @property
    def codes(self) -> str:
        """Of the pairs on this page that may still change, for a preview to mark."""
        return ",".join(row.pair.code for row in self.rows if not row.pair.published)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.shown) // ROWS_A_PAGE))

    @property
    def policy(self) -> str:
        """The short name: "Fair floor"."""
        return str(self.draft.get_policy_display()).partition(":")[0]

    @property
    def proof(self) -> str:
        """How near the best possible it is, where that is not proved to be nothing."""
        return proof_sentence(self.draft.summary)

    @property
    def newer(self) -> str:
        return self._address(self.page - 1) if self.page > 1 else ""

    @property
    def older(self) -> str:
        return self._address(self.page + 1) if self.page < self.pages else ""

    @property
    def words(self) -> str:
        first = (self.page - 1) * ROWS_A_PAGE
        facts = {"first": first + 1, "last": first + len(self.rows), "all": len(self.shown)}
        return _("%(first)s–%(last)s of %(all)s") % facts

    @property
    def query(self) -> str:
        return "" if self.show == "all" else urlencode({"show": self.show})

    def _address(self, page: int) -> str:
        return f"?{urlencode({'show': self.show, 'page': str(page)})}"

    def rows_around(self, code: str, mentor: int | None = None) -> list[Row]:
        """That row, and every other row of its mentor (or of the place named), whose places it shares."""
        mentors = {row.pair.mentor.pk for row in self.every if row.pair.code == code} | {mentor}
        return [self._with_chips(row) for row in self.every if row.pair.mentor.pk in mentors]

    @property
    def filter(self) -> str:
        """What the addresses on it carry on, so that a press leads back to the same rows."""
        return f"?{self.query}" if self.query else ""

    def address_of(self, code: str) -> str:
        """Where on the board the pair is, under the filter; the first page when it is gone from there."""
        at = next((at for at, row in enumerate(self.shown) if row.pair.code == code), 0)
        page = at // ROWS_A_PAGE + 1
        return f"{self._address(page) if page > 1 else self.filter}#pair-{code}"

    @cached_property
    def left(self) -> list[Left]:
        """Mentees first; the published draft still says who was left."""
        rows = (
            Leftover.objects.filter(draft=self.draft)
            .filter(Q(enrolment__state="accepted"))
            .select_related("enrolment__person")
            .order_by("enrolment__person__name", "enrolment__code")
        )
        named = any(names_exclusion(row.reason) for row in rows)
        own = own_places(self.draft.cohort_id, self.reader) if named else {}
        found = [_left(row, own) for row in rows]
        return sorted(found, key=lambda one: one.role == Role.MENTOR)


def _left(row: Leftover, own: dict[str, str]) -> Left:
    """`own` are the reader's places."""
    place = row.enrolment
    return Left(
        code=place.code,
        person=place.person,
        role=place.role,
        sentence=leftover_sentence(reason_for(place, row.reason, own), place.role),
        waits=place.role == Role.MENTEE,
    )
