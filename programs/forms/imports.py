"""A file of people: choosing it, saying what its columns mean, and letting it in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.refusals import Refusal
from programs.models import Question
from programs.models.enrolments import Role
from programs.models.questions import MOST_QUESTIONS
from programs.queries.importing import ENCODINGS, MOST_BYTES, SEPARATORS, Sheet, Upload, decoded, read_sheet
from programs.queries.importing_cells import MOST_CAPACITY
from programs.queries.importing_check import PAIRS
from programs.queries.importing_columns import order_in
from programs.queries.importing_dates import ASK, DAY_FIRST, MONTH_FIRST, dates_in, order_of
from programs.queries.importing_questions import (
    FOR_COORDINATORS,
    FOR_PARTNER,
    KNOWN,
    NEW,
    is_question,
    label_of,
)
from programs.queries.importing_reader import Choices
from programs.queries.importing_targets import OF_PAIRS, OF_PEOPLE, TARGETS

TARGET_CHOICES: list[Any] = [
    ("", gettext_lazy("not used")),
    (gettext_lazy("People"), [(key, TARGETS[key].label) for key in OF_PEOPLE]),
    (gettext_lazy("Pairs"), [(key, TARGETS[key].label) for key in OF_PAIRS if TARGETS[key].pair]),
]
NEW_CHOICES: list[tuple[str, Any]] = [
    (FOR_COORDINATORS, gettext_lazy("Make it a question: for the coordinators")),
    (FOR_PARTNER, gettext_lazy("Make it a question: for the partner, too")),
]
ORDERS = [
    ("", gettext_lazy("Choose")),
    (DAY_FIRST, gettext_lazy("the day first: 31/12/2026")),
    (MONTH_FIRST, gettext_lazy("the month first: 12/31/2026")),
]


def _targets(questions: Iterable[Question]) -> tuple[dict[str, Any], list[Any]]:
    """What each target is called, and the same as choices: the questions of the program are among them."""
    asked = [(f"{KNOWN}{one.code}", one.label) for one in questions]
    choices = [*TARGET_CHOICES, (_("Questions of the enrolment form"), [*asked, *NEW_CHOICES])]
    labels = {key: target.label for key, target in TARGETS.items()} | dict(asked) | dict(NEW_CHOICES)
    return labels, choices


class FileForm(FormKeyMixin, forms.Form):
    """A file or a paste; whichever is given is read here, so that a wrong one is told beside its field."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "A workbook (.xlsx) or CSV. The first row holds the headings, each further row a person with an e-mail "
            "address or a reference "
            "of your own, or a pair: a mentor and a mentee. At most 5 MB and 10,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,text/csv,text/plain"}),
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


class ReadForm(forms.Form):
    """How the file is taken apart, where the guess was wrong."""

    encoding = forms.ChoiceField(
        label=gettext_lazy("Letters"), required=False, choices=[(name, name) for name in ENCODINGS]
    )
    separator = forms.ChoiceField(
        label=gettext_lazy("Cells are separated by"), choices=list(SEPARATORS.items())
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, encoding: str) -> None:
        super().__init__(data, initial={"encoding": encoding, "separator": sheet.separator})
        if encoding not in ENCODINGS:
            del self.fields["encoding"]
        else:
            self.fields["encoding"].required = True


class ColumnsForm(forms.Form):
    """One select for each column, and what holds for the whole file."""

    role = forms.ChoiceField(
        label=gettext_lazy("Each row is"),
        choices=[
            ("", gettext_lazy("Choose")),
            (Role.MENTOR, gettext_lazy("a mentor")),
            (Role.MENTEE, gettext_lazy("a mentee")),
            ("column", gettext_lazy("a person, whose role a column says")),
            (PAIRS, gettext_lazy("a pair that meets already: a mentor and a mentee")),
        ],
        error_messages={"required": gettext_lazy("Say what the rows are: no column tells it.")},
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
        help_text=gettext_lazy("People of pairs that meet already take part at once."),
        widget=forms.RadioSelect,
    )
    dates = forms.ChoiceField(
        label=gettext_lazy("In dates with strokes comes"),
        choices=ORDERS,
        required=False,
        help_text=gettext_lazy(
            "03/04/2026 is the third of April, or the fourth of March: say it once for the file."
        ),
    )

    def __init__(
        self, data: Any = None, *, sheet: Sheet, mapping: dict[str, Any], questions: Sequence[Question] = ()
    ) -> None:
        chosen = {
            "role": mapping.get("role", ""),
            "capacity": mapping.get("capacity", 1),
            "accept": "yes" if mapping.get("accept", True) else "no",
            "dates": mapping.get("dates", ""),
        }
        super().__init__(data, initial=chosen)
        self.sheet = sheet
        self.of_pairs = chosen["role"] == PAIRS
        self.fields["dates"].either = True  # type: ignore[attr-defined]  # needed where the file leaves it open
        texts = (
            text
            for at in range(len(sheet.header))
            for cell in sheet.samples(at, 40)
            for text in dates_in(cell)
        )
        if not order_of(texts):
            del self.fields["dates"]
        self.column_names = [f"column-{at}" for at in range(len(sheet.header))]
        self.labels, choices = _targets(questions)
        self.free = MOST_QUESTIONS - len(questions)
        self.asked = {one.label.casefold() for one in questions}
        targets = [*mapping.get("columns", []), *([""] * len(sheet.header))]
        for at, heading in enumerate(sheet.header):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading, required=False, choices=choices, initial=targets[at]
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        columns = self._columns(given)
        self._refuse_doubles(columns)
        if given.get("role") == PAIRS:
            self._clean_pairs(columns, given)
        else:
            self._clean_people(columns, given)
        return given

    def _clean_pairs(self, columns: list[str], given: dict[str, Any]) -> None:
        self._refuse_too_many_questions(columns)
        first = self.column_names[0]
        sides = {TARGETS[target].pair for target in columns if target in TARGETS}
        if not {"mentor", "mentee"} <= sides and first not in self.errors:
            self.add_error(first, _("Choose a column for the mentor and one for the mentee."))
        for name, target in zip(self.column_names, columns, strict=True):
            if target and target not in OF_PAIRS and not is_question(target):
                sentence = _("“%(target)s” is about one person. Choose something of pairs, or “not used”.")
                self.add_error(name, sentence % {"target": self.labels[target]})
        asked = "dates" in self.fields and not given.get("dates")
        if asked and order_in(self.sheet, columns) == ASK:
            self.add_error("dates", _("Say what comes first in these dates: the file leaves it open."))

    def _clean_people(self, columns: list[str], given: dict[str, Any]) -> None:
        self._refuse_too_many_questions(columns)
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
        for name, target in zip(self.column_names, columns, strict=True):
            if target in TARGETS and TARGETS[target].pair and given.get("role"):
                sentence = _("“%(target)s” belongs to a file of pairs. Choose something else, or “not used”.")
                self.add_error(name, sentence % {"target": TARGETS[target].label})

    def _refuse_too_many_questions(self, columns: list[str]) -> None:
        names = zip(self.column_names, columns, self.sheet.header, strict=True)
        new = [
            name
            for name, target, label in names
            if target in NEW and label_of(label).casefold() not in self.asked
        ]
        if len(new) > self.free:
            self.add_error(new[self.free], _("Thirty questions are more than anybody answers with care."))

    def _refuse_doubles(self, columns: list[str]) -> None:
        read: dict[str, str] = {}
        for at, (target, heading) in enumerate(zip(columns, self.sheet.header, strict=True)):
            if not target or (target in TARGETS and TARGETS[target].several):
                continue
            what = self.labels[target] if target not in NEW else label_of(heading)
            if (key := str(what).casefold()) in read:
                sentence = _("“%(target)s” is already read from “%(column)s”. Choose something else here.")
                self.add_error(self.column_names[at], sentence % {"target": what, "column": read[key]})
            read.setdefault(key, heading)

    def _columns(self, given: dict[str, Any]) -> list[str]:
        return [given.get(name) or "" for name in self.column_names]

    def choices(self) -> Choices:
        given = self.cleaned_data
        return Choices(
            columns=tuple(self._columns(given)),
            role=given["role"],
            capacity=given["capacity"],
            accept=given["accept"] == "yes" or given["role"] == PAIRS,
            dates=given.get("dates", ""),
        )


WISHES = ("skip_problems", "announce", "update")


class ImportForm(FormKeyMixin, forms.Form):
    skip_problems = forms.BooleanField(label=gettext_lazy("Skip them"), required=False)
    update = forms.BooleanField(label=gettext_lazy("Take these differences over"), required=False)
    announce = forms.BooleanField(
        label=gettext_lazy("Mail both of each pair that they are matched"),
        required=False,
        help_text=gettext_lazy("Leave it off where they meet already: then nobody hears of this import."),
    )


def ticked(data: Mapping[str, object]) -> dict[str, bool]:
    """What was ticked of that form, as a repair on the same page sends it along."""
    return {name: name in data for name in WISHES}
