"""What an action raises instead of doing half a thing."""

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 - it reads as a noun: `raise Refusal("…")`
    """A sentence for the person, shown beside `field` where one is named; answered with 422."""

    status = 422

    def __init__(self, sentence: str | Promise, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.field = field


class TooMany(Refusal):
    """This place sends too much at the moment; answered with 429, the typed text kept."""

    status = 429


class Conflict(Refusal):
    """Somebody else was first, or a place is no longer free; answered with 409, the typed text kept."""

    status = 409
