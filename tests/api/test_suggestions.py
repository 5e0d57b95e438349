"""Suggestions over the API: requesting, reading, accepting and dismissing them."""

import pytest

from factcheck.enums import ClaimState, JobState, SuggestionState
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def claim(article):
    return make.claim(article, state=ClaimState.OPEN)


@pytest.fixture
def model(settings):
    """A model is set; no worker calls it here."""
    settings.LLM_URL, settings.LLM_MODEL = "http://127.0.0.1:9/v1", "small-model"


def test_a_request_creates_a_job_for_a_worker(model, article, claim, editor):
    for path, kind, of in (
        (f"articles/{article.pk}/", "claims", None),
        (f"claims/{claim.pk}/", "wording", claim),
    ):
        response = editor.post(f"{path}suggestions/", {"kind": kind})
        assert (response.status_code, response.json()["state"]) == (202, "queued")
        job = SuggestionRequest.objects.get(pk=response.json()["id"])
        assert (job.article, job.claim, job.kind) == (article, of, kind)
        assert editor.get(f"{path}suggestions/").json() == {"asking": response.json(), "results": []}


def test_passages_are_requested_from_a_source_of_the_desk(model, team, claim, editor):
    source, other = (make.source(desk, text="It cost 3.1 million.") for desk in (team.desk, make.desk()))
    path = f"claims/{claim.pk}/suggestions/"
    assert editor.post(path, {"kind": "passages", "source": source.pk}).json()["source"] == source.pk
    error = editor.post(path, {"kind": "passages", "source": other.pk})
    assert (error.status_code, list(error.json()["error"]["fields"])) == (404, ["source"])


@pytest.mark.parametrize(
    ("body", "status"), [({"kind": "verdict"}, 400), ({}, 400), ({"kind": "claims"}, 400)]
)
def test_a_kind_that_does_not_fit_a_claim_is_rejected(model, claim, editor, body, status):
    assert editor.post(f"claims/{claim.pk}/suggestions/", body).status_code == status


def test_without_a_model_no_request_is_created(claim, editor):
    response = editor.post(f"claims/{claim.pk}/suggestions/", {"kind": "wording"})
    assert response.status_code == 409
    assert "LLM_URL" in response.json()["error"]["message"]
    assert not SuggestionRequest.objects.exists()


def test_undecided_suggestions_are_listed_and_decided(article, editor):
    good, bad = (
        make.suggestion(article, quote) for quote in ("The harbour bridge", "It carries 160,000 vehicles")
    )
    path = f"articles/{article.pk}/suggestions/"
    assert [row["id"] for row in editor.get(path).json()["results"]] == [good.pk, bad.pk]
    assert editor.post(f"suggestions/{good.pk}/accept/").json()["state"] == "accepted"
    assert editor.post(f"suggestions/{bad.pk}/dismiss/").json()["state"] == "dismissed"
    assert article.claims.get().quote == "The harbour bridge"
    assert editor.get(path).json()["results"] == []
    assert editor.post(f"suggestions/{bad.pk}/accept/").status_code == 409


def test_the_latest_request_has_its_error(article, editor):
    make.suggestion_request(article, state=JobState.FAILED, error="It took too long.")
    data = editor.get(f"articles/{article.pk}/suggestions/").json()["asking"]
    assert (data["state"], data["error"]) == ("failed", "It took too long.")


def test_a_role_that_cannot_edit_claims_can_only_read(model, team, article, claim):
    found, caller = make.suggestion(article), ApiClient(team.contributor)
    assert caller.get(f"articles/{article.pk}/suggestions/").json()["results"][0]["id"] == found.pk
    for path, body in (
        (f"claims/{claim.pk}/suggestions/", {"kind": "wording"}),
        (f"suggestions/{found.pk}/accept/", {}),
    ):
        error = caller.post(path, body)
        assert error.status_code == 403
        assert "need the role checker" in error.json()["error"]["message"]


def test_others_get_not_found_and_anonymous_callers_401(model, article, claim, stranger):
    found = make.suggestion(article)
    doors = [("GET", f"claims/{claim.pk}/suggestions/"), ("POST", f"suggestions/{found.pk}/dismiss/")]
    doors += [("GET", f"articles/{article.pk}/suggestions/")]
    for method, path in doors:
        assert stranger.call(method, path).status_code == 404
        assert ApiClient().call(method, path).status_code == 401
    assert stranger.post(f"claims/{claim.pk}/suggestions/", {"kind": "wording"}).status_code == 404
    assert Suggestion.objects.get().state == SuggestionState.OPEN
