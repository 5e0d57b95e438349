"""Similarity judgements that named their checks by keys, which became references."""

from typing import Any

from django.apps.registry import Apps

from factcheck.enums import ClaimState
from factcheck.review.models import ExternalCheck, SimilarityJudgement
from tests import factories as make
from tests.factories import Team


def external_check(team: Team, text: str) -> ExternalCheck:
    return ExternalCheck.objects.create(
        desk=team.desk, text=text, publisher="Facts", url="https://facts.example/1", rating="Wrong"
    )


class JudgementKeys:
    before = {"review": "0008_standard_names"}

    def __init__(self) -> None:
        self.team = team = make.team()
        self.claim = claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
        self.verdict = make.verdict(make.claim(claim.article, state=ClaimState.PROPOSED))
        self.check_of_desk = external_check(team, "The bridge is old.")
        self.foreign_check = external_check(make.team(), "Bees sleep.")
        judged = {"desk": team.desk, "claim": claim, "judged_by": team.checker}
        self.valid = [
            SimilarityJudgement.objects.create(label="same", verdict=self.verdict, **judged),
            SimilarityJudgement.objects.create(label="similar", external_check=self.check_of_desk, **judged),
        ]

    def insert_old_rows(self, old_models: Apps) -> None:
        """Add judgements whose check does not exist, is of another desk, or is not named by the key at all."""
        judgements = old_models.get_model("review", "SimilarityJudgement").objects
        valid_keys = {f"v{self.verdict.pk}", f"f{self.check_of_desk.pk}"}
        assert set(judgements.values_list("key", flat=True)) == valid_keys
        team = self.team
        judged: dict[str, Any] = {
            "desk_id": team.desk.pk,
            "claim_id": self.claim.pk,
            "judged_by_id": team.checker.pk,
        }
        for key in ("v999999", f"f{self.foreign_check.pk}", "nonsense"):
            judgements.create(key=key, label="different", **judged)

    def check(self) -> None:
        columns = ("pk", "verdict_id", "external_check_id", "label", "judged_at")
        assert list(SimilarityJudgement.objects.order_by("pk").values_list(*columns)) == [
            tuple(getattr(row, column) for column in columns) for row in self.valid
        ]
