"""The real encoder, loaded once for the tests of a module."""

import pytest

from matching.actions.meaning import tag_vector
from matching.engine.meaning import Reading, pack
from matching.queries.meaning import pieces_of, said
from mentorship.work import encoder


@pytest.fixture(scope="module")
def encode():
    with encoder.loaded() as ready:
        yield ready


@pytest.fixture
def encoder_on(settings):
    settings.ENCODER = True


def goal_reading(text, encode):
    return Reading(text, text, "e", pack([encode(text)]))


def tag_reading(tag, encode):
    pieces = pieces_of(tag)
    return Reading(tag, said(pieces), "e", tag_vector(pieces, encode))
