"""The first owner, once."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from mentorship.lib.refusals import Conflict
from programs.actions.first_run import first_run_link, is_token, set_up
from programs.actions.programs import Dates
from programs.models import AuditEvent, Organisation, StaffRole
from tests import make

DATES = Dates("First", make.some_day(), make.some_day(9), make.some_day(9), make.some_day(100))
PROGRAM = {"name": "Growing", "time_zone": "Asia/Tokyo"}


def start(email="olu@x.example"):
    return set_up(email=email, name="Olu", organisation_name="House", dates=DATES, program=PROGRAM)


def test_token_depends_on_the_secret_key_and_on_nothing_stored(db, settings):
    token = first_run_link().rstrip("/").rsplit("/", 1)[1]
    assert (is_token(token), is_token(token + "0"), is_token("")) == (True, False, False)
    settings.SECRET_KEY = "another-" + "k" * 50
    assert is_token(token) is False


def test_set_up_makes_an_owner_who_coordinates_and_is_written_down(db):
    user, program = start()
    assert sorted(StaffRole.objects.of(user).values_list("role", flat=True)) == ["coordinator", "owner"]
    assert (program.time_zone, program.organisation.time_zone, program.cohorts.get().name) == (
        "Asia/Tokyo",
        "Asia/Tokyo",
        "First",
    )
    assert AuditEvent.objects.filter(verb="owner.first", actor=user).count() == 1
    assert user.emailaddress_set.get().verified is True
    with pytest.raises(Conflict, match="set this site up"):
        start("second@x.example")
    assert Organisation.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_browsers_with_the_same_link_make_one_owner():
    barrier, made = Barrier(3), []

    def press(number: int) -> None:
        barrier.wait()
        try:
            made.append(start(f"olu{number}@x.example"))
        except Conflict:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), StaffRole.objects.owners().count(), Organisation.objects.count()) == (1, 1, 1)
