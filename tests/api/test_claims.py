import pytest

from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from tests import factories as make


@pytest.fixture
def article(team):
    return make.article(team.desk, text=make.TEXT)


def test_a_span_of_the_text_becomes_a_claim(article, editor):
    start = make.TEXT.index("Traffic has doubled")
    response = editor.post("claims/", {"article": article.pk, "start": start, "end": start + 30})

    data = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/claims/{data['id']}/"
    assert data["quote"] == make.TEXT[start : start + 30]
    assert (data["state"], data["origin"], data["number"]) == ("draft", "person", 1)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (0, 10_000), (33, 35)])
def test_spans_without_words_are_rejected(article, editor, start, end):
    response = editor.post("claims/", {"article": article.pk, "start": start, "end": end})
    assert response.status_code == 400
    assert "start" in response.json()["error"]["fields"]


@pytest.mark.parametrize("name", ["state", "number", "quote", "desk", "id", "colour"])
def test_read_only_fields_are_rejected_by_name(article, editor, name):
    claim = make.claim(article)
    for response in (
        editor.patch(f"claims/{claim.pk}/", {name: "open"}),
        editor.post("claims/", {"article": article.pk, "start": 0, "end": 11, name: "open"}),
    ):
        assert response.status_code == 400
        assert list(response.json()["error"]["fields"]) == [name]
    claim.refresh_from_db()
    assert claim.state == ClaimState.DRAFT


def test_the_wording_and_the_assignee_change(team, article, editor):
    claim = make.claim(article)
    changes = {"text": "The bridge was cheap.", "assignee": team.checker.pk}
    data = editor.patch(f"claims/{claim.pk}/", changes).json()
    assert {name: data[name] for name in changes} == changes
    assert editor.patch(f"claims/{claim.pk}/", {"assignee": None}).json()["assignee"] is None


def test_only_members_can_be_assigned_and_other_users_look_nonexistent(team, article, editor):
    claim = make.claim(article)
    responses = [editor.patch(f"claims/{claim.pk}/", {"assignee": pk}) for pk in (team.stranger.pk, 10**9)]
    assert [response.status_code for response in responses] == [404, 404]
    message = [response.json()["error"]["message"] for response in responses]
    assert message[0].replace(str(team.stranger.pk), "N") == message[1].replace(str(10**9), "N")


def test_a_claim_is_excluded_and_included_again(article, editor):
    claim = make.claim(article)
    data = editor.post(f"claims/{claim.pk}/set-aside/", {"why": "not_checkable"})
    assert data.json()["set_aside"] == "not_checkable"
    assert editor.get("claims/", set_aside="").json()["results"] == []
    assert editor.post(f"claims/{claim.pk}/put-back/").json()["set_aside"] == ""


def test_an_exclusion_requires_a_reason(article, editor):
    claim = make.claim(article)
    response = editor.post(f"claims/{claim.pk}/set-aside/", {"why": ""})
    assert response.status_code == 400
    assert "dropped" in response.json()["error"]["fields"]["why"]


def test_a_claim_is_read_with_its_evidence_ratings_verdicts_and_comments(team, article, editor):
    claim = make.claim(article, state=ClaimState.PROPOSED)
    evidence, comment = make.evidence(claim), make.comment(claim)
    expected = make.assessment(claim, team.reviewer)
    old, new = make.verdict(claim, "true"), make.verdict(claim, "false")

    data = editor.get(f"claims/{claim.pk}/").json()

    assert [row["id"] for row in data["evidence"]] == [evidence.pk]
    assert [row["id"] for row in data["comments"]] == [comment.pk]
    assert [row["id"] for row in data["assessments"]] == [expected.pk]
    assert [(row["id"], row["current"]) for row in data["verdicts"]] == [(old.pk, False), (new.pk, True)]
    assert data["rating"] == "false"


def test_claims_are_filtered(team, article, editor):
    first = make.claim(article, "The bridge cost 4.2 million pounds", check_worthiness=0.9)
    second = make.claim(article, "Traffic has doubled", state=ClaimState.OPEN, assignee=team.checker)
    third = make.claim(
        make.article(team.desk),
        set_aside=ExclusionReason.DROPPED,
        origin=CreatedBy.MACHINE,
        check_worthiness=0.1,
    )

    def found(**query):
        return [row["id"] for row in editor.get("claims/", **query).json()["results"]]

    assert found() == [first.pk, second.pk, third.pk]
    assert found(article=article.pk) == [first.pk, second.pk]
    assert found(state="open") == [second.pk]
    assert found(assignee=team.checker.pk) == [second.pk]
    assert found(min_check_worthiness=0.5) == [first.pk, second.pk]
    assert found(q="COST") == [first.pk]
    assert found(set_aside="dropped") == [third.pk]
    assert found(desk="elsewhere") == []
    assert found(article=article.pk, state="draft") == [first.pk]


def test_tags_are_replaced_and_filter_the_list(team, article, editor):
    claim, other = make.claims(article, 2)
    tagged = editor.post(f"claims/{claim.pk}/tags/", {"tags": ["money", "  Wind   power "]})
    assert tagged.json()["tags"] == ["money", "Wind power"]
    assert editor.post(f"claims/{claim.pk}/tags/", {"tags": ["WIND POWER"]}).json()["tags"] == ["Wind power"]
    assert [row["id"] for row in editor.get("claims/", tag="wind power").json()["results"]] == [claim.pk]
    assert editor.get("claims/", tag="money").json()["results"] == []
    assert editor.get(f"claims/{other.pk}/").json()["tags"] == []
    assert editor.post(f"claims/{claim.pk}/tags/", {"tags": []}).json()["tags"] == []


@pytest.mark.parametrize(
    ("tags", "field"),
    [
        ([" "], "tags"),
        ("energy", "tags"),
        ([1], "tags"),
        (["x" * 41], "name"),
        (["\u200b"], "name"),
        (None, "tags"),
    ],
)
def test_invalid_tags_are_rejected(article, editor, tags, field):
    response = editor.post(f"claims/{make.claim(article).pk}/tags/", {"tags": tags})
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == [field]


def test_tags_of_another_desk_match_nothing(team, article, editor):
    elsewhere = make.claim(make.article(make.desk()))
    make.tag(elsewhere.desk, "energy", elsewhere)
    assert editor.get("claims/", tag="energy").json()["results"] == []
    assert editor.get("search/", desk=team.desk.slug, q="bridge", tag="energy").status_code == 404


def test_search_filters_by_tag(team, article, editor):
    claim, _other = make.claim(article, "The bridge cost 4.2"), make.claim(article, "The harbour bridge")
    make.tag(team.desk, "Money", claim)
    results = editor.get("search/", q="bridge", kind="claim", tag="money").json()["results"]
    assert [hit["id"] for hit in results] == [claim.pk]


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ({"state": "opne"}, "draft, open, rating"),
        ({"article": "first"}, "integer"),
        ({"article": 2**63}, "9223372036854775807"),
        ({"min_check_worthiness": "nan"}, "number"),
        ({"min_check_worthiness": "2"}, "1"),
        ({"page_size": 201}, "200"),
        ({"page_size": 0}, "1"),
        ({"cursor": "xyz"}, "next"),
        ({"cursor": f"after-{2**63}"}, "next"),
        ({"q": "a\u0000"}, "Null"),
        ({"stat": "open"}, "not known here"),
        ({"state": ["open", "draft"]}, "once"),
    ],
)
def test_an_invalid_filter_is_rejected_with_the_valid_values(editor, query, right):
    response = editor.get("claims/", **query)
    error = response.json()["error"]
    assert response.status_code == 400
    assert list(error["fields"]) == list(query)
    assert right in error["fields"][next(iter(query))]
