"""Convert the stored sentences to messages; what no pattern matches stays as a text."""

from typing import Any

from django.db import migrations

from factcheck.claims.migrations._stored_sentences import convert, convert_back


def forwards(apps: Any, schema_editor: Any) -> None:
    convert(apps.get_model("review", "SignOff"), "dropped_because")
    convert(apps.get_model("review", "Verdict"), "stale_cause", "stale_before", "stale_after")
    convert(apps.get_model("review", "HistoricalVerdict"), "stale_cause", "stale_before", "stale_after")


def backwards(apps: Any, schema_editor: Any) -> None:
    convert_back(apps.get_model("review", "SignOff"), "dropped_because")
    convert_back(apps.get_model("review", "Verdict"), "stale_cause", "stale_before", "stale_after")
    convert_back(apps.get_model("review", "HistoricalVerdict"), "stale_cause", "stale_before", "stale_after")


class Migration(migrations.Migration):
    dependencies = [("review", "0012_add_message_columns")]
    operations = [migrations.RunPython(forwards, backwards)]
