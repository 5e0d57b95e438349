import pytest

from factcheck.evidence.models import Evidence
from tests import factories as make


@pytest.fixture
def body(claim):
    quote = "The books show a cost of 3.1 million pounds."
    return {"claim": claim.pk, "source": make.source(claim.desk).pk, "quote": quote, "stance": "refutes"}


def test_evidence_is_linked_to_a_claim(team, claim, editor, body):
    response = editor.post("evidence/", body)
    data = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/evidence/{data['id']}/"
    assert {name: data[name] for name in body} == body
    assert (data["strength"], data["lifecycle"], data["created_by"]) == (0.4, "active", team.editor.pk)


def test_the_strength_follows_from_the_appraisal(claim, editor, body):
    editor.patch(f"sources/{body['source']}/", {"kind": "primary_record"})
    answers = {"directness": "direct", "independence": "independent", "recency": "dated"}
    data = editor.post("evidence/", body | answers).json()
    assert {name: data[name] for name in answers} == answers
    assert (data["strength"], data["strength_reason"], data["interest"]) == (0.8, "", "")


def test_another_strength_than_the_appraisal_gives_needs_a_reason(claim, editor, body):
    wanted = body | {"directness": "direct", "strength": 0.7}
    refused = editor.post("evidence/", wanted)
    assert (refused.status_code, "0.40" in refused.json()["error"]["fields"]["strength_reason"]) == (
        400,
        True,
    )
    accepted = editor.post("evidence/", wanted | {"strength_reason": "Two witnesses sign it."}).json()
    assert (accepted["strength"], accepted["strength_reason"]) == (0.7, "Two witnesses sign it.")


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"directness": "sideways"}, "direct, indirect"),
        ({"stance": "likes"}, "supports, refutes, context"),
        ({"strength": 1}, "0.99"),
        ({"strength": "strong"}, "number"),
        ({"strength": True}, "number"),
        ({"quote": "  "}, "blank"),
        ({"quote": ["words"]}, "string"),
        ({"lifecycle": "withdrawn"}, "not known here"),
        ({"claim": "first"}, "integer"),
        ({"claim": 1.5}, "integer"),
        ({"claim": 2**63}, "9223372036854775807"),
        ({"claim": 2**200}, "integer"),
    ],
)
def test_invalid_evidence_is_rejected_by_field(claim, editor, body, change, right):
    response = editor.post("evidence/", body | change)
    assert response.status_code == 400
    assert right in response.json()["error"]["fields"][next(iter(change))]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("field", ["claim", "source"])
def test_claims_and_sources_of_another_desk_are_not_found(team, claim, stranger, editor, body, field):
    desk = team.stranger.memberships.get().desk
    foreign = {"claim": make.claim(make.article(desk)), "source": make.source(desk)}[field]
    responses = [editor.post("evidence/", body | {field: pk}) for pk in (foreign.pk, 10**12)]
    assert [response.status_code for response in responses] == [404, 404]
    assert list(responses[0].json()["error"]["fields"]) == [field]


def test_evidence_is_withdrawn_and_stays_visible(claim, editor):
    evidence = make.evidence(claim)
    data = editor.patch(f"evidence/{evidence.pk}/", {"lifecycle": "withdrawn"}).json()
    assert data["lifecycle"] == "withdrawn"
    assert editor.get("evidence/", lifecycle="withdrawn").json()["results"] == [data]
    assert editor.get("evidence/", lifecycle="active").json()["results"] == []


def test_deleting_evidence_is_rejected_with_the_alternative(claim, editor):
    response = editor.call("DELETE", f"evidence/{make.evidence(claim).pk}/")
    assert response.status_code == 405
    assert "withdrawn" in response.json()["error"]["message"]
    assert "DELETE" not in response["Allow"]


def test_evidence_is_filtered_by_claim_source_and_stance(claim, editor):
    first = make.evidence(claim, stance="supports")
    second = make.evidence(make.claim(claim.article))

    def found(**query):
        return [row["id"] for row in editor.get("evidence/", **query).json()["results"]]

    assert found(claim=claim.pk) == [first.pk]
    assert found(source=second.source_id) == [second.pk]
    assert found(stance="supports") == [first.pk]


def test_a_source_is_added_and_changed(team, editor):
    body = {"title": "City archive", "url": "https://archive.example/1", "published_on": "1931-05-01"}
    response = editor.post("sources/", body)
    assert response.status_code == 201
    assert {name: response.json()[name] for name in body} == body
    data = editor.patch(f"sources/{response.json()['id']}/", {"origin": "city"}).json()
    assert (data["origin"], data["title"]) == ("city", "City archive")
    assert editor.get("sources/", q="archive").json()["results"] == [data]


@pytest.mark.parametrize(
    "change", [{"title": " "}, {"url": "data:text/html,x"}, {"published_on": "May"}, {"colour": "red"}]
)
def test_an_invalid_source_is_rejected_by_field(editor, change):
    response = editor.post("sources/", {"title": "City archive"} | change)
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == list(change)
