"""Two texts compared word by word, for people who ask what changed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed (""), were added or were removed, with the white space behind them."""

    change: Change
    text: str


def compare_words(old: str, new: str) -> list[Piece]:
    """The new text with what was removed in its place. Removed words stand before the added ones."""
    before, after = _words(old), _words(new)
    old_words, new_words = [_bare(word) for word in before], [_bare(word) for word in after]
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    pieces: list[Piece] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("", "".join(after[first:last])))
            continue
        if end > start:
            gap = " " if last > first and not before[end - 1][-1].isspace() else ""  # before what replaces it
            pieces.append(Piece("removed", "".join(before[start:end]) + gap))
        if last > first:
            pieces.append(Piece("added", "".join(after[first:last])))
    return pieces


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for white space, capitals and the full stop at the end."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .!").casefold()


def _words(text: str) -> list[str]:
    """Words and marks with the white space behind them, so that joining them gives the text back."""
    return re.findall(r"[\w’'-]+\s*|[^\w\s]\s*|^\s+", text)


def _bare(word: str) -> str:
    return word.strip()
