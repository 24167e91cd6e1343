"""Help: at the same place on every page, and it tells what is so."""

import pytest
from django.urls import reverse

from programs.queries.privacy import who_reads_what
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
HELP = reverse("programs:help")


def test_help_stands_in_the_footer_of_every_page_of_the_signed_in(world, sign_in, client):
    ben = sign_in(world.ben)
    pages = (
        "/today/",
        reverse("sessions:space", args=[world.ada_ben.code]),
        reverse("programs:profile"),
        HELP,
    )
    for page in pages:
        assert f'<a id="help" href="{HELP}">' in ben.get(page).content.decode()
    assert HELP not in client.get("/accounts/login/").content.decode()
    assert client.get(HELP).status_code == 302


def test_whom_to_ask_is_there_for_each_mentorship(world, sign_in):
    page = sign_in(world.ben).get(HELP).content.decode()
    assert f'href="{reverse("sessions:help_ask", args=[world.ada_ben.code])}"' in page
    assert f'href="{reverse("sessions:help", args=[world.ada_ben.code])}"' in page
    assert "About you and Ada" in page
    in_cohort = reverse("programs:ask", args=[world.program.code, world.cohort.code])
    assert f'href="{in_cohort}"' in sign_in(world.fay).get(HELP).content.decode()
    assert "As soon as you are matched" in sign_in(world.sam).get(HELP).content.decode()


def test_the_table_of_readers_is_the_rule(world, sign_in):
    page = sign_in(world.ben).get(HELP).content.decode()
    assert [one.sentence for one in who_reads_what() if one.sentence not in page] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_help_costs_the_same_however_many_mentorships_there_are(
    world, sign_in, django_assert_num_queries, count
):
    mentor = make.enrolment(world.cohort, "mentor", capacity=30)
    for _ in range(count):
        make.mentorship(world.cohort, world.mira, mentor)
    client = sign_in(mentor.person)
    with django_assert_num_queries(9):
        client.get(HELP)
