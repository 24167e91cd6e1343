"""Files on their way in: ordered, or dropped when nobody wrote them."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.import_orders import KEPT, drop_old_files, order_import
from programs.models import PeopleImport
from tests.access import places


def test_a_file_that_is_in_already_is_not_ordered_again(world):
    number = places.upload_done(world)["number"]
    upload = PeopleImport.objects.get(number=number)
    with pytest.raises(Conflict, match="already imported"):
        order_import(upload=upload, by=world.mira, skip_problems=False)


def test_files_nobody_wrote_are_dropped_after_two_weeks(world):
    done = places.upload_done(world)["number"]
    waiting = places.upload_with_columns(world)["number"]
    later = clock.now() + KEPT
    with clock.at(later - timedelta(hours=1)):
        drop_old_files()
    assert set(PeopleImport.objects.values_list("number", flat=True)) == {done, waiting}
    with clock.at(later + timedelta(hours=1)):
        drop_old_files()
    assert list(PeopleImport.objects.values_list("number", flat=True)) == [done]
