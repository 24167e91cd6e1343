"""The mentorships a coordinator ticked, or all that match a filter, and how a page names them to itself again."""

from dataclasses import dataclass
from typing import Any

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.forms.mentorships import MentorshipsFilter, kept
from mentorship.dashboards.queries.mentorships import Wanted, chosen_ids
from programs.models import Cohort


@dataclass(frozen=True)
class Chosen:
    wanted: Wanted
    codes: list[str] | None  # ticked one by one; None: all that match
    ids: list[int]

    @property
    def hidden(self) -> list[tuple[str, Any]]:
        if self.codes is not None:
            return [("m", code) for code in self.codes]
        return [("all", "1"), *kept(self.wanted).items()]


def chosen_by(request: PageRequest, cohort: Cohort) -> Chosen:
    given = request.POST if request.method == "POST" else request.GET
    wanted = MentorshipsFilter(given).chosen()
    codes = None if given.get("all") else given.getlist("m")
    return Chosen(wanted, codes, chosen_ids(request.user, cohort, wanted, codes))
