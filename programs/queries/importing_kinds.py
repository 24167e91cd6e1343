"""What can be wrong with a row: grouped by how it is mended, so that one press may mend all of a kind."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.queries.importing_cells import MOST_CAPACITY

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """`repair`: what one press does to every row of the kind, where that is safe. `leave`: what leaving them out is
    called where “leave them out” says too little."""

    title: Words
    repair: Words = ""
    leave: Words = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """`at` is the column to correct (-1: none); `fixed` is its cell after the repair of its kind."""

    row: int
    column: str
    found: str
    expected: str
    at: int = -1
    fixed: str | None = None


KINDS: dict[str, Kind] = {
    "nobody": Kind(_("Nobody to tell apart")),
    "email": Kind(_("Not an e-mail address")),
    "email_dressed": Kind(_("E-mail address with something around it"), repair=_("Keep the addresses alone")),
    "two_people": Kind(_("Two people in one row")),
    "twice": Kind(_("Twice in this file"), leave=_("Keep the first of each")),
    "role": Kind(_("Role not understood")),
    "capacity": Kind(_("Capacity not understood")),
    "capacity_words": Kind(_("Capacity in words"), repair=_("Keep the numbers alone")),
    "long": Kind(_("Too long")),
    "long_text": Kind(_("Text that is too long"), repair=_("Shorten them")),
    "answer": Kind(_("Answer that does not fit the question"), repair=_("Leave these answers empty")),
    "cells": Kind(_("More cells than headings")),
    "date": Kind(_("Date not understood")),
    "date_range": Kind(_("Date that cannot be")),
    "early": Kind(_("They met before they began"), repair=_("Let them begin on the day they first met")),
    "rhythm": Kind(_("Rhythm not understood")),
    "one_person": Kind(_("One person on both sides")),
    "two_names": Kind(_("Two people with one name")),
    "elsewhere": Kind(_("In a program of others")),
    "takes_nobody": Kind(_("Takes nobody now")),
    "no_place": Kind(_("No place left")),
}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def undressed(cell: str) -> str | None:
    """The one address in “Ada <ada@example.org>”, “mailto:ada@example.org;” or “ada @example.org”."""
    text = re.sub(r"\s*([@.])\s*", r"\1", cell.strip().removeprefix("mailto:"))
    found = re.findall(r"[^\s<>()\[\],;:\"'“”]+@[^\s<>()\[\],;:\"'“”]+", text)
    if len(found) != 1:
        return None
    address = found[0].strip(".").lower()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return str(address)


def number_in(cell: str) -> str | None:
    """The one number of “2 mentees” or “two”."""
    words = re.findall(r"[a-z]+", cell.lower())
    found = re.findall(r"\d+", cell) + [str(_NUMBERS.index(word)) for word in words if word in _NUMBERS]
    signed = re.search(r"[-−+.,/]\s*\d|\d\s*[-–.,/%+]", cell)  # no range, no fraction, nothing below zero
    return found[0] if len(found) == 1 and not signed and int(found[0]) <= MOST_CAPACITY else None
