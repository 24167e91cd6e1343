"""Fewest poor matches: reach everybody who can be reached, with as few weak pairs as possible.

The order of goals: most mentees reached; fewest pairs under the lowest band; fewest under the next one, and so on;
most pairs; the highest total; the hash. As with the floor, the policy comes before the number of pairs: a weak pair
is somebody's only one, never a further one, because leaving a further one away makes fewer weak pairs.
"""

from collections.abc import Sequence

import numpy as np

from matching.engine.flow import Network
from matching.engine.levels import Goal, Mask, best_by_goals

# Poor under the first, fair under the second (MATCHING 1.4), where a problem names no bands of its own.
USUAL_BANDS = (4000, 6000)


def fewest_poor(network: Network, bands: Sequence[int]) -> Mask:
    """Which pairs of the network to take."""
    ones = np.ones_like(network.score)
    goals = [Goal(0 * ones, first=1)]
    goals += [Goal(-(network.score < band).astype(np.int64)) for band in sorted(set(bands or USUAL_BANDS))]
    goals += [Goal(ones), Goal(network.score), Goal(-network.tie)]
    return best_by_goals(network, goals)
