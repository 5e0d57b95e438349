# Adds columns alone: SQLite would have to remake a table for more, and triggers of the maps speak of this one.

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_initial'),
        ('claims', '0003_parts_texts_and_earlier_checks'),
        ('desks', '0003_reviewing_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='quorum',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalclaim',
            name='quorum',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
