"""What may be said of how many people gave a good answer, so that nobody's own answer can be worked out.

The rule, as the health page says it to a coordinator: what people say is counted once a month, when seven or more have
answered. Each time two answers (three of twelve and more), drawn by lot, are left out. Of five to ten people we then
say whether more than half are good; of eleven and more how many, in fives, and never nearer than five people to nobody
or to everybody. Mentors and mentees apart only where there are eleven of each.

Why it holds, against somebody who knows *who* answered in each month and has every number ever published:

- Of one month, question and group one range is published for one number, “how many are good”. Those who answered are
  alike in it; somebody is found out only if the range leaves no doubt that all of them are good, or that none is. The
  range itself never says that of those counted, and whoever it is may be one of those left out. So it holds when two
  who answered lay their own answers beside it (COLLUDING). Coordinators' and owners' own answers are never in it.
- There is one cell; its complement is as wide as the rule leaves it, and the total of two roles is the sum of what the
  two show, which says nothing new. Where one role may not be shown, neither is (complementary suppression).
- An answer is counted in one month only (a month with too few waits for the next), each person once: no two numbers
  have an answer in common, so there is no difference to take. That a number is hidden depends on how many answered,
  never on what they said.
- Even to somebody who also takes it that nobody ever changes their mind, months overlap by those left out: one person
  more or less never moves a number beyond what the lot may have done.

Thresholds of 3 to 10, top and bottom coding against group disclosure (everybody in a cell alike), rounding, and totals
that give no hidden cell away: Handbook on Statistical Disclosure Control, the chapter on frequency tables
(https://sdctools.github.io/HandbookSDC/).
`tests/journeys/test_disclosure_attack.py` plays the attacker.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

# How many of those who answered may put their heads together with a coordinator.
COLLUDING = 2
FEWEST = 5  # people counted; and, where numbers are shown, people on either side of them
IN_NUMBERS = 2 * FEWEST + 1  # counted, for a number rather than “more than half”, and for each role apart
STEP = 5
ALL = "all"


@dataclass(frozen=True)
class Shown:
    """Of `people` counted between `least` and `most` are good. None: too few answered."""

    people: int | None = None
    least: int | None = None
    most: int | None = None


def left_out(answered: int) -> int:
    """How many of those who answered the lot leaves out."""
    return 2 if answered < 12 else 3


FEWEST_ANSWERED = FEWEST + left_out(FEWEST)


def shown(people: int, good: int) -> Shown:
    """What may be said of one group, of those counted."""
    if people < FEWEST:
        return Shown()
    if people < IN_NUMBERS:
        half = people // 2
        return Shown(people, half + 1, people) if good > half else Shown(people, 0, half)
    if good <= FEWEST:
        return Shown(people, 0, FEWEST)
    if good >= people - FEWEST:
        return Shown(people, people - FEWEST, people)
    least = (good - 1) // STEP * STEP + 1
    return Shown(people, least, min(least + STEP, people - FEWEST) - 1)


def published(answered: Mapping[str, tuple[int, int]], lot: Random) -> dict[str, Shown]:
    """Of `{role: (people, good)}`: what all of them show, and each role where each may be shown.

    ALL is the sum of the roles where they are shown, and one group of its own where they are not.
    """
    people = sum(count for count, _good in answered.values())
    if len(answered) < 2 or any(count - left_out(count) < IN_NUMBERS for count, _good in answered.values()):
        return {ALL: shown(*_drawn(people, sum(good for _count, good in answered.values()), lot))}
    apart = {role: shown(*_drawn(count, good, lot)) for role, (count, good) in answered.items()}
    sums = [sum(getattr(one, name) or 0 for one in apart.values()) for name in ("people", "least", "most")]
    return {ALL: Shown(*sums), **apart}


def _drawn(people: int, good: int, lot: Random) -> tuple[int, int]:
    """How many are counted and how many of those are good, once the lot has left some out."""
    gone = min(left_out(people), people)
    return people - gone, good - sum(place < good for place in lot.sample(range(people), gone))
