import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def lanes_of_what_was_fast(apps, schema_editor):
    """Invitations and dates keep their place before all else; what waits now leaves as it would have."""
    apps.get_model("notifications", "Delivery").objects.filter(fast=True).update(lane=0)


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="delivery", name="delivery_queue"),
        migrations.AddField(
            model_name="delivery",
            name="lane",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Fast"), (1, "Ask"), (2, "Own"), (3, "Daily")], default=2
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="daily",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="lines",
                to="notifications.delivery",
            ),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(lanes_of_what_was_fast, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="delivery", name="fast"),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["state", "lane", "due_at"], name="delivery_queue"),
        ),
        migrations.CreateModel(
            name="MailHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiet_from", models.TimeField(default=datetime.time(19, 0), verbose_name="quiet from")),
                ("quiet_until", models.TimeField(default=datetime.time(8, 0), verbose_name="quiet until")),
                ("on_weekends", models.BooleanField(default=False, verbose_name="also at weekends")),
                ("paused_until", models.DateField(blank=True, null=True, verbose_name="nothing before")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_hours",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("at_once", "by itself, in waking hours"),
                            ("daily", "in the daily mail"),
                            ("weekly", "once a week"),
                            ("never", "never by mail"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("user", "kind"), name="mail_choice_once")]},
        ),
    ]
