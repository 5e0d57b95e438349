"""Fix the quorum of the ratings that are running: the one in force now, and more than have rated already.

A desk that lowered its quorum can have claims with more ratings than it; they are revealed by the next one.
"""

from typing import Any

from django.db import migrations

from factcheck.enums import ClaimState


def fix_quorums(apps: Any, schema_editor: Any) -> None:
    claims = apps.get_model("claims", "Claim").objects.filter(state=ClaimState.RATING, quorum_at_start=None)
    for claim in claims.select_related("desk"):
        claim.quorum_at_start = max(claim.quorum or claim.desk.quorum, claim.assessments.count() + 1)
        claim.save(update_fields=["quorum_at_start"])


class Migration(migrations.Migration):
    dependencies = [("review", "0017_changes_since_the_proposal"), ("claims", "0015_quorum_at_start")]
    operations = [migrations.RunPython(fix_quorums, migrations.RunPython.noop)]
