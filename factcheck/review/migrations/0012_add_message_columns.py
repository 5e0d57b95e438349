"""Store messages as data: columns for the messages, beside the sentences that they replace."""

from django.db import migrations

from factcheck.model_fields import StoredMessageField


class Migration(migrations.Migration):
    dependencies = [("review", "0011_judgement_constraints")]
    operations = [
        migrations.RemoveConstraint("signoff", "signoff_dropped_has_cause"),
        migrations.RemoveConstraint("verdict", "verdict_stale_has_cause"),
        migrations.RenameField("signoff", "dropped_because", "dropped_because_text"),
        migrations.AddField("signoff", "dropped_because", StoredMessageField()),
        migrations.RenameField("verdict", "stale_cause", "stale_cause_text"),
        migrations.AddField("verdict", "stale_cause", StoredMessageField()),
        migrations.RenameField("verdict", "stale_before", "stale_before_text"),
        migrations.AddField("verdict", "stale_before", StoredMessageField()),
        migrations.RenameField("verdict", "stale_after", "stale_after_text"),
        migrations.AddField("verdict", "stale_after", StoredMessageField()),
        migrations.RenameField("historicalverdict", "stale_cause", "stale_cause_text"),
        migrations.AddField("historicalverdict", "stale_cause", StoredMessageField()),
        migrations.RenameField("historicalverdict", "stale_before", "stale_before_text"),
        migrations.AddField("historicalverdict", "stale_before", StoredMessageField()),
        migrations.RenameField("historicalverdict", "stale_after", "stale_after_text"),
        migrations.AddField("historicalverdict", "stale_after", StoredMessageField()),
    ]
