import django.db.models.functions.datetime
from django.db import migrations, models

import mentorship.lib.clock


def count_from_when_they_were_made(apps, schema_editor):
    apps.get_model("programs", "Invitation").objects.update(asked_at=models.F("created_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0005_check_in_settings'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='asked_at',
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), default=mentorship.lib.clock.now
            ),
        ),
        migrations.RunPython(count_from_when_they_were_made, migrations.RunPython.noop),
    ]
