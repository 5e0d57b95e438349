# Five models take the terms of the glossary. Tables and columns are renamed in place; no row is rewritten.
#
# Constraints are dropped first and added again under the new names: a constraint on a renamed column would still
# refer to the old one when SQLite rebuilds the table.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT
RENAMED = {
    "EarlierCheck": "ExternalCheck",
    "Likeness": "SimilarityJudgement",
    "Lookback": "PriorCheckScan",
    "Resemblance": "PriorCheckSuggestion",
    "Reviewing": "ReviewerAssignment",
    "HistoricalReviewing": "HistoricalReviewerAssignment",
}


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_split_run"),
        ("review", "0007_looking_back"),
    ]

    operations = [
        migrations.RemoveConstraint("earliercheck", "earlier_check_once_per_desk"),
        migrations.RemoveConstraint("resemblance", "resemblance_of_one_check"),
        migrations.RemoveConstraint("reviewing", "reviewing_once_per_claim"),
        migrations.RemoveConstraint("reviewing", "reviewing_recused_has_reason"),
        migrations.RemoveConstraint("reviewing", "reviewing_assigned_or_recused"),
        *(migrations.RenameModel(old, new) for old, new in RENAMED.items()),
        migrations.RenameField("similarityjudgement", "alike", "label"),
        migrations.RenameField("priorcheckscan", "splitting", "split_run"),
        migrations.RenameField("priorchecksuggestion", "check_of_feed", "external_check"),
        migrations.RenameField("priorchecksuggestion", "sureness", "certainty"),
        migrations.AlterModelOptions(
            "historicalreviewerassignment",
            {
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical reviewer assignment",
                "verbose_name_plural": "historical reviewer assignments",
            },
        ),
        migrations.AlterField(
            "similarityjudgement",
            "claim",
            models.ForeignKey(on_delete=CASCADE, related_name="similarity_judgements", to="claims.claim"),
        ),
        migrations.AlterField(
            "priorcheckscan",
            "split_run",
            models.OneToOneField(on_delete=CASCADE, related_name="prior_check_scan", to="claims.splitrun"),
        ),
        migrations.AlterField(
            "priorchecksuggestion",
            "claim",
            models.OneToOneField(on_delete=CASCADE, related_name="prior_check_suggestion", to="claims.claim"),
        ),
        migrations.AlterField(
            "reviewerassignment",
            "claim",
            models.ForeignKey(on_delete=CASCADE, related_name="reviewer_assignments", to="claims.claim"),
        ),
        migrations.AlterField(
            "reviewerassignment",
            "reviewer",
            models.ForeignKey(
                on_delete=PROTECT, related_name="reviewer_assignments", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            "externalcheck",
            models.UniqueConstraint(fields=["desk", "url", "text"], name="externalcheck_once_per_desk"),
        ),
        migrations.AddConstraint(
            "priorchecksuggestion",
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) ^ Q(external_check__isnull=True),
                name="priorchecksuggestion_of_one_check",
            ),
        ),
        migrations.AddConstraint(
            "reviewerassignment",
            models.UniqueConstraint(fields=["claim", "reviewer"], name="reviewerassignment_once_per_claim"),
        ),
        migrations.AddConstraint(
            "reviewerassignment",
            models.CheckConstraint(
                condition=Q(recused_at__isnull=True) | ~Q(recused_reason=""),
                name="reviewerassignment_recused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            "reviewerassignment",
            models.CheckConstraint(
                condition=Q(assigned_by__isnull=False) | Q(recused_at__isnull=False),
                name="reviewerassignment_assigned_or_recused",
            ),
        ),
    ]
