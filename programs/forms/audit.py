"""What a log is filtered by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.queries.audit_words import KINDS


class AuditFilter(forms.Form):
    q = forms.CharField(label=_("Name or address"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("Everything")), *KINDS.items()])
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        """What was understood; the rest of a query string somebody made up is ignored."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {
            "q": given.get("q") or "",
            "kind": given.get("kind") or "",
            "page": min(max(given.get("page") or 1, 1), 100_000),
        }
