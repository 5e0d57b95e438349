"""Rename Asking to SuggestionRequest, and what is named after it: two fields, an index and two constraints."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from factcheck.enums import JobState


class Migration(migrations.Migration):
    dependencies = [
        ("suggestions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="asking", name="asking_progress_percent"),
        migrations.RemoveConstraint(model_name="asking", name="asking_state_known"),
        migrations.RenameModel(old_name="Asking", new_name="SuggestionRequest"),
        migrations.RenameField(model_name="suggestion", old_name="asking", new_name="request"),
        migrations.RenameField(model_name="suggestionrequest", old_name="asked_by", new_name="requested_by"),
        migrations.AlterField(
            model_name="suggestionrequest",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggestion_requests",
                to="articles.article",
            ),
        ),
        migrations.RenameIndex(
            model_name="suggestionrequest", old_name="asking_by_state", new_name="suggestionrequest_by_state"
        ),
        migrations.AddConstraint(
            model_name="suggestionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__lte", 100)), name="suggestionrequest_progress_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", list(JobState))), name="suggestionrequest_state_known"
            ),
        ),
    ]
