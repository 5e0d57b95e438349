from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of limits, used one-time codes and locks."""

    dependencies = [("desks", "0007_semantics")]

    operations = [
        migrations.CreateModel(
            "SharedCacheEntry",
            [
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "factcheck_shared_cache"},
        ),
    ]
