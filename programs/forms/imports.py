"""A file of people: choosing it, saying what its columns mean, and letting it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.refusals import Refusal
from programs.models.enrolments import Role
from programs.queries.importing import MOST_BYTES, Sheet, Upload, decoded, read_sheet
from programs.queries.importing_cells import MOST_CAPACITY
from programs.queries.importing_columns import TARGETS
from programs.queries.importing_reader import Choices

TARGET_CHOICES = [("", gettext_lazy("not used")), *((key, target.label) for key, target in TARGETS.items())]


class FileForm(FormKeyMixin, forms.Form):
    """A file or a paste; whichever is given is read here, so that a wrong one is told beside its field."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        help_text=gettext_lazy(
            "The first row holds the headings, each further row a person with an e-mail address or a reference "
            "of your own. At most 5 MB and 10,000 people."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the rows"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Copied from a spreadsheet, with the headings."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
    upload: Upload

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].who = "import_file"  # type: ignore[attr-defined]
        for name in ("file", "text"):
            self.fields[name].either = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        file, text = given.get("file"), given.get("text") or ""
        if bool(file) == bool(text.strip()):
            one = _("Choose a file or paste rows, not both.") if file else _("Choose a file, or paste rows.")
            self.add_error("file", one)
            return given
        try:
            self.upload = decoded(file.read(MOST_BYTES + 1)) if file else Upload(text, "")
            read_sheet(self.upload.text, field="file" if file else "text")
        except Refusal as refusal:
            self.add_error(refusal.field, refusal.sentence)
        return given

    @property
    def filename(self) -> str:
        file = self.cleaned_data.get("file")
        return str(file.name) if file else ""


class ColumnsForm(forms.Form):
    """One select for each column, and what holds for the whole file."""

    role = forms.ChoiceField(
        label=gettext_lazy("Everybody in this file is"),
        choices=[
            ("", gettext_lazy("Choose")),
            (Role.MENTOR, gettext_lazy("a mentor")),
            (Role.MENTEE, gettext_lazy("a mentee")),
            ("column", gettext_lazy("what a column says")),
        ],
        error_messages={"required": gettext_lazy("Say what these people are: no column tells it.")},
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Capacity where the file gives none"),
        initial=1,
        min_value=0,
        max_value=MOST_CAPACITY,
        help_text=gettext_lazy("How many mentorships at the same time."),
    )
    accept = forms.ChoiceField(
        label=gettext_lazy("They"),
        initial="yes",
        choices=[
            ("yes", gettext_lazy("take part at once")),
            ("no", gettext_lazy("have applied; I decide about each later")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, mapping: dict[str, Any]) -> None:
        chosen = {
            "role": mapping.get("role", ""),
            "capacity": mapping.get("capacity", 1),
            "accept": "yes" if mapping.get("accept", True) else "no",
        }
        super().__init__(data, initial=chosen)
        self.column_names = [f"column-{at}" for at in range(len(sheet.header))]
        targets = [*mapping.get("columns", []), *([""] * len(sheet.header))]
        for at, heading in enumerate(sheet.header):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading, required=False, choices=TARGET_CHOICES, initial=targets[at]
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        columns = self._columns(given)
        self._refuse_doubles(columns)
        if not {"email", "reference"} & set(columns) and self.column_names[0] not in self.errors:
            sentence = _(
                "Choose a column with an e-mail address or a reference of your own: it tells people apart."
            )
            self.add_error(self.column_names[0], sentence)
        if given.get("role") == "column" and "role" not in columns:
            self.add_error(
                "role", _("No column is chosen as the role. Choose one, or say what everybody is.")
            )
        if "role" in columns and given.get("role") in Role.values:
            at = self.column_names[columns.index("role")]
            self.add_error(
                "role",
                _("“%(column)s” is chosen as the role. Choose “what a column says”, or don’t use it.")
                % {"column": self.fields[at].label},
            )
        return given

    def _refuse_doubles(self, columns: list[str]) -> None:
        for at, target in enumerate(columns):
            if target and target in columns[:at] and not TARGETS[target].several:
                first = self.fields[self.column_names[columns.index(target)]].label
                sentence = _("“%(target)s” is already read from “%(column)s”. Choose something else here.")
                self.add_error(
                    self.column_names[at], sentence % {"target": TARGETS[target].label, "column": first}
                )

    def _columns(self, given: dict[str, Any]) -> list[str]:
        return [given.get(name) or "" for name in self.column_names]

    def choices(self) -> Choices:
        given = self.cleaned_data
        return Choices(
            columns=tuple(self._columns(given)),
            role=given["role"],
            capacity=given["capacity"],
            accept=given["accept"] == "yes",
        )


class ImportForm(FormKeyMixin, forms.Form):
    skip_problems = forms.BooleanField(label=gettext_lazy("Skip them"), required=False)
