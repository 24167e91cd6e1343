"""Notes can be taken back, answers to dates are counted, and a role that was lent knows its last day."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations, models


def end_what_is_lent(apps: Any, schema_editor: Any) -> None:
    """Holiday covers that run now."""
    roles = apps.get_model("programs", "StaffRole").objects
    covers = apps.get_model("programs", "HandOver").objects.filter(
        until__isnull=False, ended_at=None, begun_at__isnull=False, gave_role=True
    )
    for cover in covers.select_related("program"):
        over = datetime.combine(cover.until + timedelta(days=1), time(), ZoneInfo(cover.program.time_zone))
        mine = roles.filter(program=cover.program, user=cover.taker, role="coordinator")
        mine.update(ends_at=over.astimezone(UTC))


class Migration(migrations.Migration):
    dependencies = [("programs", "0016_closing")]

    operations = [
        migrations.AddField(
            "coordinatornote", "taken_back_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField("datereply", "changes", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "staffrole", "ends_at", models.DateTimeField(default=datetime(9999, 1, 1, tzinfo=UTC))
        ),
        migrations.RunPython(end_what_is_lent, migrations.RunPython.noop, elidable=True),
    ]
