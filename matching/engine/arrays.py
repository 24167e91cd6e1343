"""Arrays of scores from a file nobody vouches for: what it says of itself is checked before anything is read."""

from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception, and zlib names it in lower case

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

COLUMNS = ("mentee", "mentor", "score")
# Every pair of 5,000 and 5,000. A small file can claim, or unpack to, any size.
MOST_ARCS = 25_000_000
_FIELD = "scores_npz"


class ProblemError(ValueError):
    """Wrong input. `field` is the path of what is wrong (`scores[3]`), `why` the rest of the line."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


def load_columns(name: object, folder: Path) -> dict[str, IntArray]:
    """The three columns of a NumPy archive beside the problem. Nothing pickled is ever opened."""
    if not isinstance(name, str):
        raise ProblemError(_FIELD, "must be the name of a file")
    try:
        with ZipFile(_ordinary(folder / name)) as archive:
            return {column: _column(archive, column) for column in COLUMNS}
    except ProblemError:
        raise
    except KeyError as error:
        raise ProblemError(_FIELD, "lacks one of the arrays mentee, mentor, score") from error
    # RuntimeError: encrypted; NotImplementedError: a compression of the future.
    except (OSError, ValueError, EOFError, BadZipFile, ZlibError, RuntimeError) as error:
        raise ProblemError(_FIELD, "cannot be read as a NumPy archive") from error


def _ordinary(path: Path) -> Path:
    """A pipe would be waited for without an end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def _column(archive: ZipFile, column: str) -> IntArray:
    with archive.open(f"{column}.npy") as member:
        shape, dtype = _header(member)
        if len(shape) != 1 or dtype.kind not in "iu" or dtype.itemsize > 4:
            raise ProblemError(f"{_FIELD}.{column}", "must be one row of 32-bit integers")
        if shape[0] > MOST_ARCS:
            raise ProblemError(f"{_FIELD}.{column}", f"must be {MOST_ARCS} numbers at most")
        content = member.read(shape[0] * dtype.itemsize)
    return np.frombuffer(content, dtype=dtype, count=shape[0]).astype(np.int64)


def _header(member: IO[bytes]) -> tuple[tuple[int, ...], np.dtype]:
    version = np.lib.format.read_magic(member)
    if version not in ((1, 0), (2, 0)):
        raise ValueError("a version of the format that numbers do not need")
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _by_columns, dtype = read(member)
    return shape, dtype
