"""Two texts, word by word."""

import pytest

from mentorship.lib.word_diff import Piece, compare_words, same_words


def test_what_stayed_was_removed_and_was_added_is_told_apart():
    assert compare_words("We meet every two weeks.", "We meet every three weeks, online.") == [
        Piece("", "We meet every "),
        Piece("removed", "two "),
        Piece("added", "three "),
        Piece("", "weeks"),
        Piece("added", ", online"),
        Piece("", "."),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("", "New words"), ("Old words", ""), ("", ""), ("a\n\nb  c", "a b\nc d")]
)
def test_either_text_can_be_put_together_again(old, new):
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == new
    removed = "".join(piece.text for piece in pieces if piece.change != "added")
    assert removed.split() == old.split()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pay", " pay. ", True),
        ("Our  pay", "our\npay!", True),
        ("Pay", "Pay and rank", False),
        ("", "", True),
    ],
)
def test_the_same_words_are_the_same_whatever_their_dress(one, other, same):
    assert same_words(one, other) is same
