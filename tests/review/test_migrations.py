"""Similarity judgements of an existing installation become references to their checks."""

from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.review.models import ExternalCheck, SimilarityJudgement
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db(transaction=True)


def external_check(team: Team, text: str) -> ExternalCheck:
    return ExternalCheck.objects.create(
        desk=team.desk, text=text, publisher="Facts", url="https://facts.example/1", rating="Wrong"
    )


def migrate_back() -> Apps:
    """Migrate to the state before the keys were converted, and return its models."""
    call_command("migrate", "review", "0008_standard_names", verbosity=0)
    return MigrationExecutor(connection).loader.project_state([("review", "0008_standard_names")]).apps


def insert_judgements(old_models: Apps, team: Team, claim: Claim, keys: list[str]) -> None:
    judged: dict[str, Any] = {"desk_id": team.desk.pk, "claim_id": claim.pk, "judged_by_id": team.checker.pk}
    for key in keys:
        old_models.get_model("review", "SimilarityJudgement").objects.create(
            key=key, label="different", **judged
        )


# One test, because going back and forward takes some seconds on every database.
def test_keys_become_references_and_judgements_without_a_check_are_deleted(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    verdict = make.verdict(make.claim(claim.article, state=ClaimState.PROPOSED))
    check, foreign = external_check(team, "The bridge is old."), external_check(make.team(), "Bees sleep.")
    judged = {"desk": team.desk, "claim": claim, "judged_by": team.checker}
    kept = [
        SimilarityJudgement.objects.create(label="same", verdict=verdict, **judged),
        SimilarityJudgement.objects.create(label="similar", external_check=check, **judged),
    ]
    old_models = migrate_back()
    try:
        old_keys = old_models.get_model("review", "SimilarityJudgement").objects.values_list("key", flat=True)
        assert set(old_keys) == {f"v{verdict.pk}", f"f{check.pk}"}
        insert_judgements(old_models, team, claim, ["v999999", f"f{foreign.pk}", "nonsense"])
    finally:
        call_command("migrate", verbosity=0)

    columns = ("pk", "verdict_id", "external_check_id", "label", "judged_at")
    assert list(SimilarityJudgement.objects.order_by("pk").values_list(*columns)) == [
        tuple(getattr(row, column) for column in columns) for row in kept
    ]
    assert "Deleted 3 similarity judgements" in capsys.readouterr().out
