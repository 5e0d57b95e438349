"""Asking a language model over the API, reading what it suggests, and deciding on it."""

import pytest

from factcheck.enums import ClaimState, JobState, SuggestionState
from factcheck.suggestions.models import Asking, Suggestion
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def claim(article):
    return make.claim(article, state=ClaimState.OPEN)


@pytest.fixture
def model(settings):
    """A model is set; no worker calls it here."""
    settings.LLM_URL, settings.LLM_MODEL = "http://127.0.0.1:9/v1", "small-model"


def test_asking_makes_a_job_that_a_worker_takes(model, article, claim, editor):
    for path, kind, of in (
        (f"articles/{article.pk}/", "claims", None),
        (f"claims/{claim.pk}/", "wording", claim),
    ):
        answer = editor.post(f"{path}suggestions/", {"kind": kind})
        assert (answer.status_code, answer.json()["state"]) == (202, "queued")
        job = Asking.objects.get(pk=answer.json()["id"])
        assert (job.article, job.claim, job.kind) == (article, of, kind)
        assert editor.get(f"{path}suggestions/").json() == {"asking": answer.json(), "results": []}


def test_passages_are_asked_of_a_source_of_the_desk(model, team, claim, editor):
    source, other = (make.source(desk, text="It cost 3.1 million.") for desk in (team.desk, make.desk()))
    path = f"claims/{claim.pk}/suggestions/"
    assert editor.post(path, {"kind": "passages", "source": source.pk}).json()["source"] == source.pk
    refused = editor.post(path, {"kind": "passages", "source": other.pk})
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (404, ["source"])


@pytest.mark.parametrize(
    ("body", "status"), [({"kind": "verdict"}, 400), ({}, 400), ({"kind": "claims"}, 400)]
)
def test_what_cannot_be_asked_of_a_claim_is_refused(model, claim, editor, body, status):
    assert editor.post(f"claims/{claim.pk}/suggestions/", body).status_code == status


def test_without_a_model_nothing_is_asked(claim, editor):
    answer = editor.post(f"claims/{claim.pk}/suggestions/", {"kind": "wording"})
    assert answer.status_code == 409
    assert "LLM_URL" in answer.json()["error"]["message"]
    assert not Asking.objects.exists()


def test_what_waits_is_listed_and_decided(article, editor):
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


def test_the_last_asking_says_how_it_ended(article, editor):
    make.asking(article, state=JobState.FAILED, error="It took too long.")
    said = editor.get(f"articles/{article.pk}/suggestions/").json()["asking"]
    assert (said["state"], said["error"]) == ("failed", "It took too long.")


def test_who_may_not_edit_claims_may_read_and_not_ask_or_decide(model, team, article, claim):
    found, caller = make.suggestion(article), ApiClient(team.contributor)
    assert caller.get(f"articles/{article.pk}/suggestions/").json()["results"][0]["id"] == found.pk
    for path, body in (
        (f"claims/{claim.pk}/suggestions/", {"kind": "wording"}),
        (f"suggestions/{found.pk}/accept/", {}),
    ):
        refused = caller.post(path, body)
        assert refused.status_code == 403
        assert "need the role checker" in refused.json()["error"]["message"]


def test_to_a_stranger_and_to_nobody_there_is_no_such_thing(model, article, claim, stranger):
    found = make.suggestion(article)
    doors = [("GET", f"claims/{claim.pk}/suggestions/"), ("POST", f"suggestions/{found.pk}/dismiss/")]
    doors += [("GET", f"articles/{article.pk}/suggestions/")]
    for method, path in doors:
        assert stranger.call(method, path).status_code == 404
        assert ApiClient().call(method, path).status_code == 401
    assert stranger.post(f"claims/{claim.pk}/suggestions/", {"kind": "wording"}).status_code == 404
    assert Suggestion.objects.get().state == SuggestionState.OPEN
