"""Which people are never matched: the bare fact for whatever makes pairs, without who said it."""

from programs.models import Veto


def are_apart(one: int, other: int) -> bool:
    """Whether one of these two people said “never”."""
    return Veto.objects.between(one, other).exists()


def apart_among(people: set[int]) -> set[frozenset[int]]:
    """Those of these people who are never matched with each other, two by two. One statement."""
    rows = Veto.objects.filter(author__in=people, about__in=people).values_list("author", "about")
    return {frozenset(pair) for pair in rows}


def apart_in(organisation: int) -> set[frozenset[int]]:
    """All people of an organisation who are never matched with each other, two by two. One statement."""
    rows = Veto.objects.filter(author__organisation=organisation).values_list("author", "about")
    return {frozenset(pair) for pair in rows}
