"""Which change an undo or a redo reverts, so that what is undone can be done again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("maps", "0006_imported_file")]

    operations = [
        migrations.AddField(
            model_name="mapchange",
            name="reverts",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reverted_by",
                to="maps.mapchange",
            ),
        ),
    ]
