"""The pages of a program's parts and its suggested agreement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import Part


def at(world, name):
    return reverse(f"programs:{name}", args=[world.program.code])


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_parts_are_ticked_and_what_is_off_is_gone_for_the_pair(world, sign_in, headers, status):
    client, ben = sign_in(world.mira), sign_in(world.ben)
    assert client.get(at(world, "program_parts")).content.decode().count(" checked") == len(Part) - 1
    typed = {part.value: "on" for part in Part if part != Part.RESOURCES}
    assert client.post(at(world, "program_parts"), typed, headers=headers).status_code == status
    world.program.refresh_from_db()
    assert world.program.parts == set(Part.values) - {"resources"}
    assert (
        'id="more-resources"'
        not in ben.get(reverse("sessions:agreement", args=[world.ada_ben.code])).content.decode()
    )


def test_suggestion_is_written_over_ours_and_bad_numbers_are_explained(world, sign_in):
    client = sign_in(world.mira)
    page = client.get(at(world, "program_suggestion")).content.decode()
    assert "These are our words for this kind of program." in page
    assert "Everybody who takes part in this program" in page
    odd = client.post(at(world, "program_suggestion"), {"why": "Kept", "hours_month": "900"})
    assert (odd.status_code, list(odd.context["form"].errors)) == (422, ["hours_month"])
    assert "Kept" in odd.content.decode()
    typed = {"why": "Ours", "minutes": "45", "channel": "phone"}
    assert client.post(at(world, "program_suggestion"), typed).status_code == 303
    world.program.refresh_from_db()
    assert world.program.suggested_terms == {
        "why": "Ours", "minutes": 45, "off_limits": "", "channel": "phone", "answer_within": None,
        "hours_month": None, "topics": "", "confidentiality": "", "trouble": "",
    }  # fmt: skip
    assert "These are our words" not in client.get(at(world, "program_suggestion")).content.decode()


@pytest.mark.parametrize("name", ["program_parts", "program_suggestion"])
def test_pages_take_few_statements(world, sign_in, name):
    client = sign_in(world.mira)
    with CaptureQueriesContext(connection) as taken:
        client.get(at(world, name))
    assert len(taken) <= 12
