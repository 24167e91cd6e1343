"""Words: when two tags are the same tag, and which tags the words of a goal touch.

This is the lexical path: English endings only, no meaning. It serves where nothing better is installed, and
it gives no points for words it does not know rather than guessing.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

# A word may hold a hyphen, dot or apostrophe (front-end, node.js, don't) and end in + or # (c++, c#).
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*[+#]*")
_INNER = re.compile(r"[-.'’]")
# "Frontend Developer" and "front-end engineer" are one area of knowledge (DECISIONS, "Matching").
_PROFESSIONS = frozenset({"developer", "developers", "engineer", "engineers"})
# Taken off in this order, each when at least so many letters stay (negotiating: negotiat, then negoti).
_ENDINGS = {"ship": 3, "ing": 3, "ed": 3, "er": 3, "ment": 3, "ation": 3, "ate": 3, "at": 4}
_STOPWORDS = frozenset(
    """
    a about after all also am an and any are as at be been before being but by can could do does doing dont
    each etc for from get gets getting give go going good had has have having help helping how i id if im in
    into is it its ive just know learn learning less like lot make making many me more most much my myself
    need needs new no not now of on one or other our out over own really skill skills so some someone start
    still than that the their them then there these they thing things this those through to too towards up
    us use using very want wants was way we well were what when where which while who why will with without
    work working would year years you your become becoming better improve improving grow growing understand
    able feel think first next
    """.split()  # noqa: SIM905 - a list of 150 quoted words is harder to read and to extend
)


def words(text: str) -> list[str]:
    """The words in order, case and typographic variants folded, with `front-end` as `frontend`."""
    return [_INNER.sub("", word) for word in _WORD.findall(_folded(text))]


@lru_cache(maxsize=2**14)
def stem(word: str) -> str:
    """The word without its common English endings: speaking, speaker and speaks are `speak`.

    A stem need not be a word (`manag`); it is only ever compared with other stems.
    """
    word = _singular(word)
    for ending, least in _ENDINGS.items():
        # "engineer" and "career" are not people who engine or care.
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("eer"):
            word = word.removesuffix(ending)
    if len(word) > 4 and word[-1] == word[-2] and word[-1].isalpha():
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=2**14)
def tag_key(tag: str) -> str:
    """What two tags are compared by: the words without spaces and without developer/engineer."""
    found = words(tag)
    return "".join([word for word in found if word not in _PROFESSIONS] or found)


class Vocabulary:
    """The tags of an organisation; `aliases` maps another name of a tag to the tag (k8s to Kubernetes).

    It remembers what it was asked, so it should live no longer than the people it is asked about.
    """

    def __init__(self, aliases: Mapping[str, str] | None = None) -> None:
        self._tag_of = {tag_key(alias): tag for alias, tag in (aliases or {}).items()}
        # By one stem of each alias: a goal names the alias only if it has that one.
        self._aliases: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for alias, tag in (aliases or {}).items():
            if stems := _tag_stems(alias):
                self._aliases.setdefault(min(stems), []).append((stems, _tag_stems(tag)))
        self._keys: dict[str, str] = {}
        self._goals: dict[str, frozenset[str]] = {}

    def key(self, tag: str) -> str:
        """What the tag is compared by, its alias resolved once."""
        if (key := self._keys.get(tag)) is None:
            key = self._keys[tag] = tag_key(self._tag_of.get(tag_key(tag), tag))
        return key

    def stems_of_tag(self, tag: str) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of the tag as written, and of the tag it is an alias of (the same when of none)."""
        return _tag_stems(tag), _tag_stems(self._tag_of.get(tag_key(tag), tag))

    def stems_of_goal(self, text: str) -> frozenset[str]:
        """The stems a goal touches: of its words, of neighbours written as one (front end, frontend), and of
        the tags whose aliases it names. Empty when the text holds no word that says anything.
        """
        if (found := self._goals.get(text)) is None:
            found = self._goals[text] = self._stems_of_goal(text)
        return found

    def _stems_of_goal(self, text: str) -> frozenset[str]:
        telling = [word for word in words(text) if word not in _STOPWORDS]
        pieces = [word for word in words(text.replace("-", " ")) if word not in _STOPWORDS]
        joined = [left + right for left, right in pairwise(telling)]
        found = frozenset(map(stem, (*telling, *pieces, *joined)))
        named = (tag for stem in found for alias, tag in self._aliases.get(stem, ()) if alias <= found)
        return found.union(*named)


def telling_stems(text: str) -> frozenset[str]:
    """The stems of the words that say anything."""
    return frozenset(stem(word) for word in words(text) if word not in _STOPWORDS)


@lru_cache(maxsize=2**14)
def _tag_stems(tag: str) -> frozenset[str]:
    found = words(tag)
    telling = [word for word in found if word not in _PROFESSIONS and word not in _STOPWORDS]
    return frozenset(map(stem, telling or found))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "ysis", "us")):
        return word.removesuffix("s")
    return word


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold().replace("’", "'")
