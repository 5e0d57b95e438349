"""Convert the stored sentences to messages; what no pattern matches stays as a text."""

from typing import Any

from django.db import migrations

from factcheck.claims.migrations._stored_sentences import convert, convert_back


def forwards(apps: Any, schema_editor: Any) -> None:
    convert(apps.get_model("suggestions", "SuggestionRequest"), "error")


def backwards(apps: Any, schema_editor: Any) -> None:
    convert_back(apps.get_model("suggestions", "SuggestionRequest"), "error")


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0003_add_message_columns")]
    operations = [migrations.RunPython(forwards, backwards)]
