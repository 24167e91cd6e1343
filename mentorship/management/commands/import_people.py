"""`manage.py import_people --cohort CODE FILE`: the import of the screens, without the screens."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mentorship.lib.refusals import Refusal
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Cohort, PeopleImport
from programs.models.enrolments import Role
from programs.queries.importing import MOST_BYTES, Sheet, decoded, read_sheet
from programs.queries.importing_check import PAIRS, check_sheet
from programs.queries.importing_columns import guess_columns, guessed_role, order_in
from programs.queries.importing_dates import ASK, DAY_FIRST, MONTH_FIRST
from programs.queries.importing_kinds import KINDS
from programs.queries.importing_pages import check_page
from programs.queries.importing_questions import homes_of, with_homes
from programs.queries.importing_reader import Choices
from programs.queries.importing_rows import Check
from programs.queries.importing_targets import TARGETS
from programs.queries.questions import live_questions


class Command(BaseCommand):
    help = (
        "Add the people, or the pairs, of a file to a cohort: all of them, or none. The columns are guessed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", required=True, metavar="CODE", help="as in the cohort's address")
        parser.add_argument("--role", choices=Role.values, help="what everybody is, where no column says it")
        parser.add_argument("--capacity", type=int, default=1, help="where the file gives none (1)")
        parser.add_argument("--accept", action="store_true", help="they take part at once; else they applied")
        parser.add_argument("--skip-problems", action="store_true", help="leave out rows that do not fit")
        parser.add_argument("--announce", action="store_true", help="mail both of each pair of the file")
        parser.add_argument(
            "--dates", choices=[DAY_FIRST, MONTH_FIRST], help="what 03/04/2026 means: dmy or mdy"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        cohort = Cohort.objects.select_related("program__organisation").filter(code=options["cohort"]).first()
        if cohort is None:
            raise CommandError(f"There is no cohort with the code {options['cohort']}.")
        try:
            self._import(cohort, options)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be opened: {error.strerror}.") from error
        except Refusal as refusal:
            raise CommandError(f"{refusal.sentence} Nothing was written.") from refusal

    @transaction.atomic
    def _import(self, cohort: Cohort, options: dict[str, Any]) -> None:
        with options["file"].open("rb") as file:
            upload = decoded(file.read(MOST_BYTES + 1))
        sheet = read_sheet(upload.text)
        choices = _choices(sheet, options, homes_of(live_questions(cohort.program)[1], sheet.header))
        self._say_columns(sheet, choices)
        check = check_sheet(sheet, {**vars(choices)}, cohort, None)
        self._say(check)
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")
            return
        if check.problems and not options["skip_problems"]:
            raise CommandError("Nothing was written. Correct the rows above, or give --skip-problems.")
        kept = keep_file(cohort=cohort, upload=upload, filename=options["file"].name, by=None)
        done: PeopleImport = import_people(
            upload=choose_columns(upload=kept, choices=choices),
            by=None,
            skip_problems=options["skip_problems"],
            announce=options["announce"],
            check=check,
        )
        self.stdout.write(f"{done.added} added, {done.unchanged} already here.")

    def _say_columns(self, sheet: Sheet, choices: Choices) -> None:
        for heading, target in zip(sheet.header, choices.columns, strict=True):
            known = TARGETS[target].label if target in TARGETS else "the question of this name"
            self.stdout.write(f"  {heading}: {known if target else 'not used'}")

    def _say(self, check: Check) -> None:
        page = check_page(check)
        if page.pairs:
            self.stdout.write(f"{page.pairs} mentorships, {page.dates_met} meetings")
        self.stdout.write(f"{page.places} new, {page.same} already here, {page.to_fix} to fix")
        for note in page.notes:
            self.stdout.write(f"  {note.sentence} {', '.join(note.values)}".rstrip())
        for kind, problems in check.problems.items():
            title = KINDS[kind].title
            for one in problems:
                self.stderr.write(
                    f"row {one.row}, {one.column or '-'}: {title}: found “{one.found}”, expected {one.expected}"
                )


def _choices(sheet: Sheet, options: dict[str, Any], homes: dict[int, str]) -> Choices:
    guesses = guess_columns(sheet)
    columns = tuple(guess.target for guess in guesses)
    if not 0 <= options["capacity"] <= 20:
        raise Refusal("--capacity is a whole number from 0 to 20.")
    if guessed_role("", guesses) == PAIRS and not options["role"]:
        dates = options["dates"] or order_in(sheet, columns)
        if dates == ASK:
            raise Refusal("Dates such as 03/04/2026 leave open which day they are. Give --dates.")
        return Choices(columns, PAIRS, options["capacity"], dates=dates)
    columns = tuple(with_homes(columns, homes))
    if not {"email", "reference"} & set(columns):
        raise Refusal("No column looks like an e-mail address or a reference of your own.")
    if options["role"]:
        columns = tuple("" if target == "role" else target for target in columns)
    elif "role" not in columns:
        raise Refusal("No column says who is a mentor and who a mentee. Give --role.")
    return Choices(columns, options["role"] or "column", options["capacity"], options["accept"])
