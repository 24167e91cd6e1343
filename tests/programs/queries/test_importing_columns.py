"""What columns seem to mean."""

from programs.queries.importing import read_sheet
from programs.queries.importing_columns import guess_columns, guessed_role


def guesses(text: str) -> list[tuple[str, str]]:
    return [(guess.target, guess.confidence) for guess in guess_columns(read_sheet(text))]


def test_guess_columns_is_sure_of_headings_it_knows_whose_values_agree():
    text = "E-Mail Address;Full name;Role;Time zone\nada@example.org;Ada;mentor;Europe/Berlin\n"
    assert guesses(text) == [("email", "sure"), ("name", "sure"), ("role", "sure"), ("time_zone", "sure")]


def test_guess_columns_asks_to_check_what_only_looks_like_it():
    text = "Work mail of person,Role,contact\nada@example.org,boss,ada@example.org\n"
    assert guesses(text) == [("email", "guess"), ("role", "guess"), ("", "unused")]


def test_guess_columns_finds_addresses_under_any_heading():
    assert guesses("x,y\nada@example.org,1\nben@example.org,2\n") == [("email", "guess"), ("", "unused")]


def test_guess_columns_knows_a_role_by_its_cells_whatever_the_heading():
    assert guesses("I am a…,Email\nMentor,a@example.org\nMentee,b@example.org\n")[0] == ("role", "sure")
    assert guesses("Joining us,Email\nmentor,a@example.org\nMentee,b@example.org\n")[0] == ("role", "guess")
    assert guesses("Joining us,Email\nmentor,a@example.org\nmaybe,b@example.org\n")[0] == ("", "unused")
    assert guesses("Days,Email\nboth,a@example.org\n")[0] == ("", "unused")


def test_guess_columns_gives_a_single_target_to_the_surest_column():
    text = "Her capacity,capacity,skills,areas\n2,3,Go,Web\n"
    assert guesses(text) == [
        ("", "unused"),
        ("capacity", "sure"),
        ("expertise", "sure"),
        ("expertise", "sure"),
    ]


def test_guess_columns_joins_first_and_last_name_but_not_beside_a_whole_one():
    assert guesses("first name,surname\nAda,Byron\n") == [("name", "sure"), ("name", "sure")]
    assert guesses("name,surname\nAda Byron,Byron\n") == [("name", "sure"), ("", "unused")]


def test_guess_columns_takes_no_sentences_for_topics():
    talk = "Everything about growing as an engineer and finding a voice in meetings that matter"
    assert guesses(f"id,extra topics\n1,{talk}\n") == [("reference", "sure"), ("", "unused")]
    assert guesses("id,extra topics\n1,Go; Rust\n") == [("reference", "sure"), ("topics", "guess")]


def test_guess_columns_reads_a_place_as_no_time_zone():
    assert guesses("id,zone\n1,UK/Birmingham\n") == [("reference", "sure"), ("time_zone", "guess")]
    assert guesses("id,location\n1,UK/Birmingham\n") == [("reference", "sure"), ("", "unused")]


def test_guessed_role_reads_a_column_or_the_name_of_the_file():
    some = guess_columns(read_sheet("id,role\n1,mentor\n"))
    none = guess_columns(read_sheet("id\n1\n"))
    assert guessed_role("mentors_2026.csv", some) == "column"
    assert guessed_role("mentors_2026.csv", none) == "mentor"
    assert guessed_role("Mentee list.csv", none) == "mentee"
    assert guessed_role("mentors-and-mentees.csv", none) == ""
    assert guessed_role("people.csv", none) == ""
