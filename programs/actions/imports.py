"""A file of people, or of pairs, on its way in: kept, understood, and then written whole or not at all."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.lib.statistics import renew_statistics
from programs import policies
from programs.actions import audit, invitations
from programs.actions.import_answers import write_answers
from programs.actions.import_changes import take_changes
from programs.actions.import_pairs import start_pairs
from programs.actions.import_rows import Wrote, write_managers, write_people, write_places
from programs.actions.import_trail import Written, written_down
from programs.actions.meaning import texts_changed
from programs.models import Answer, Cohort, Enrolment, Member, Mentorship, PeopleImport, Person
from programs.models.enrolments import Role
from programs.queries.importing import ENCODINGS, Sheet, Upload, decoded_again, read_sheet
from programs.queries.importing_check import PAIRS, check_file, sheet_of
from programs.queries.importing_columns import guess_columns, guessed_role, order_in
from programs.queries.importing_dates import ASK
from programs.queries.importing_memory import headings, remembered
from programs.queries.importing_questions import homes_of, with_homes
from programs.queries.importing_reader import Choices
from programs.queries.importing_rows import Check
from programs.queries.importing_skipped import skipped_csv
from programs.queries.questions import live_questions


@transaction.atomic
def keep_file(*, cohort: Cohort, upload: Upload, filename: str, by: User | None) -> PeopleImport:
    """The first step: the text, and what its columns seem to mean. One's earlier unfinished files here go."""
    sheet = read_sheet(upload.text)
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two uploads at once take two numbers
    earlier = PeopleImport.objects.filter(cohort=cohort)
    number = (earlier.aggregate(most=Max("number"))["most"] or 0) + 1
    earlier.filter(by=by, state=PeopleImport.State.UPLOADED).delete()
    return PeopleImport.objects.create(
        cohort=cohort,
        number=number,
        by=by,
        filename=filename[:200],
        content=upload.text,
        mapping={"encoding": upload.encoding, "sheet": upload.sheet, **guessed(cohort, sheet, filename)},
    )


@transaction.atomic
def read_again(*, upload: PeopleImport, encoding: str, separator: str) -> PeopleImport:
    """Before the second step: the letters or the cells of the file taken in another way."""
    upload = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if upload.is_written:
        raise Conflict(_("This file is already imported."))
    if (known := str(upload.mapping.get("encoding"))) in ENCODINGS and encoding:
        upload.content = decoded_again(upload.content, known, encoding)
    sheet = read_sheet(upload.content, separator=separator, field="separator")
    said = {**upload.mapping, "encoding": encoding or known, "separator": separator}
    upload.mapping = {**said, **guessed(upload.cohort, sheet, upload.filename)}
    upload.save(update_fields=["content", "mapping"])
    return upload


def guessed(cohort: Cohort, sheet: Sheet, filename: str) -> dict[str, Any]:
    """What the last file with these headings meant, or what the headings say. Where that leaves nothing to ask, the
    second step is done already: of pairs, the check shows all there is to see."""
    guesses, known = guess_columns(sheet), remembered(cohort, sheet)
    columns = known.get("columns") or [guess.target for guess in guesses]
    role = guessed_role(filename, guesses)
    if known and (known["role"] not in Role.values or not role):  # the name of a file may say it better
        role = known["role"]
    if role != PAIRS:  # what is called like a question of the program answers it
        columns = with_homes(columns, homes_of(live_questions(cohort.program)[1], sheet.header))
    dates = order_in(sheet, columns)
    dates = known.get("dates", "") or ASK if dates == ASK else dates
    return {
        **known,
        "header": headings(sheet),
        "columns": columns,
        "role": role,
        "dates": "" if dates == ASK else dates,
        "remembered": bool(known),
        "chosen": dates != ASK and (role == PAIRS or (bool(known) and role == "column")),
    }


@transaction.atomic
def choose_columns(*, upload: PeopleImport, choices: Choices) -> PeopleImport:
    """The second step: what the coordinator says the columns mean. Nothing becomes a person yet."""
    said = {**vars(choices), "columns": list(choices.columns), "values": upload.mapping.get("values", {})}
    mapping = {**upload.mapping, **said, "chosen": True}
    chosen = PeopleImport.objects.filter(pk=upload.pk, state=PeopleImport.State.UPLOADED)
    if not chosen.update(mapping=mapping):
        raise Conflict(_("This file is already imported."))
    upload.mapping = mapping
    return upload


@transaction.atomic
def import_people(
    *,
    upload: PeopleImport,
    by: User | None,
    skip_problems: bool = False,
    announce: bool = False,
    update: bool = False,
    check: Check | None = None,
    wrote: Wrote = lambda *_: None,
) -> PeopleImport:
    """The last step: everything in one transaction. A second press changes nothing.

    A long run brings the `check` it made of `upload` before, outside this transaction.
    """
    meant = upload.mapping
    upload = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if upload.is_written:
        return upload
    if not upload.mapping.get("chosen"):
        raise Refusal(_("Say first what the columns mean."))
    cohort = Cohort.objects.select_related("program__organisation").get(pk=upload.cohort_id)
    if check is None or meant != upload.mapping:
        check = check_file(upload, cohort, by)
    refuse_problems(check, skip_problems=skip_problems)
    down = Written()
    try:
        with transaction.atomic():
            accept = Choices.of(upload.mapping).accept
            _write(check, cohort, by, wrote, accept=accept, announce=announce, down=down)
            if update:  # 5 what the file says otherwise of people who are here
                down.facts = take_changes(check.changes, cohort=cohort, by=by)
            answers, changed = write_answers(
                check, cohort=cohort, by=by, update=update, down=down
            )  # 6 what they say
            down.facts += changed
    except IntegrityError as error:
        raise Conflict(
            _("Somebody was added meanwhile. Nothing was written; check the file again.")
        ) from error
    organisation = cohort.program.organisation
    audit.record("people.imported", target=upload, by=by, organisation=organisation)  # 7 that it was
    texts_changed(cohort=cohort)  # 8 goals and tags wait for the encoder
    written = (User, Person, Enrolment, Answer, Mentorship, Member)
    renew_statistics(*written, after=len(check.entries))  # 9 for the pages that follow
    return _finish(upload, check, down, answers)  # 10 the file itself is no longer kept


def _write(
    check: Check,
    cohort: Cohort,
    by: User | None,
    wrote: Wrote,
    *,
    accept: bool,
    announce: bool,
    down: Written,
) -> None:
    people = write_people(
        check.entries, check.known, cohort, down
    )  # 1 people, accounts where there is an address
    asked = policies.known_elsewhere([pk for pk in people if pk > 0], by) if by else set()
    asked = {pk for pk in asked if people[pk].user_id is not None}
    places = write_places(
        check.entries, people, cohort, wrote, accept=accept, asked=asked, down=down
    )  # 2 their places
    for place in places:  # people of other programs are asked first, as when added by hand
        invitations.invite(enrolment=place, by=by)
    write_managers(check.entries, people, cohort)  # 3 who reports to whom
    if check.pairs:  # 4 who meets already
        start_pairs(check.pairs, people=people, cohort=cohort, by=by, announce=announce, down=down)


def refuse_problems(check: Check, *, skip_problems: bool) -> None:
    rows = len(check.rows_with_problems)
    if rows and not skip_problems:
        sentence = ngettext(
            "%(rows)s row does not fit. Correct it, or tick that it is to be skipped.",
            "%(rows)s rows do not fit. Correct them, or tick that they are to be skipped.",
            rows,
        )
        raise Refusal(sentence % {"rows": rows}, field="skip_problems")


def _finish(upload: PeopleImport, check: Check, down: Written, answers: int) -> PeopleImport:
    result: dict[str, Any] = {
        "skipped": check.skipped,
        "no_capacity": check.no_capacity,
        "no_zone": check.no_zone,
        "new_people": check.new_people,
        "pairs": len(check.pairs),
        "dates_met": sum(len(pair.met) for pair in check.pairs),
        "answers": answers,
        "questions": len(down.asked),
        "updated": len({(one["model"], one["pk"]) for one in down.facts}),
    }
    upload.mapping = {**upload.mapping, "result": result}
    upload.skipped = skipped_csv(sheet_of(upload), check) if check.skipped else ""
    upload.trail, upload.done_at = written_down(down), clock.now()
    upload.content, upload.state = "", PeopleImport.State.DONE
    upload.added, upload.unchanged = len(check.entries), check.same
    upload.save()
    return upload
