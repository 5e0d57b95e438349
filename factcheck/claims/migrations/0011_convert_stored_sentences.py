"""Convert the stored sentences to messages; what no pattern matches stays as a text."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

from factcheck.claims.migrations._stored_sentences import convert, convert_back, to_skipped
from factcheck.stored_messages import from_json


def forwards(apps: Any, schema_editor: Any) -> None:
    convert(apps.get_model("claims", "Claim"), "reason")
    convert(apps.get_model("claims", "HistoricalClaim"), "reason")
    convert(apps.get_model("claims", "SplitRun"), "error")
    convert_skipped(apps.get_model("claims", "SplitRun"), to_skipped)


def backwards(apps: Any, schema_editor: Any) -> None:
    convert_back(apps.get_model("claims", "Claim"), "reason")
    convert_back(apps.get_model("claims", "HistoricalClaim"), "reason")
    convert_back(apps.get_model("claims", "SplitRun"), "error")
    convert_skipped(apps.get_model("claims", "SplitRun"), lambda message: from_json(message).source_text)


def convert_skipped(model: Any, converted: Callable[[Any], Any]) -> None:
    """Convert the reasons in `skipped`, [[start, end, reason], ...]."""
    for run in model.objects.exclude(skipped=[]).only("pk", "skipped").iterator(chunk_size=100):
        run.skipped = [[start, end, converted(reason)] for start, end, reason in run.skipped]
        run.save(update_fields=["skipped"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_add_message_columns")]
    operations = [migrations.RunPython(forwards, backwards)]
