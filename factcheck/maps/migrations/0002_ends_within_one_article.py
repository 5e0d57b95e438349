from typing import Any

from django.db import migrations

from factcheck.maps import triggers


def make(apps: Any, editor: Any) -> None:
    triggers.make(editor)


def drop(apps: Any, editor: Any) -> None:
    triggers.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("maps", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
