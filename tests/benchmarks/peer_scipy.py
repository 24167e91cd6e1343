"""SciPy's solver alone on a matrix of scores (-1 where impossible): the least of several seconds, pairs and total."""

import json
import sys
from time import perf_counter

import numpy as np
from scipy.optimize import linear_sum_assignment

scores = np.load(sys.argv[1])
# More for one possible pair than all scores together, so that as many as can be are matched.
gain = np.where(scores < 0, 0.0, scores + 10_001.0 * len(scores))
seconds = []
for _ in range(int(sys.argv[2])):
    start = perf_counter()
    rows, columns = linear_sum_assignment(gain, maximize=True)
    seconds.append(perf_counter() - start)
taken = scores[rows, columns]
taken = taken[taken >= 0]
sys.stdout.write(json.dumps({"seconds": min(seconds), "pairs": len(taken), "total": int(taken.sum())}))
