"""The three steps of an import, as a coordinator walks them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from programs.models import Enrolment, PeopleImport, Person
from programs.queries.importing import MOST_BYTES
from tests.world import World

GOOD = "name,email,staff\nGil,gil@example.org,x\nHana,hana@example.org,y\n"
HTMX = {"HX-Request": "true"}


def at(world: World, step: str = "new", *more: int) -> str:
    return reverse(f"programs:import_{step}", args=[world.program.code, world.cohort.code, *more])


def given(text: str | bytes = GOOD, name: str = "people.csv") -> dict[str, object]:
    data = text.encode() if isinstance(text, str) else text
    return {"file": SimpleUploadedFile(name, data, content_type="text/csv")}


def columns(*targets: str, role: str = "mentor", **more: str) -> dict[str, str]:
    return {
        "role": role,
        "capacity": "1",
        "accept": "yes",
        **{f"column-{at}": target for at, target in enumerate(targets)},
        **more,
    }


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    return sign_in(world.mira)


def walk(mira: Client, world: World, text: str, *targets: str, **more: str) -> None:
    """Up to the check."""
    mira.post(at(world), given(text))
    number = PeopleImport.objects.latest("pk").number
    mira.post(at(world, "map", number), columns(*targets, **more))


def test_a_file_walks_through_the_three_steps(world: World, mira: Client):
    answer = mira.post(at(world), given(GOOD, "mentors.csv"))
    assert (answer.status_code, answer["Location"]) == (303, at(world, "map", 1))
    page = mira.get(at(world, "map", 1)).content.decode()
    assert "2 rows, letters read as UTF-8, cells separated by comma." in page
    assert page.count(">sure<") == 2
    assert page.count("please check") == 0
    answer = mira.post(at(world, "map", 1), columns("name", "email", ""))
    assert (answer.status_code, answer["Location"]) == (303, at(world, "check", 1))
    check = mira.get(at(world, "check", 1))
    assert (check.context["check"].places, check.context["check"].to_fix) == (2, 0)
    assert "<b>Nothing is written yet.</b>" in check.content.decode()
    assert Person.objects.filter(name__in=["Gil", "Hana"]).count() == 0
    answer = mira.post(at(world, "check", 1))
    assert (answer.status_code, answer["Location"]) == (303, at(world, "done", 1))
    assert "2 places were added to Autumn" in mira.get(at(world, "done", 1)).content.decode()
    assert (
        Enrolment.objects.filter(person__name__in=["Gil", "Hana"], role="mentor", state="accepted").count()
        == 2
    )


def test_each_step_answers_htmx_with_a_redirect_too(world: World, mira: Client):
    answer = mira.post(at(world), given(), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, at(world, "map", 1))
    answer = mira.post(at(world, "map", 1), columns("name", "email", ""), headers=HTMX)
    assert answer["HX-Redirect"] == at(world, "check", 1)
    answer = mira.post(at(world, "check", 1), headers=HTMX)
    assert answer["HX-Redirect"] == at(world, "done", 1)
    assert Person.objects.filter(name="Gil").count() == 1


def test_rows_may_be_pasted(world: World, mira: Client):
    answer = mira.post(at(world), {"text": GOOD.replace(",", "\t")})
    assert answer["Location"] == at(world, "map", 1)
    assert "2 rows, cells separated by tab." in mira.get(at(world, "map", 1)).content.decode()


@pytest.mark.parametrize(
    "data, field, sentence",
    [
        ({}, "file", "Choose a file, or paste rows."),
        ({"text": "  \n"}, "file", "Choose a file, or paste rows."),
        ({**given(), "text": GOOD}, "file", "Choose a file or paste rows, not both."),
        (
            given(b"PK\x03\x04"),
            "file",
            "This workbook cannot be read. Save it as .xlsx once more, or as CSV, and give that file.",
        ),
        (
            given(b"a\x00b"),
            "file",
            "This is not a text file. Give a workbook (.xlsx) or a CSV file, as spreadsheets save it.",
        ),
        (
            given(b"x" * (MOST_BYTES + 1)),
            "file",
            "This file is larger than 5 MB. Split it, or leave out columns you don’t need.",
        ),
        (given(b""), "file", "The submitted file is empty."),
        (
            {"text": "name,Name\nx,y"},
            "text",
            "Two columns are called “name”. Give each a heading of its own.",
        ),
        ({"text": "name,email"}, "text", "There are headings but no people below them."),
    ],
    ids=["nothing", "blank", "both", "workbook", "nul", "large", "empty", "twice", "headings"],
)
def test_a_file_of_the_wrong_kind_gets_a_sentence(
    world: World, mira: Client, data: dict[str, object], field: str, sentence: str
):
    page = mira.post(at(world), data)
    assert (page.status_code, page.context["form"].errors[field]) == (422, [sentence])
    assert PeopleImport.objects.count() == 0
    assert str(data.get("text", "")).strip() in page.content.decode()


def test_the_page_of_columns_keeps_what_was_chosen_when_it_does_not_fit(world: World, mira: Client):
    mira.post(at(world), given())
    page = mira.post(at(world, "map", 1), columns("name", "", "department", role="", capacity="21"))
    assert page.status_code == 422
    form = page.context["form"]
    assert form.errors == {
        "role": ["Say what the rows are: no column tells it."],
        "capacity": ["Ensure this value is less than or equal to 20."],
        "column-0": [
            "Choose a column with an e-mail address or a reference of your own: it tells people apart."
        ],
    }
    assert [form[name].value() for name in ("column-0", "column-1", "column-2")] == ["name", "", "department"]
    assert PeopleImport.objects.get().mapping["chosen"] is False


@pytest.mark.parametrize(
    "choices, field, sentence",
    [
        (
            columns("email", "email", ""),
            "column-1",
            "“E-mail address” is already read from “name”. Choose something else here.",
        ),
        (
            columns("", "email", "", role="column"),
            "role",
            "No column is chosen as the role. Choose one, or say what everybody is.",
        ),
        (
            columns("role", "email", ""),
            "role",
            "“name” is chosen as the role. Choose “what a column says”, or don’t use it.",
        ),
        (
            columns("", "email", "made up"),
            "column-2",
            "Select a valid choice. made up is not one of the available choices.",
        ),
    ],
    ids=["twice", "no column", "two roles", "unknown"],
)
def test_columns_that_contradict_each_other_get_a_sentence(
    world: World, mira: Client, choices: dict[str, str], field: str, sentence: str
):
    mira.post(at(world), given())
    page = mira.post(at(world, "map", 1), choices)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert mira.post(at(world, "map", 1), columns("name", "email", "")).status_code == 303


def test_rows_with_problems_stop_the_import_until_they_are_skipped(world: World, mira: Client):
    walk(mira, world, "email,name\ngil@example.org,Gil\nhana at example,Hana\n", "email", "name")
    page = mira.get(at(world, "check", 1))
    assert [(str(group.kind.title), group.total) for group in page.context["check"].groups] == [
        ("Not an e-mail address", 1)
    ]
    for part in ("Row 3", "“hana at example”", "one address, such as ada@example.org", "Skip this 1 row"):
        assert part in page.content.decode()
    stopped = mira.post(at(world, "check", 1))
    assert (stopped.status_code, list(stopped.context["form"].errors)) == (422, ["skip_problems"])
    assert Person.objects.filter(name="Gil").count() == 0
    assert mira.post(at(world, "check", 1), {"skip_problems": "on"}).status_code == 303
    assert Person.objects.filter(name__in=["Gil", "Hana"]).count() == 1
    assert "1 row was skipped: row 3" in mira.get(at(world, "done", 1)).content.decode()


def test_pressing_import_twice_adds_once(world: World, mira: Client):
    walk(mira, world, GOOD, "name", "email", "")
    key = mira.get(at(world, "check", 1)).context["form"]["form_key"].initial
    sent = {"form_key": key() if callable(key) else key}
    answers = [mira.post(at(world, "check", 1), sent) for _press in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (303, at(world, "done", 1))
    ] * 2
    assert Person.objects.filter(email="gil@example.org").count() == 1
    assert PeopleImport.objects.get().added == 2


def test_the_same_file_again_has_nothing_to_add(world: World, mira: Client):
    walk(mira, world, GOOD, "name", "email", "")
    mira.post(at(world, "check", 1))
    walk(mira, world, GOOD, "name", "email", "")
    page = mira.get(at(world, "check", 2))
    assert (page.context["check"].places, page.context["check"].same) == (0, 2)
    assert "Everybody in this file is here already; there is nothing to add." in page.content.decode()


def test_steps_lead_to_where_the_file_is(world: World, mira: Client):
    mira.post(at(world), given())
    assert mira.get(at(world, "check", 1))["Location"] == at(world, "map", 1)
    assert mira.post(at(world, "check", 1))["Location"] == at(world, "map", 1)
    assert mira.get(at(world, "done", 1))["Location"] == at(world, "check", 1)
    mira.post(at(world, "map", 1), columns("name", "email", ""))
    mira.post(at(world, "check", 1))
    assert mira.get(at(world, "map", 1))["Location"] == at(world, "done", 1)
    assert mira.get(at(world, "check", 1))["Location"] == at(world, "done", 1)
    assert mira.post(at(world, "check", 1))["Location"] == at(world, "done", 1)


def test_another_programs_import_is_not_there(world: World, mira: Client, sign_in):
    mira.post(at(world), given())
    for stranger in (world.nora, world.zed, world.otto, world.ada):
        client = sign_in(stranger)
        for step, more in (("new", []), ("map", [1]), ("check", [1]), ("done", [1])):
            assert client.get(at(world, step, *more)).status_code == 404
    assert mira.get(at(world, "map", 2)).status_code == 404
    assert mira.get(at(world, "map", 10**30)).status_code == 404
    assert mira.get(at(world, "map", 1)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_ask_the_same_number_of_statements(
    world: World, mira: Client, rows: int, django_assert_num_queries
):
    lines = "".join(f"Name {n},n{n}@example.org\n" for n in range(rows))
    walk(mira, world, f"name,email\n{lines}", "name", "email")
    with django_assert_num_queries(6):
        assert mira.get(at(world, "map", 1)).status_code == 200
    with django_assert_num_queries(7):
        assert mira.get(at(world, "check", 1)).context["check"].places == rows


def test_letters_and_cells_can_be_read_again_in_another_way(world: World, mira: Client):
    data = "name;email\nŁukasz, the first;l@example.org\n".encode("cp1250")
    mira.post(at(world), given(data, "mentors.csv"))
    assert "letters read as Windows-1252" in mira.get(at(world, "map", 1)).content.decode()
    chosen = {"read": "1", "encoding": "Windows-1250", "separator": ";"}
    assert mira.post(at(world, "map", 1), chosen)["Location"] == at(world, "map", 1)
    page = mira.get(at(world, "map", 1)).content.decode()
    assert "letters read as Windows-1250" in page
    assert "Łukasz, the first" in page
    refused = mira.post(at(world, "map", 1), {**chosen, "encoding": "UTF-8"})
    assert (refused.status_code, refused.context["reading"].errors) == (
        422,
        {"encoding": ["The letters of this file cannot be read as UTF-8."]},
    )
    mira.post(at(world, "map", 1), {**chosen, "separator": ","})
    assert PeopleImport.objects.get().mapping["columns"] == [""]
