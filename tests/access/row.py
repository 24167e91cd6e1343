"""What a line of the access matrix is made of: the personas, the sets of them, the Row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.access import places
from tests.world import World

# Who asks. `former` was Ada's mentee until that mentorship ended; `inactive` coordinates the program, but her
# account is switched off; sam is a
# safeguarding contact of the program; fay is accepted and has no pair; nora coordinates another program, zed elsewhere.
SIGNED_OUT = ("anonymous", "inactive")
SIGNED = ("ada", "ben", "cleo", "fay", "former", "mira", "nora", "otto", "eve", "zed", "sam")
PERSONAS = (*SIGNED_OUT, *SIGNED)

MEMBERS_ONLY = frozenset({"ada", "ben"})
MENTEE_ONLY = frozenset({"ben"})
MENTOR_ONLY = frozenset({"ada"})
COORDINATOR_ONLY = frozenset({"mira"})
COORDINATORS = frozenset({"mira", "nora", "zed"})  # of this program or another
MEMBERS_AND_COORDINATOR = MEMBERS_ONLY | COORDINATOR_ONLY
SAFEGUARDING_ONLY = frozenset({"sam"})
OWNER_ONLY = frozenset({"otto"})
SIGNED_IN = frozenset(SIGNED)
PUBLIC = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()
# Who has (or had) a place in the cohort, and who is a person somewhere.
PLACED = frozenset({"ada", "ben", "cleo", "fay", "former"})
# Whoever opens the link of a mail without being signed in.
HOLDERS = frozenset(SIGNED_OUT)


@dataclass(frozen=True)
class Row:
    may: frozenset[str]
    get: int = 200
    post: int = 405
    hx: int = 200
    to: Callable[[World], dict[str, Any]] = places.nothing
    denied: int = 404
    but: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
