"""`python -m matching.engine PROBLEM.json` (or `-`): one problem in, one solution on standard output.

Wrong input is one line on standard error naming the field, and exit code 2. A document may have 32 MB: as text, a pair
takes twenty times what it takes in `scores_npz`, which is there for more.
"""

import json
import sys
from pathlib import Path

from matching.engine.assignment import solve
from matching.engine.problem import Problem, ProblemError, parse_problem

USAGE = "usage: python -m matching.engine PROBLEM.json (or - for standard input)"
MOST_BYTES = 32 * 2**20


def main(arguments: list[str]) -> int:
    """Solve the problem in the file named by the one argument; the exit code."""
    if len(arguments) != 1:
        return _refuse(USAGE)
    try:
        solution = solve(_read(arguments[0]))
    except ProblemError as error:
        return _refuse(str(error))
    except (OverflowError, MemoryError):
        return _refuse("problem: has too many people and scores for this machine")
    sys.stdout.write(json.dumps(solution.as_json()) + "\n")
    return 0


def _read(name: str) -> Problem:
    """The problem in a file (or on standard input), of which no more is read than is allowed."""
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ProblemError("problem", f"cannot read the file ({error.strerror})") from error
    if len(content) > MOST_BYTES:
        raise ProblemError("problem", f"has more than {MOST_BYTES} bytes; give the scores as scores_npz")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        # ValueError covers bad syntax, bad UTF-8, and numbers of thousands of digits.
        raise ProblemError("problem", "is not valid JSON") from error
    return parse_problem(document, Path.cwd() if name == "-" else Path(name).parent)


def _refuse(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
