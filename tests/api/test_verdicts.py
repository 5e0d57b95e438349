import datetime as dt

import pytest
from django.utils import timezone

from factcheck.enums import ClaimState, EvidenceStatus
from tests import factories as make


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), state=ClaimState.REVEALED)


@pytest.fixture
def body(claim):
    return {"claim": claim.pk, "rating": "false", "reasons": "The books say 3.1 million."}


def test_proposing_a_verdict_changes_the_state_of_the_claim(team, claim, editor, body):
    make.evidence(claim)
    response = editor.post("verdicts/", body | {"as_of": "2026-01-31"})
    data = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/verdicts/{data['id']}/"
    assert (data["number"], data["current"], data["rating"], data["as_of"]) == (
        1,
        True,
        "false",
        "2026-01-31",
    )
    assert editor.get(f"claims/{claim.pk}/").json()["state"] == "proposed"


def test_a_second_verdict_is_a_new_version(claim, editor, body):
    make.evidence(claim)
    first = editor.post("verdicts/", body).json()
    second = editor.post("verdicts/", body | {"rating": "mostly-false"}).json()
    assert second["number"] == 2
    assert editor.get(f"verdicts/{first['id']}/").json()["current"] is False
    rows = editor.get("verdicts/", claim=claim.pk, current="true").json()["results"]
    assert [row["id"] for row in rows] == [second["id"]]


def test_a_rating_that_needs_evidence_is_rejected_without_counted_evidence(claim, editor, body):
    make.evidence(claim, lifecycle=EvidenceStatus.WITHDRAWN)
    response = editor.post("verdicts/", body)
    assert response.status_code == 409
    assert "evidence" in response.json()["error"]["message"]
    assert editor.post("verdicts/", body | {"rating": "unproven"}).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rating": "rubbish"}, "rating"),
        ({"reasons": " "}, "reasons"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"as_of": str(timezone.now().date() + dt.timedelta(days=9))}, "as_of"),
        ({"state": "approved"}, "state"),
        ({"number": 7}, "number"),
    ],
)
def test_an_invalid_verdict_is_rejected_by_field(claim, editor, body, change, field):
    make.evidence(claim)
    response = editor.post("verdicts/", body | change)
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == [field]


def test_a_claim_that_is_not_revealed_is_a_conflict(team, claim, editor, body):
    draft = make.claim(claim.article)
    assert editor.post("verdicts/", body | {"claim": draft.pk}).status_code == 409


def test_a_rating_that_differs_from_the_map_requires_a_reason(claim, editor, body):
    make.evidence(claim, stance="supports", strength=0.9)
    response = editor.post("verdicts/", body)
    assert response.status_code == 400
    assert "The map computes" in response.json()["error"]["fields"]["departure"]
    data = editor.post("verdicts/", body | {"departure": "The source is a satire."}).json()
    assert data["departure"] == "The source is a satire."


def test_an_excluded_claim_is_a_conflict(claim, editor, body):
    aside = make.claim(claim.article, state=ClaimState.REVEALED, set_aside="dropped")
    response = editor.post("verdicts/", body | {"claim": aside.pk})
    assert response.status_code == 409
    assert "Restore it first" in response.json()["error"]["message"]


def test_a_verdict_cannot_be_edited(claim, editor):
    response = editor.patch(f"verdicts/{make.verdict(claim).pk}/", {"rating": "true"})
    assert response.status_code == 405
    assert "new version" in response.json()["error"]["message"]


def test_a_verdict_lists_who_changed_what_it_rests_on(team, editor):
    verdict = make.verdict(make.claim(make.article(team.desk), state=ClaimState.PROPOSED))
    editor.patch(f"claims/{verdict.claim_id}/", {"text": "The bridge cost nothing."})
    body = editor.get(f"verdicts/{verdict.pk}/").json()
    (change,) = body["changes"]
    assert (change["part"], change["changed_by"]) == (f"c{verdict.claim_id}.text", team.editor.pk)
    assert body["origin"] == "person"
