"""SciPy's solver alone on a matrix of scores (-1 where impossible): the least of several seconds (passed, and of the
processor), pairs and total."""

import json
import sys
from time import perf_counter, process_time

import numpy as np
from scipy.optimize import linear_sum_assignment

scores = np.load(sys.argv[1])
# More for one possible pair than all scores together, so that as many as can be are matched.
gain = np.where(scores < 0, 0.0, scores + 10_001.0 * len(scores))
seconds, busy = [], []
for _ in range(int(sys.argv[2])):
    start, begun = perf_counter(), process_time()
    rows, columns = linear_sum_assignment(gain, maximize=True)
    seconds.append(perf_counter() - start)
    busy.append(process_time() - begun)
taken = scores[rows, columns]
taken = taken[taken >= 0]
found = {"seconds": min(seconds), "busy": min(busy), "pairs": len(taken), "total": int(taken.sum())}
sys.stdout.write(json.dumps(found))
