"""How often a race is run: a few times with everything else, as often as one likes by TRELLIS_ROUNDS=200."""

import os

ROUNDS = int(os.environ.get("TRELLIS_ROUNDS", "3"))
