"""Rows that stored English sentences, which became messages with a code and parameters."""

from django.apps.registry import Apps
from django.utils import timezone

from factcheck.claims.models import Claim, SplitRun
from factcheck.exports.models import Export
from factcheck.review.models import SignOff, Verdict
from factcheck.stored_messages import free_text, message, status_message
from factcheck.suggestions.models import SuggestionRequest
from tests import factories as make


class StoredSentences:
    before = {
        "claims": "0009_split_run",
        "exports": "0001_initial",
        "suggestions": "0002_suggestion_requests",
        "review": "0011_judgement_constraints",
    }

    def __init__(self) -> None:
        team = make.team()
        self.claim = claim = make.claim(make.article(team.desk), reason="a number, attributed to Ann Berg")
        self.verdict = make.verdict(
            claim,
            stale_since=timezone.now(),
            stale_cause="Evidence went from active to withdrawn",
            stale_before="supported, 0.72",
            stale_after="What no pattern knows",
        )
        make.signoff(
            self.verdict,
            team.reviewer,
            dropped_at=timezone.now(),
            dropped_by=team.admin,
            dropped_because="It changed",
        )
        make.split_run(claim.article, error="The work stopped 3 workers and was given up.")
        make.export(claim.article, error="It broke unexpectedly: OSError: No space")
        make.suggestion_request(claim.article, error="The answer was 503.")

    def insert_old_rows(self, old_models: Apps) -> None:
        sentence = "a number, attributed to Ann Berg"
        assert old_models.get_model("claims", "Claim").objects.get(pk=self.claim.pk).reason == sentence
        old_verdict = old_models.get_model("review", "Verdict").objects.get(pk=self.verdict.pk)
        assert old_verdict.stale_before == "supported, 0.72"
        records = old_models.get_model("claims", "HistoricalClaim").objects.filter(id=self.claim.pk)
        assert {record.reason for record in records} == {sentence}
        run = old_models.get_model("claims", "SplitRun").objects.get()
        run.skipped = [[0, 5, "a heading"], [6, 9, "a question"]]
        run.save()

    def check(self) -> None:
        claim = Claim.objects.get(pk=self.claim.pk)
        number = message("worth.reasons", reasons=(message("worth.number"),))
        attributed = message("worth.attributed", reason=number, speaker="Ann Berg")
        assert claim.reason == attributed
        assert claim.history.first().reason == attributed
        verdict = Verdict.objects.get(pk=self.verdict.pk)
        assert verdict.stale_cause == message(
            "evidence_status_changed", before=status_message("active"), after=status_message("withdrawn")
        )
        assert str(verdict.stale_before) == "supported, 0.72"
        assert verdict.stale_before.code == "computed_verdict"
        assert verdict.stale_after == free_text("What no pattern knows")
        assert SignOff.objects.get().dropped_because == free_text("It changed")
        run = SplitRun.objects.get()
        assert run.error == message("job_abandoned", count=3)
        assert run.skipped == [[0, 5, {"code": "skipped.heading"}], [6, 9, {"code": "skipped.question"}]]
        assert Export.objects.get().error == message("job_crashed", error="OSError: No space")
        assert SuggestionRequest.objects.get().error == free_text("The answer was 503.")
