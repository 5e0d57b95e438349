"""Answers to the critical questions of relations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("maps", "0007_undone_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CriticalAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme", models.SlugField(max_length=60)),
                ("question", models.SlugField(max_length=60)),
                ("note", models.TextField()),
                ("answered_at", models.DateTimeField(auto_now=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="critical_answers",
                        to="maps.maprelation",
                    ),
                ),
                (
                    "undercut",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maps.maprelation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relation", "scheme", "question"), name="criticalanswer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="criticalanswer_has_note"
                    ),
                ],
            },
        ),
    ]
