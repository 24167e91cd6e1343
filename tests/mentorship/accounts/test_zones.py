"""Time zones by name."""

from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from mentorship.accounts.zones import validate_zone, zone, zone_names


def test_names_people_choose_from():
    names = zone_names()
    assert names[0] == "UTC"
    assert {"Europe/Berlin", "Pacific/Apia", "America/Argentina/Buenos_Aires"} <= set(names)
    assert [name for name in names if name.startswith("Etc/") or name in {"EST", "GMT", "posixrules"}] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["", "Berlin", "europe/berlin", "../etc/passwd", "Mars/Base", "x" * 999])
def test_a_name_that_is_no_zone_is_refused_in_words_and_read_as_utc(name):
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_zone(name)
    assert zone(name) == ZoneInfo("UTC")


def test_a_zone_by_its_name():
    assert zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")
