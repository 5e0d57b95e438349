# A similarity judgement gets a column for each kind of check that it may be about. 0010 fills them.

import django.db.models.deletion
from django.db import migrations, models

CASCADE = django.db.models.deletion.CASCADE


class Migration(migrations.Migration):
    dependencies = [("review", "0008_standard_names")]

    operations = [
        # Dropped here and not in 0011: on the way back the keys are empty until 0010 has filled them.
        migrations.RemoveConstraint("similarityjudgement", "likeness_once_per_pair"),
        migrations.AddField(
            "similarityjudgement",
            "verdict",
            models.ForeignKey(null=True, on_delete=CASCADE, related_name="+", to="review.verdict"),
        ),
        migrations.AddField(
            "similarityjudgement",
            "external_check",
            models.ForeignKey(null=True, on_delete=CASCADE, related_name="+", to="review.externalcheck"),
        ),
    ]
