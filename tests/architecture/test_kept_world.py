"""The world most tests get is a copy: it has to be what making it would have made."""

import pytest
from django.apps import apps
from django.db import transaction

from tests import kept

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[dict[str, object]]]:
    tables = apps.get_models(include_auto_created=True)
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


def test_a_copy_has_every_row_of_the_one_that_was_made(frozen, monkeypatch):
    monkeypatch.setattr(kept, "_kept", {})
    with transaction.atomic():
        made, found = kept.kept_world(), rows()
        transaction.set_rollback(True)
    copied = kept.kept_world()
    assert found == rows()
    assert made == copied
    assert made.ada is not copied.ada
