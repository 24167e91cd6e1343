"""The world is made once; a test gets its rows back as they were, without the actions that made them.

Making it takes longer than what most tests ask. Who has made something of their own before, and who commits
(`transaction=True`: other threads look on, and what waits for a commit has to happen), makes it anew.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import sql

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Organisation
from tests.world import World, build_world

FRESH = timedelta(minutes=1)  # where the clock runs, nobody's past grows longer than that
Statement = tuple[str, tuple[Any, ...]]


@dataclass
class Kept:
    at: datetime
    world: World
    inserts: list[Statement]


_kept: dict[bool, Kept] = {}


def kept_world() -> World:
    if not connection.in_atomic_block or User.objects.exists() or Organisation.objects.exists():
        return build_world()
    now = clock.now()
    stands_still = now == clock.now()
    kept = _kept.get(stands_still)
    if kept and kept.at <= now <= kept.at + (timedelta() if stands_still else FRESH):
        with connection.cursor() as cursor:
            for statement, values in kept.inserts:
                cursor.execute(statement, values)
        return deepcopy(kept.world)
    tables = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables}
    world = build_world()
    inserts = [insert for model in tables for insert in _inserts(model, before[model])]
    _kept[stands_still] = Kept(now, deepcopy(world), inserts)
    return world


def _inserts(model: type[models.Model], before: set[Any]) -> list[Statement]:
    """What puts the new rows of a table in again, their keys and times as they are."""
    new = list(model._base_manager.exclude(pk__in=before))
    query = sql.InsertQuery(model)
    query.insert_values(
        [field for field in model._meta.local_concrete_fields if not field.generated], new, raw=True
    )
    return query.get_compiler(connection=connection).as_sql() if new else []
