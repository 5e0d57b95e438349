"""Drop the sentences that messages replaced."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("review", "0013_convert_stored_sentences")]
    operations = [
        migrations.RemoveField("signoff", "dropped_because_text"),
        migrations.RemoveField("verdict", "stale_cause_text"),
        migrations.RemoveField("verdict", "stale_before_text"),
        migrations.RemoveField("verdict", "stale_after_text"),
        migrations.RemoveField("historicalverdict", "stale_cause_text"),
        migrations.RemoveField("historicalverdict", "stale_before_text"),
        migrations.RemoveField("historicalverdict", "stale_after_text"),
        migrations.AddConstraint(
            "signoff",
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_because__isnull=True)
                | Q(dropped_at__isnull=False, dropped_because__isnull=False),
                name="signoff_dropped_has_cause",
            ),
        ),
        migrations.AddConstraint(
            "verdict",
            models.CheckConstraint(
                condition=Q(stale_since__isnull=True) | Q(stale_cause__isnull=False),
                name="verdict_stale_has_cause",
            ),
        ),
    ]
