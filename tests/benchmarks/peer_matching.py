"""The package matching (hospitals and residents) on a matrix of scores (-1 where impossible): seconds, pairs, total."""

import json
import sys
import threading
from pathlib import Path
from time import perf_counter

from matching.games import HospitalResident

scores = json.loads(Path(sys.argv[1]).read_text())
everybody = range(len(scores)), range(len(scores[0]))
wishes = {
    f"m{at}": [f"r{to}" for to in sorted(everybody[1], key=lambda to: -scores[at][to]) if scores[at][to] >= 0]
    for at in everybody[0]
}
views = {
    f"r{to}": [f"m{at}" for at in sorted(everybody[0], key=lambda at: -scores[at][to]) if scores[at][to] >= 0]
    for to in everybody[1]
}
found = {}


def run():
    start = perf_counter()
    game = HospitalResident.create_from_dictionaries(wishes, views, dict.fromkeys(views, 1), clean=True)
    matched = game.solve()
    found["seconds"] = perf_counter() - start
    pairs = [(int(one.name[1:]), int(hospital.name[1:])) for hospital in matched for one in matched[hospital]]
    found.update(pairs=len(pairs), total=sum(scores[at][to] for at, to in pairs))


# It copies its players by recursion: at a hundred people that is deeper than Python allows by itself.
sys.setrecursionlimit(10**6)
threading.stack_size(512 * 2**20)
thread = threading.Thread(target=run)
thread.start()
thread.join()
sys.stdout.write(json.dumps(found))
