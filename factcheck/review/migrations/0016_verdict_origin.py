from django.db import migrations, models

from factcheck.enums import CreatedBy


def origin() -> models.CharField:
    return models.CharField(max_length=10, choices=[(o, o) for o in CreatedBy], default=CreatedBy.PERSON)


class Migration(migrations.Migration):
    dependencies = [("review", "0015_substance_changes")]
    operations = [
        migrations.AddField("verdict", "origin", origin()),
        migrations.AddField("historicalverdict", "origin", origin()),
    ]
