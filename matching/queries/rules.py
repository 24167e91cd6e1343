"""The page before a run: who takes part, what every must removes, which drafts there are."""

from dataclasses import dataclass

from django.db.models import QuerySet

from matching.engine.criteria import count_broken
from matching.models import Draft
from matching.queries.pool import Pool, load_pool, possible
from matching.queries.sentences import RULE_NAMES, Words
from programs.models import Cohort, Program

# More pairs than this are not counted for a page.
MOST_PAIRS = 100_000
# Where nobody has chosen yet, and the usual weights would say something false: no years above the other are wanted
# between peers, and in a reverse program the mentor is the junior.
WEIGHTS_OF_KIND = {Program.Kind.PEER: {"seniority": 0}, Program.Kind.REVERSE: {"seniority": 0}}


@dataclass(frozen=True)
class Must:
    name: Words
    removed: int


@dataclass(frozen=True)
class RulesPage:
    """`alone` is how many mentees no mentor could have; `counted` is False when there are too many pairs."""

    mentees: int
    mentors: int
    places: int
    musts: list[Must]
    every: int
    possible: int
    alone: int
    counted: bool
    drafts: "QuerySet[Draft]"


def rules_page(cohort: Cohort) -> RulesPage:
    pool = load_pool(cohort)
    every = len(pool.mentees) * len(pool.mentors)
    counted = 0 < every <= MOST_PAIRS
    table = pool.score({}) if counted else None
    removed = count_broken(table.broken) if table else {}
    return RulesPage(
        mentees=len(pool.mentees),
        mentors=len(pool.mentors),
        places=sum(mentor.capacity for mentor in pool.mentors),
        musts=[Must(RULE_NAMES[rule], removed.get(rule, 0)) for rule in _rules_of(pool)],
        every=every,
        possible=int(possible(table).sum()) if table else 0,
        alone=int((~possible(table)).all(axis=1).sum()) if table else 0,
        counted=counted,
        drafts=Draft.objects.filter(cohort=cohort).select_related("made_by").order_by("-number")[:5],
    )


def _rules_of(pool: Pool) -> list[str]:
    """The usual ones, and those the program's own questions add where somebody answered one."""
    people = [*pool.mentees, *pool.mentors]
    own = [name for name in ("alike", "apart") if any(getattr(one, name) for one in people)]
    return ["language", "hours", *own, "reporting_line", "oneself"]
