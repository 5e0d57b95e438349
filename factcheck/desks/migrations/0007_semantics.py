from django.db import migrations, models


class Migration(migrations.Migration):
    """The semantics of a desk: existing desks keep the one that they have used, new ones weigh by tiers."""

    dependencies = [("desks", "0006_language")]

    operations = [
        migrations.AddField("desk", "semantics", models.CharField(max_length=40, default="quadratic_energy")),
        migrations.AlterField("desk", "semantics", models.CharField(max_length=40, default="tiers")),
    ]
