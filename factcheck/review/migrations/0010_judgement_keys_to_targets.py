# The key of a similarity judgement, "v12" or "f3", becomes a reference to verdict 12 or to external check 3.
#
# A key was plain text, so nothing removed a judgement when its verdict or check was deleted. Such a judgement says
# nothing any more: no search finds the check. It is deleted, and how many were is printed.

import re

from django.db import migrations

KEY = re.compile(r"([vf])([1-9][0-9]{0,17})")


def to_targets(apps, schema_editor):
    judgements = apps.get_model("review", "SimilarityJudgement").objects.using(schema_editor.connection.alias)
    targets = {
        "v": ("verdict_id", apps.get_model("review", "Verdict").objects),
        "f": ("external_check_id", apps.get_model("review", "ExternalCheck").objects),
    }
    dropped = 0
    for judgement in judgements.iterator():
        match = KEY.fullmatch(judgement.key)
        column, rows = targets[match[1]] if match else ("", None)
        pk = int(match[2]) if match else 0
        if rows is None or not rows.filter(pk=pk, desk_id=judgement.desk_id).exists():
            judgement.delete()
            dropped += 1
            continue
        setattr(judgement, column, pk)
        # An update, because save() would set `judged_at` to now.
        judgements.filter(pk=judgement.pk).update(**{column: pk})
    if dropped:
        print(f"  Deleted {dropped} similarity judgements whose earlier check no longer exists.")


def to_keys(apps, schema_editor):
    judgements = apps.get_model("review", "SimilarityJudgement").objects.using(schema_editor.connection.alias)
    for judgement in judgements.iterator():
        key = f"v{judgement.verdict_id}" if judgement.verdict_id else f"f{judgement.external_check_id}"
        judgements.filter(pk=judgement.pk).update(key=key)


class Migration(migrations.Migration):
    dependencies = [("review", "0009_judgement_targets")]

    operations = [migrations.RunPython(to_targets, to_keys)]
