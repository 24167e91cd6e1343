"""The package mentor-match on a matrix of scores (-1 where impossible), one round: seconds, pairs and total."""

import json
import sys
from pathlib import Path
from time import perf_counter

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify

scores = json.loads(Path(sys.argv[1]).read_text())


class Points:
    """Our score as a rule of theirs."""

    def apply(self, match):
        return scores[int(match.mentee.role)][int(match.mentor.role)]


def people(kind, name, count):
    return [kind(grade=1, email=f"{name}{at}@example.org", role=str(at)) for at in range(count)]


mentees, mentors = people(Mentee, "a", len(scores)), people(Mentor, "b", len(scores[0]))
impossible = Disqualify(lambda match: scores[int(match.mentee.role)][int(match.mentor.role)] < 0)
start = perf_counter()
process_data(mentors, mentees, [[Points(), impossible]])
seconds = perf_counter() - start
taken = [scores[int(mentee.role)][int(mentor.role)] for mentee in mentees for mentor in mentee.mentors]
sys.stdout.write(json.dumps({"seconds": seconds, "pairs": len(taken), "total": sum(taken)}))
