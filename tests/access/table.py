"""The access matrix: what each persona gets from each route. Read it as the policy; test_matrix.py checks it.

A line is `"app:route": Row(WHO_MAY, get=…, post=…, hx=…, to=kwargs of the address)`:

- `may`: the personas who get the three answers. Every other signed-in persona gets `denied` (404: as if it
  were not there), the signed-out are sent to sign in (302; 200 with HX-Redirect for a fragment).
- `get`, `post`, `hx`: the status of a GET, of a POST with an empty body, of a GET by HTMX. 405 is for
  everybody signed in. A view that only takes POST says get=405, hx=405.
- `to`: a function of the world that makes the row the address names and answers the address's arguments.
- `but`: other answers for single personas, as `{"fay": (200, 403, 200)}`.

A route without a line fails the build, and so does a line without a route.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from programs.actions.mentorships import end_mentorship, start_mentorship
from tests import make
from tests.world import World

Kwargs = dict[str, Any]

# Who asks. `former` was Ada's mentee until that mentorship ended; `inactive` coordinates the program, but her
# account is switched off; fay is accepted and has no pair; nora coordinates another program, zed elsewhere.
SIGNED_OUT = ("anonymous", "inactive")
SIGNED = ("ada", "ben", "cleo", "fay", "former", "mira", "nora", "otto", "eve", "zed")
PERSONAS = (*SIGNED_OUT, *SIGNED)

MEMBERS_ONLY = frozenset({"ada", "ben"})
MENTEE_ONLY = frozenset({"ben"})
MENTOR_ONLY = frozenset({"ada"})
COORDINATOR_ONLY = frozenset({"mira"})
MEMBERS_AND_COORDINATOR = MEMBERS_ONLY | COORDINATOR_ONLY
OWNER_ONLY = frozenset({"otto"})
SIGNED_IN = frozenset(SIGNED)
PUBLIC = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()


def nothing(world: World) -> Kwargs:
    return {}


def own_pair(world: World) -> Kwargs:
    """The mentorship of Ada and Ben, by `code`."""
    return {"code": world.ada_ben.code}


def program(world: World) -> Kwargs:
    return {"code": world.program.code}


def cohort(world: World) -> Kwargs:
    return {"code": world.cohort.code}


@dataclass(frozen=True)
class Row:
    may: frozenset[str]
    get: int = 200
    post: int = 405
    hx: int = 200
    to: Callable[[World], Kwargs] = nothing
    denied: int = 404
    but: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)


ROWS: dict[str, Row] = {
    # --- mentorship.accounts
    "accounts:sign_in_hint": Row(
        PUBLIC,
        get=302,
        hx=302,
        to=lambda world: {"signed": "made-up"},
        but=dict.fromkeys(SIGNED_OUT, (302, 405, 200)),
    ),
    # --- mentorship.dashboards
    "dashboards:front": Row(SIGNED_IN, get=302, hx=302),
    "dashboards:today": Row(SIGNED_IN),
    "dashboards:healthz": Row(PUBLIC),
    "dashboards:readyz": Row(PUBLIC),
    # --- programs
    # --- matching
    # --- sessions
}

# allauth's own pages: what they promise allauth tests; how we set them up, tests/mentorship/accounts.
LIBRARY: dict[str, str] = {
    "account_login": "the sign-in page; public",
    "account_request_login_code": "asks for a code by mail; public, answers alike for unknown addresses",
    "account_confirm_login_code": "takes the code; needs the session that asked for it",
    "account_logout": "asks, then signs out; sends the signed-out away",
    "account_signup": "closed by our adapter; accounts come from invitations, join links, import, first run",
    "account_inactive": "a sentence for an account that was switched off",
    "account_reauthenticate": "asks for the password again; signed in only",
    "account_email": "one's own addresses; signed in only",
    "account_email_verification_sent": "takes the code that proves an address",
    "account_change_password": "one's own password; signed in only",
    "account_set_password": "one's own first password; signed in only",
    "account_reset_password": "asks for a reset code by mail; public, answers alike for unknown addresses",
    "account_confirm_password_reset_code": "takes the reset code; needs the session that asked for it",
    "account_complete_password_reset": "the new password; needs the session that gave the code",
    "account_password_reset_completed": "a sentence after it",
}


def personas(world: World) -> dict[str, Any]:
    """Whoever asks, by name; None is signed out. Makes the two personas that the world does not have."""
    gil = make.person(world.orchard, "Gil", email="gil@orchard.example")
    place = make.enrolment(world.cohort, "mentee", gil)
    ended = start_mentorship(mentor=world.enrolment(world.ada), mentee=place, by=world.mira)
    end_mentorship(mentorship=ended, by=world.mira)
    inactive = make.coordinator(world.program, "ines@orchard.example")
    inactive.is_active = False
    inactive.save()
    people = {name: getattr(world, name) for name in SIGNED if name != "former"}
    users = {name: getattr(who, "user", who) for name, who in people.items()}
    return {"anonymous": None, "inactive": inactive, "former": gil.user, **users}
