"""The answer of a policy: may this person do this, and if not, why."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Decision:
    """Truthy when allowed; otherwise `reason` is a sentence the person may read."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(allowed=True)


def denied(reason: str | Promise) -> Decision:
    return Decision(allowed=False, reason=reason)
