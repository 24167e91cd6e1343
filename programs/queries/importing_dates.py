"""Dates and rhythms as people write them in spreadsheets. None means: not understood.

“31.12.2026” has its day first everywhere. “03/04/2026” has no order of its own: the file tells it by one of its dates
(31/12 or 12/31), or the coordinator says it once.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime

DAY_FIRST, MONTH_FIRST, ASK = "dmy", "mdy", "ask"
LONGEST_RHYTHM = 26
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})")
_NO_ORDER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?Z?$", re.IGNORECASE)
_WORDS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y")
_RHYTHMS = {"weekly": 1, "fortnightly": 2, "biweekly": 2, "monthly": 4, "bimonthly": 8, "quarterly": 13}
_RHYTHMS |= {"every week": 1, "every fortnight": 2, "every month": 4, "every quarter": 13, "a month": 4}
_RHYTHMS |= {"every other week": 2, "every second week": 2, "twice a month": 2, "every other month": 8}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "twelve": 12}


def dates_in(cell: str) -> list[str]:
    """The dates of a cell, each as it is written. “Dec 31, 2026” keeps its comma."""
    parts = re.split(r"[;|\n]", cell)
    if len(parts) == 1 and not re.search(r"[a-zA-Z]{3,} \d{1,2},", cell):
        parts = cell.split(",")
    words = (" ".join(part.split()) for part in parts)
    return [word for word in words if word]


def date_of(text: str, order: str = "") -> date | None:
    """One date; without an order one that could be two dates is none."""
    text = _CLOCK.sub("", text.strip())
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _date(year, month, day)
    if found := _DOTS.fullmatch(text):
        return _date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _NO_ORDER.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        month, day = (first, second) if order == MONTH_FIRST else (second, first)
        return _date(_year(found[3]), month, day) if order or first == second else None
    return _in_words(text)


def order_of(texts: Iterable[str]) -> str:
    """What the dates of a file say about their order: nothing (""), one order, or ASK where it must be asked."""
    order, open_ones = set(), False
    for text in texts:
        if found := _NO_ORDER.fullmatch(_CLOCK.sub("", text.strip())):
            first, second = int(found[1]), int(found[2])
            order |= {DAY_FIRST} if first > 12 >= second else {MONTH_FIRST} if second > 12 >= first else set()
            open_ones = open_ones or first != second
    return order.pop() if len(order) == 1 else ASK if order or open_ones else ""


def has_no_order(text: str) -> bool:
    """Could be two different dates."""
    found = _NO_ORDER.fullmatch(_CLOCK.sub("", text.strip()))
    return (
        found is not None
        and found[1].lstrip("0") != found[2].lstrip("0")
        and int(found[1]) < 13 > int(found[2])
    )


def looks_like_dates(cell: str) -> bool:
    found = dates_in(cell)
    return bool(found) and all(date_of(one, DAY_FIRST) or date_of(one, MONTH_FIRST) for one in found)


def rhythm_of(cell: str) -> int | None:
    """Weeks from “4”, “every 4 weeks”, “every two weeks”, “monthly”, “2 months”."""
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split())
    for word, number in _NUMBERS.items():
        text = re.sub(rf"\b{word}\b", str(number), text)
    text = text.removeprefix("meet ").removeprefix("meets ").removeprefix("once ")
    weeks = _RHYTHMS.get(text)
    if weeks is None and (found := re.fullmatch(r"(?:every )?(\d{1,2})(?: ?(weeks?|wks?|w|months?))?", text)):
        weeks = int(found[1]) * (4 if (found[2] or "").startswith("month") else 1)
    return weeks if weeks is not None and 1 <= weeks <= LONGEST_RHYTHM else None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[,.]", "", text, flags=re.IGNORECASE)
    plain = re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)? ", "", plain, flags=re.IGNORECASE)
    for form in _WORDS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
