# Each similarity judgement is about exactly one check, once; the textual key is dropped.

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("review", "0010_judgement_keys_to_targets")]

    operations = [
        # The empty default is for the way back only: 0010 fills the keys again.
        migrations.AlterField("similarityjudgement", "key", models.CharField(default="", max_length=24)),
        migrations.RemoveField("similarityjudgement", "key"),
        migrations.AddConstraint(
            "similarityjudgement",
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) ^ Q(external_check__isnull=True),
                name="similarityjudgement_of_one_check",
            ),
        ),
        migrations.AddConstraint(
            "similarityjudgement",
            models.UniqueConstraint(fields=["claim", "verdict"], name="similarityjudgement_once_per_verdict"),
        ),
        migrations.AddConstraint(
            "similarityjudgement",
            models.UniqueConstraint(
                fields=["claim", "external_check"], name="similarityjudgement_once_per_external_check"
            ),
        ),
    ]
