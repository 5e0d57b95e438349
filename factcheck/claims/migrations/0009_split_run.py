# `Splitting` becomes `SplitRun`. Its constraints and its index take the new name of the model with them.

import django.db.models.deletion
from django.db import migrations, models

from factcheck.enums import JobState


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_rename_claim_fields"),
        # It refers to the model by its old name, so it must have run before the model is renamed.
        ("review", "0007_looking_back"),
    ]

    operations = [
        migrations.RemoveConstraint("splitting", "splitting_progress_percent"),
        migrations.RemoveConstraint("splitting", "splitting_state_known"),
        migrations.RemoveConstraint("splitting", "splitting_once_per_splitter"),
        migrations.RenameModel("Splitting", "SplitRun"),
        migrations.RenameIndex("splitrun", new_name="splitrun_by_state", old_name="splitting_by_state"),
        migrations.RenameField("splitrun", old_name="passed_over", new_name="skipped"),
        migrations.AlterField(
            "splitrun",
            "revision",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="split_runs", to="articles.revision"
            ),
        ),
        migrations.AddConstraint(
            "splitrun",
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="splitrun_progress_percent"),
        ),
        migrations.AddConstraint(
            "splitrun",
            models.CheckConstraint(
                condition=models.Q(state__in=list(JobState)), name="splitrun_state_known"
            ),
        ),
        migrations.AddConstraint(
            "splitrun",
            models.UniqueConstraint(fields=["revision", "splitter"], name="splitrun_once_per_splitter"),
        ),
    ]
