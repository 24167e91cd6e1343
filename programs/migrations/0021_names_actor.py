"""Whether a log may name who did it. Of what is written already: where they coordinate the program now."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def keep_what_is_told(apps, schema_editor):
    event, role = (apps.get_model("programs", name) for name in ("AuditEvent", "StaffRole"))
    coordinates = role.objects.filter(
        role="coordinator", program=OuterRef("program"), user=OuterRef("actor")
    )
    event.objects.filter(~Exists(coordinates), verb="mentorship.ended").update(names_actor=False)


class Migration(migrations.Migration):
    dependencies = [("programs", "0020_background")]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="names_actor",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.RunPython(keep_what_is_told, migrations.RunPython.noop),
    ]
