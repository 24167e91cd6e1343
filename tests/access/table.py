"""The access matrix: what each persona gets from each route. Read it as the policy; test_matrix.py checks it.

A line is `"app:route": Row(WHO_MAY, get=…, post=…, hx=…, to=kwargs of the address)`:

- `may`: the personas who get the three answers. Every other signed-in persona gets `denied` (404: as if it
  were not there), the signed-out are sent to sign in (302; 200 with HX-Redirect for a fragment).
- `get`, `post`, `hx`: the status of a GET, of a POST with an empty body, of a GET by HTMX. 405 is for
  everybody signed in. A view that only takes POST says get=405, hx=405.
- `to`: a function of places.py that makes the row the address names and answers the address's arguments.
- `but`: other answers for single personas, as `{"fay": (200, 403, 200)}`.

The lines of what two people do together stand in features/, one module for each noun.
A route without a line fails the build, and so does a line without a route.
"""

from typing import Any

from programs.actions.mentorships import end_mentorship, start_mentorship
from tests import make
from tests.access import places
from tests.access.features import FEATURES
from tests.access.row import (
    COORDINATOR_ONLY,
    HOLDERS,
    MEMBERS_ONLY,
    MENTEE_ONLY,
    OWNER_ONLY,
    PERSONAS,
    PLACED,
    PUBLIC,
    SIGNED,
    SIGNED_IN,
    SIGNED_OUT,
    Row,
)
from tests.world import World

__all__ = ["LIBRARY", "PERSONAS", "ROWS", "SIGNED", "SIGNED_OUT", "Row", "personas"]

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
    "dashboards:mentorships": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:healthz": Row(PUBLIC),
    "dashboards:readyz": Row(PUBLIC),
    # Demo mode only, which is off here.
    "dashboards:demo_outbox": Row(PUBLIC, 404, 404, 404),
    "dashboards:demo_next_morning": Row(PUBLIC, 404, 404, 404),
    "dashboards:demo_start_over": Row(PUBLIC, 404, 404, 404),
    # --- programs: the coordinator's pages
    "programs:programs": Row(SIGNED_IN),
    "programs:program_new": Row(OWNER_ONLY, post=422),
    "programs:take_role": Row(OWNER_ONLY, 405, 303, 405, to=places.program),
    "programs:program_settings": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:coordinators": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.program),
    "programs:leave_role": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.program),
    "programs:cohort_new": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:cohort": Row(COORDINATOR_ONLY, to=places.cohort),
    "programs:cohort_dates": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "programs:people": Row(COORDINATOR_ONLY, to=places.cohort),
    "programs:person_new": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "programs:person": Row(COORDINATOR_ONLY, to=places.person),
    "programs:person_edit": Row(COORDINATOR_ONLY, post=422, to=places.person),
    "programs:import_new": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "programs:import_map": Row(COORDINATOR_ONLY, post=422, to=places.upload),
    "programs:import_check": Row(COORDINATOR_ONLY, post=303, to=places.upload_with_columns),
    "programs:import_done": Row(COORDINATOR_ONLY, to=places.upload_done),
    "programs:accept": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.applicant),
    "programs:decline": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.applicant),
    "programs:withdraw": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.place),
    "programs:capacity": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.place),
    "programs:pair": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.place),
    "programs:invite": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.place),
    "programs:link": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.place),
    "programs:mail": Row(OWNER_ONLY, post=200),
    # --- programs: taking part
    # Whoever holds the link may look and answer, signed out; somebody else's account may not.
    "programs:invitation": Row(HOLDERS, post=303, to=places.invitation, denied=409),
    "programs:invitation_decline": Row(HOLDERS, 405, 200, 405, to=places.invitation, denied=409),
    "programs:invitation_renew": Row(PUBLIC, 405, 200, 405, to=places.invitation),
    # There is an owner: the link of the first run leads nowhere.
    "programs:first_run": Row(PUBLIC, 404, 404, 404, to=places.made_up_token),
    "programs:join": Row(PUBLIC, post=422, to=places.cohort),
    "programs:join_sent": Row(PUBLIC, to=places.cohort),
    "programs:join_status": Row(PLACED, to=places.cohort),
    "matching:suggest_topics": Row(PUBLIC, 405, 200, 405, to=places.cohort),
    "matching:own_topics": Row(PLACED, post=409, to=places.cohort),
    "programs:join_withdraw": Row(PLACED, 405, 422, 405, to=places.cohort),
    "programs:welcome": Row(SIGNED_IN, post=422),
    "programs:profile": Row(SIGNED_IN, post=422),
    # --- matching
    "matching:rules": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "matching:rules_begin": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.cohort),
    "matching:criterion_new": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "matching:criterion": Row(COORDINATOR_ONLY, post=422, to=places.criterion),
    "matching:board": Row(COORDINATOR_ONLY, to=places.draft),
    "matching:drop": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.draft),
    "matching:compare": Row(COORDINATOR_ONLY, to=places.draft),
    "matching:preview": Row(COORDINATOR_ONLY, post=422, to=places.draft),
    "matching:publish": Row(COORDINATOR_ONLY, post=303, to=places.draft),
    "matching:undo": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.published_draft),
    "matching:test_mail": Row(COORDINATOR_ONLY, 405, 303, 405, to=places.draft),
    "matching:propose": Row(COORDINATOR_ONLY, post=422, to=places.leftover),
    "matching:ask_place": Row(COORDINATOR_ONLY, post=303, to=places.leftover_and_mentor),
    "matching:undo_move": Row(COORDINATOR_ONLY, 405, 409, 405, to=places.draft),
    "matching:method": Row(COORDINATOR_ONLY, to=places.draft),
    "matching:why": Row(COORDINATOR_ONLY, to=places.proposal),
    "matching:lock": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.proposal),
    "matching:move": Row(COORDINATOR_ONLY, post=422, to=places.proposal),
    "matching:unpair": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.proposal),
    # --- sessions: coordinators get 404 in the space of a pair
    "sessions:mentorships": Row(SIGNED_IN),
    "sessions:space": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:action_new": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:action_done": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:meeting_new": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:meeting_log": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:meeting": Row(MEMBERS_ONLY, to=places.meeting),
    "sessions:meeting_move": Row(MEMBERS_ONLY, post=422, to=places.meeting),
    "sessions:meeting_cancel": Row(MEMBERS_ONLY, post=303, to=places.meeting),
    "sessions:meeting_outcome": Row(MEMBERS_ONLY, 405, 422, 405, to=places.past_meeting),
    "sessions:agenda": Row(MEMBERS_ONLY, post=422, to=places.meeting),
    "sessions:agenda_move": Row(MENTEE_ONLY, 405, 404, 405, to=places.meeting, but={"ada": (405, 403, 405)}),
    "sessions:agenda_remove": Row(MEMBERS_ONLY, 405, 404, 405, to=places.meeting),
    "sessions:notes": Row(MEMBERS_ONLY, post=422, to=places.meeting),
    "sessions:feedback": Row(MEMBERS_ONLY, post=422, to=places.past_meeting),
    "sessions:goal_new": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:goal": Row(MEMBERS_ONLY, to=places.goal),
    "sessions:goal_edit": Row(MENTEE_ONLY, post=422, to=places.goal, but={"ada": (403, 403, 403)}),
    "sessions:goal_state": Row(MENTEE_ONLY, 405, 422, 405, to=places.goal, but={"ada": (405, 403, 405)}),
    "sessions:milestone_new": Row(MENTEE_ONLY, post=422, to=places.goal, but={"ada": (403, 403, 403)}),
    "sessions:milestone_reached": Row(
        MENTEE_ONLY, 405, 404, 405, to=places.goal, but={"ada": (405, 403, 405)}
    ),
    "sessions:milestone_move": Row(MENTEE_ONLY, 405, 404, 405, to=places.goal, but={"ada": (405, 403, 405)}),
}
for feature in FEATURES:
    ROWS.update(feature.ROUTES)

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
