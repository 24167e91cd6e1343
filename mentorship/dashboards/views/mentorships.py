"""Who has met: the mentorships of a cohort for its coordinator, on the screen and as CSV."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.queries.mentorships import csv_header, csv_rows, mentorships_of
from mentorship.lib.csv_safe import to_csv
from mentorship.lib.pages import render_page
from programs.access import get_cohort_of
from programs.models import Mentorship

PARTS = {"rows": "rows"}


class MentorshipsFilter(forms.Form):
    not_met_weeks = forms.IntegerField(
        label=_("Not met for (weeks)"), required=False, min_value=1, max_value=520
    )
    never_met = forms.BooleanField(label=_("Never met"), required=False)
    late = forms.BooleanField(label=_("Due for a date"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *Mentorship.State.choices]
    )

    def chosen(self) -> dict[str, Any]:
        """What was understood; a value nobody could mean filters nothing and is named beside its field."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "state": given.get("state") or "",
            "not_met_weeks": given.get("not_met_weeks"),
            "never_met": given.get("never_met") or False,
            "late": given.get("late") or False,
        }


@require_safe
def mentorships(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = MentorshipsFilter(request.GET)
    chosen = form.chosen()
    kept = {name: value for name, value in chosen.items() if value}
    page = {
        "program": found.program,
        "cohort": found,
        "form": form,
        "rows": mentorships_of(request.user, found, **chosen),
        "filtered": bool(kept),
        "query": urlencode(kept),
    }
    return render_page(request, "dashboards/mentorships.html", page, parts=PARTS)


@require_safe
def mentorships_csv(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    rows = mentorships_of(request.user, found, **MentorshipsFilter(request.GET).chosen())
    answer = HttpResponse(
        "\ufeff" + to_csv(csv_header(), csv_rows(rows, found)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="mentorships-{found.code}.csv"'
    return answer
