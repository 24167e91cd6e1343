"""How near two texts are in meaning, in whole numbers that depend on nothing but the two vectors.

A vector is 512 numbers of one byte. Products of such vectors stay under 2**24, so float32 holds each sum exactly and
neither the number of threads nor the order can change it (MATCHING 1.6, trap 3). Division and root are IEEE's, which
every machine rounds alike.

Near in meaning alone misses that a goal says the very word of a tag, and words alone find nothing in another language
or wording, so half the cosine of the words is added to the cosine of the vectors. Raw: where no word is shared it adds
nothing (MATCHING 3.2, lesson c).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.engine.problem import IntArray

SIZE = 512
TOP = 10_000
# What counts as nothing and as everything, from nearness: on the development goals 75 % of the tags that do not fit lie
# under the first, 99 % of them and one in four of those that fit under its middle.
NOTHING, EVERYTHING = 1200, 6000
# Tags are short, and lie nearer each other than a sentence does to either: “negotiation” and “presentations” at 41 %,
# “salary negotiation” at 80 %, “Leadership” and “liderazgo” at 89 %.
TAGS_NOTHING, TAGS_EVERYTHING = 5000, 9000


@dataclass(frozen=True)
class Reading:
    """A text as the encoder understood it.

    `text` is what stands in somebody's answer; `said` is what was encoded, which for a tag we know is its name with
    what it is about and its other names; `encoder` is what made `vector`, of SIZE bytes.
    """

    text: str
    said: str
    encoder: str
    vector: bytes


Readings = Sequence[Reading | None]


def of(text: str, readings: Sequence[Reading]) -> Reading | None:
    """The reading of a text among those of a person. None without one, and for the empty text."""
    return next((one for one in readings if one.text == text), None) if text else None


def pack(vectors: Sequence[npt.NDArray[np.float32]]) -> bytes:
    """One vector for several readings of a text, each of the same weight, with a byte for each number."""
    middle = sum(np.asarray(one, dtype=np.float64) / (np.linalg.norm(one) or 1.0) for one in vectors)
    step = float(np.abs(middle).max()) / 127 or 1.0
    return np.rint(np.asarray(middle) / step).astype(np.int8).tobytes()


def nearness(left: Readings, right: Readings) -> IntArray:
    """The cosine of each of the left with each of the right, -10000..10000, rounded down."""
    one, other = _matrix(left), _matrix(right)
    product = (one @ other.T).astype(np.float64)
    lengths = np.sqrt(np.outer(_squares(one), _squares(other)))
    return np.floor(TOP * product / np.maximum(lengths, 1)).astype(np.int64)


def words_in_common(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> IntArray:
    """The cosine of two sets of words: what they share over the root of both sizes, 0..10000."""
    column = {word: at for at, word in enumerate({word for words in left for word in words})}
    shared = (_marked(left, column) @ _marked(right, column).T).astype(np.float64)
    sizes = np.outer([len(words) for words in left], [len(words) for words in right]).astype(np.float64)
    return np.floor(TOP * shared / np.sqrt(np.maximum(sizes, 1))).astype(np.int64)


def percents(near: IntArray, *, nothing: int = NOTHING, everything: int = EVERYTHING) -> IntArray:
    """Nearness as the share of what counts as everything, 0..100."""
    return np.clip((near - nothing) * 100 // (everything - nothing), 0, 100)


def tag_percents(left: Readings, right: Readings) -> IntArray:
    """How far tags of the left are the same as tags of the right under another name; 0 where one has no vector."""
    near = percents(nearness(left, right), nothing=TAGS_NOTHING, everything=TAGS_EVERYTHING)
    return np.where(both_known(left, right), near, 0)


def both_known(left: Readings, right: Readings) -> npt.NDArray[np.bool_]:
    """Where both sides have a vector, made by the same encoder."""
    one, other = (
        np.array([reading.encoder if reading else "" for reading in side], dtype=object)
        for side in (left, right)
    )
    same = one[:, None] == other[None, :]
    return np.asarray(same & (one != "")[:, None], dtype=np.bool_)


def _matrix(readings: Readings) -> npt.NDArray[np.float32]:
    rows = np.zeros((len(readings), SIZE), dtype=np.float32)
    for at, reading in enumerate(readings):
        if reading is not None and len(reading.vector) == SIZE:
            rows[at] = np.frombuffer(reading.vector, dtype=np.int8)
    return rows


def _squares(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    return np.asarray((rows.astype(np.float64) ** 2).sum(axis=1))


def _marked(sets: Sequence[frozenset[str]], column: dict[str, int]) -> npt.NDArray[np.float32]:
    rows = np.zeros((len(sets), len(column)), dtype=np.float32)
    for at, words in enumerate(sets):
        rows[at, [column[word] for word in words if word in column]] = 1
    return rows
