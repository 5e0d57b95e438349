# `Claim` and its history take the terms of the glossary. The columns are renamed in place; no row is rewritten.

from django.db import migrations

RENAMED = {"is_touched": "is_human_edited", "parts_found": "suggested_parts", "fills": "insertions"}


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_tags")]

    operations = [
        migrations.RenameField(model_name=model, old_name=old, new_name=new)
        for model in ("claim", "historicalclaim")
        for old, new in RENAMED.items()
    ]
