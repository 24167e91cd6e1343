from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0007_coordinator_notes'),
    ]

    operations = [
        migrations.AddField(
            model_name='helpanswer',
            name='from_asker',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='helprequest',
            name='asked_again_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='helprequest',
            name='comes_first',
            field=models.BooleanField(default=False),
        ),
    ]
