"""The pages of a file on its way in, each with something of every kind on it."""

from mentorship.accounts.models import User
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Cohort, PeopleImport
from programs.queries.importing import Upload, decoded
from programs.queries.importing_reader import Choices

PEOPLE = """name,email,role,places,department,level
Uma Berg,Uma <uma@files.example>,Sr. Mentor,2 mentees,Sales,Band 7
Vik Lund,vik at files.example,mentee,1,,
Wim Bos,wim@files.example,mentee,1,Sales,
Wim Bos,wim@files.example,mentee,1,Sales,
Mira,mentee@demo.example,mentee,1,A new department,
"""
PAIRS = """Mentor,Mentor e-mail,Mentee,Mentee e-mail,Start,Rhythm,Dates met
Xia Ong,xia@files.example,Yan Roy,yan@files.example,2026-03-01,every 2 weeks,2026-03-05; 2026-04-02
"""


def imports_of(program: str, cohort: str, by: User) -> list[tuple[str, list[object]]]:
    """Names of routes and what they are called with."""
    found = Cohort.objects.get(code=cohort, program__code=program)
    done = _kept(found, by, PEOPLE)
    import_people(upload=done, by=by, skip_problems=True)
    pairs = keep_file(cohort=found, upload=Upload(PAIRS, "UTF-8"), filename="pairs.csv", by=None)
    waiting = _kept(found, by, PEOPLE.replace("wim", "wam"))
    pages: list[tuple[str, list[object]]] = [
        ("programs:import_map", [program, cohort, waiting.number]),
        ("programs:import_check", [program, cohort, waiting.number]),
        ("programs:import_check", [program, cohort, pairs.number]),
        ("programs:import_done", [program, cohort, done.number]),
    ]
    return pages


def _kept(cohort: Cohort, by: User, text: str) -> PeopleImport:
    kept = keep_file(cohort=cohort, upload=decoded(text.encode()), filename="people.csv", by=by)
    columns = ("name", "email", "role", "capacity", "department", "seniority")
    return choose_columns(upload=kept, choices=Choices(columns, "column"))
