"""Codes in addresses and tokens in mails."""

import re

from mentorship.lib.codes import ALPHABET, Code, hashed, new_code, new_nonce


def test_codes_are_six_readable_characters_and_differ():
    codes = {new_code() for _ in range(500)}
    assert {len(code) for code in codes} == {6}
    assert set("".join(codes)) <= set(ALPHABET)
    assert len(codes) == 500


def test_the_alphabet_makes_no_words_and_nothing_that_looks_alike():
    assert set(ALPHABET) & set("aeiou01l") == set()
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_nonces_hold_128_bits_and_fit_their_column():
    assert len({new_nonce() for _ in range(200)}) == 200
    assert 22 <= len(new_nonce()) <= 32


def test_hashed_is_sha256_and_does_not_hold_the_token():
    assert hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_no_noun_of_an_address_is_a_code():
    """`/programs/k7f3/settings/` is not the cohort “settings”."""
    code = re.compile(Code.regex)
    assert code.fullmatch(new_code())
    nouns = ("settings", "coordinators", "leave", "library", "new-cohort", "take-role", "mentorships.csv")
    assert [noun for noun in nouns if code.fullmatch(noun)] == []
