"""The scan of new split runs: which claims get the suggestion of an earlier check, and when it is hidden."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from factcheck.actions import prior_checks
from factcheck.actions.prior_checks import label_pair, scan_new_runs
from factcheck.articles.models import Article
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ClaimState, ExclusionReason, JobState, SimilarityLabel
from factcheck.review.models import ExternalCheck, PriorCheckSuggestion, Verdict
from factcheck.review.prior_check_scan import load_suggestions
from factcheck.review.prior_checks import PriorCheckMatch
from tests import factories as make
from tests.factories import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("found_by")]

TEXT = "The harbour bridge cost 4.2 million pounds to build."
NEARLY = "The harbour bridge cost 4.2 million pounds to build in 1931."
OTHER = "Bees sleep in winter under snow."


@pytest.fixture
def check(team: Team) -> ExternalCheck:
    """Of the desk's feed, beside others."""
    made = _of_feed(team, NEARLY)
    _of_feed(team, OTHER)
    return made


def _of_feed(team: Team, text: str) -> ExternalCheck:
    return ExternalCheck.objects.create(
        desk=team.desk, text=text, publisher="Facts", url=f"https://facts.example/{len(text)}", rating="Wrong"
    )


def split(article: Article) -> SplitRun:
    return make.split_run(article, state=JobState.DONE, finished_at=timezone.now())


def suggestion_for(claim: Claim) -> tuple[Verdict | ExternalCheck | None, str] | None:
    suggestion = load_suggestions([claim]).get(claim.pk)
    return (suggestion.verdict or suggestion.external_check, suggestion.rating) if suggestion else None


def test_a_claim_similar_to_an_external_check_gets_a_suggestion(
    article: Article, check: ExternalCheck
) -> None:
    alike, other = make.claim(article, text=TEXT), make.claim(article, text="Traffic has doubled.")
    split(article)
    assert scan_new_runs() == 1
    assert suggestion_for(alike) == (check, "Wrong")
    assert suggestion_for(other) is None


def test_a_claim_similar_to_a_verdict_gets_a_suggestion_while_it_is_current(
    team: Team, article: Article, check: ExternalCheck
) -> None:
    exact = make.claim(make.article(team.desk), text=TEXT, state=ClaimState.PROPOSED)
    verdict = make.verdict(exact, "true")
    claim = make.claim(article, text=TEXT)
    split(article)
    scan_new_runs()
    assert suggestion_for(claim) == (verdict, "True")
    make.verdict(exact, "false")
    assert suggestion_for(claim) is None  # that verdict is no longer current


def test_checks_of_other_desks_are_not_suggested(article: Article) -> None:
    _of_feed(make.team(), NEARLY)
    claim = make.claim(article, text=TEXT)
    split(article)
    scan_new_runs()
    assert suggestion_for(claim) is None


def test_a_run_is_scanned_once_until_it_is_started_again(article: Article, check: ExternalCheck) -> None:
    run = split(article)
    assert (scan_new_runs(), scan_new_runs()) == (1, 0)
    late = make.claim(article, text=TEXT)
    run.finished_at += dt.timedelta(seconds=1)
    run.save()
    assert scan_new_runs() == 1
    assert suggestion_for(late)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.FAILED])
def test_a_run_that_is_not_finished_is_not_scanned(article: Article, state: JobState) -> None:
    make.split_run(article, state=state)
    assert scan_new_runs() == 0


def test_an_excluded_claim_gets_no_suggestion(article: Article, check: ExternalCheck) -> None:
    make.claim(article, text=TEXT, set_aside=ExclusionReason.DROPPED)
    split(article)
    scan_new_runs()
    assert not PriorCheckSuggestion.objects.exists()


def test_a_suggestion_judged_different_is_hidden(team: Team, article: Article, check: ExternalCheck) -> None:
    claim = make.claim(article, text=TEXT)
    split(article)
    scan_new_runs()
    label_pair(team.checker, claim=claim, key=f"f{check.pk}", label=SimilarityLabel.SIMILAR)
    assert suggestion_for(claim)
    label_pair(team.checker, claim=claim, key=f"f{check.pk}", label=SimilarityLabel.DIFFERENT)
    assert suggestion_for(claim) is None


def test_the_card_beside_the_article_shows_the_suggestion(
    client: Client, team: Team, article: Article, check: ExternalCheck
) -> None:
    make.claim(article, text=TEXT)
    split(article)
    client.force_login(team.viewer)
    assert "Earlier check" not in client.get(f"/articles/{article.pk}/").content.decode()
    scan_new_runs()
    assert "Earlier check: Wrong" in client.get(f"/articles/{article.pk}/").content.decode()


def test_a_suggestion_refers_to_exactly_one_check(article: Article, check: ExternalCheck) -> None:
    claim = make.claim(article)
    verdict = make.verdict(make.claim(article, state=ClaimState.PROPOSED))
    for ends in ({}, {"verdict": verdict, "external_check": check}):
        with pytest.raises(Exception, match="priorchecksuggestion_of_one_check"), transaction.atomic():
            PriorCheckSuggestion.objects.create(
                desk=article.desk, claim=claim, certainty=1, method="test/1", **ends
            )


def test_a_claim_deleted_during_the_scan_is_left_out(
    article: Article, check: ExternalCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, stays = make.claim(article, text=TEXT), make.claim(article, text=NEARLY)
    search = prior_checks.find_for_claim

    def delete_and_search(claim: Claim) -> list[PriorCheckMatch]:
        Claim.objects.filter(pk=gone.pk).delete()
        return search(claim)

    monkeypatch.setattr(prior_checks, "find_for_claim", delete_and_search)
    split(article)
    assert scan_new_runs() == 1
    assert [row.claim_id for row in PriorCheckSuggestion.objects.all()] == [stays.pk]
