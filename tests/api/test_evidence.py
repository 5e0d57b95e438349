import pytest

from factcheck.evidence.models import Evidence
from tests import factories as make


@pytest.fixture
def body(claim):
    quote = "The books show a cost of 3.1 million pounds."
    return {"claim": claim.pk, "source": make.source(claim.desk).pk, "quote": quote, "stance": "refutes"}


def test_evidence_is_linked_to_a_claim(team, claim, editor, body):
    answer = editor.post("evidence/", body)
    said = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/evidence/{said['id']}/"
    assert {name: said[name] for name in body} == body
    assert (said["strength"], said["lifecycle"], said["created_by"]) == (0.5, "active", team.editor.pk)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"stance": "likes"}, "supports, refutes, context"),
        ({"strength": 1}, "0.99"),
        ({"strength": "strong"}, "number"),
        ({"strength": True}, "number"),
        ({"quote": "  "}, "blank"),
        ({"quote": ["words"]}, "string"),
        ({"lifecycle": "withdrawn"}, "cannot be given"),
        ({"claim": "first"}, "integer"),
        ({"claim": 1.5}, "integer"),
        ({"claim": 2**63}, "9223372036854775807"),
        ({"claim": 2**200}, "integer"),
    ],
)
def test_what_is_no_evidence_is_refused_by_field(claim, editor, body, change, right):
    answer = editor.post("evidence/", body | change)
    assert answer.status_code == 400
    assert right in answer.json()["error"]["fields"][next(iter(change))]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("field", ["claim", "source"])
def test_another_desks_claims_and_sources_do_not_exist(team, claim, stranger, editor, body, field):
    desk = team.stranger.memberships.get().desk
    foreign = {"claim": make.claim(make.article(desk)), "source": make.source(desk)}[field]
    answers = [editor.post("evidence/", body | {field: pk}) for pk in (foreign.pk, 10**12)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert list(answers[0].json()["error"]["fields"]) == [field]


def test_evidence_is_withdrawn_and_stays_visible(claim, editor):
    evidence = make.evidence(claim)
    said = editor.patch(f"evidence/{evidence.pk}/", {"lifecycle": "withdrawn"}).json()
    assert said["lifecycle"] == "withdrawn"
    assert editor.get("evidence/", lifecycle="withdrawn").json()["results"] == [said]
    assert editor.get("evidence/", lifecycle="active").json()["results"] == []


def test_deleting_evidence_is_refused_with_what_to_do_instead(claim, editor):
    answer = editor.call("DELETE", f"evidence/{make.evidence(claim).pk}/")
    assert answer.status_code == 405
    assert "withdrawn" in answer.json()["error"]["message"]
    assert "DELETE" not in answer["Allow"]


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
    answer = editor.post("sources/", body)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in body} == body
    said = editor.patch(f"sources/{answer.json()['id']}/", {"origin": "city"}).json()
    assert (said["origin"], said["title"]) == ("city", "City archive")
    assert editor.get("sources/", q="archive").json()["results"] == [said]


@pytest.mark.parametrize(
    "change", [{"title": " "}, {"url": "data:text/html,x"}, {"published_on": "May"}, {"colour": "red"}]
)
def test_what_is_no_source_is_refused_by_field(editor, change):
    answer = editor.post("sources/", {"title": "City archive"} | change)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == list(change)
