"""Premises and relations over the API: adding, listing, changing and withdrawing them, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.enums import ClaimState, RelationKind, Stance
from factcheck.maps.models import MapRelation, Premise
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def checker(team):
    return ApiClient(team.checker)


@pytest.fixture
def ids(article):
    """The ids in the map of a claim with a part, a piece of evidence, its relation, and another article's claim."""
    claim = make.claim(article, state=ClaimState.OPEN)
    make.claim(article, parent=claim)
    piece = make.evidence(claim, stance=Stance.SUPPORTS)
    return {
        "claim": f"c{claim.pk}",
        "evidence": f"e{piece.pk}",
        "link": f"e{piece.pk}-c{claim.pk}",
        "parts": f"parts-c{claim.pk}",
        "elsewhere": f"c{make.claim(make.article(article.desk)).pk}",
    }


def add_premise(caller, article, text="Archives are kept with care.", **more):
    response = caller.post("premises/", {"article": article.pk, "text": text, **more})
    assert response.status_code == 201, response.content
    return response.json()


def add_relation(caller, article, premises, target, kind="support", **more):
    body = {"article": article.pk, "kind": kind, "premises": premises, "target": target, **more}
    response = caller.post("relations/", body)
    assert response.status_code == 201, response.content
    return response.json()


def test_a_premise_is_added_changed_and_withdrawn(team, article, checker):
    response = checker.post("premises/", {"article": article.pk, "text": " Kept with care. "})
    added = response.json()
    assert response.headers["Location"] == f"/api/v1/premises/{added['id']}/"
    created_at = added.pop("created_at")
    assert added == {
        "id": added["id"],
        "map_id": f"p{added['id']}",
        "article": article.pk,
        "text": "Kept with care.",
        "base": 0.5,
        "active": True,
        "version": 1,
        "created_by": team.checker.pk,
    }
    path = f"premises/{added['id']}/"
    changed = checker.patch(path, {"text": "Kept badly.", "base": 0.2}).json()
    assert changed == added | {"text": "Kept badly.", "base": 0.2, "version": 2, "created_at": created_at}
    withdrawn = checker.patch(path, {"active": False, "version": 2}).json()
    assert (withdrawn["active"], withdrawn["version"]) == (False, 3)
    assert build_article_map(article).statements == ()
    assert ApiClient(team.viewer).get(path).json() == withdrawn


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("support", "claim"),
        ("attack", "evidence"),
        ("rephrase", "premise"),
        ("undercut", "link"),
        ("undercut", "parts"),
        ("undercut", "relation"),
    ],
)
def test_a_relation_to_any_kind_of_target_is_the_one_in_the_map(article, checker, ids, kind, target):
    first, second = add_premise(checker, article), add_premise(checker, article, "It is old.")
    ids["premise"] = second["map_id"]
    ids["relation"] = add_relation(checker, article, [second["map_id"]], ids["claim"])["map_id"]
    made = add_relation(checker, article, [first["map_id"]], ids[target], kind, base=0.7, scheme="Sign")
    assert (made["target"], made["premises"]) == (ids[target], [first["map_id"]])
    stored = build_article_map(article).relation[made["map_id"]]
    assert (stored.kind, stored.target, list(stored.premises)) == (kind, made["target"], made["premises"])
    assert (stored.base, stored.scheme) == (made["base"], made["scheme"]) == (0.7, "Sign")
    assert checker.get(f"relations/{made['id']}/").json() == made


def test_a_relation_is_changed_and_withdrawn(article, checker, ids):
    made = add_relation(
        checker, article, [add_premise(checker, article)["map_id"], ids["evidence"]], ids["claim"]
    )
    path = f"relations/{made['id']}/"
    changed = checker.patch(path, {"kind": "attack", "base": 0.4, "scheme": "Sign"}).json()
    assert changed == made | {"kind": "attack", "base": 0.4, "scheme": "Sign", "version": 2}
    assert checker.patch(path, {"active": False}).json()["active"] is False
    assert made["map_id"] not in build_article_map(article).relation
    assert checker.patch(path, {"active": True}).json()["version"] == 4
    assert made["map_id"] in build_article_map(article).relation


def test_lists_are_filtered_by_article_activity_and_kind(team, article, checker, ids):
    other = make.article(team.desk)
    kept, gone = add_premise(checker, article), add_premise(checker, article, "It is old.")
    elsewhere = add_premise(checker, other)
    checker.patch(f"premises/{gone['id']}/", {"active": False})
    support = add_relation(checker, article, [kept["map_id"]], ids["claim"])
    undercut = add_relation(checker, article, [ids["claim"], ids["evidence"]], support["map_id"], "undercut")

    def list_rows(path, **query):
        return [row["id"] for row in ApiClient(team.viewer).get(path, **query).json()["results"]]

    assert list_rows("premises/") == [kept["id"], gone["id"], elsewhere["id"]]
    assert list_rows("premises/", article=article.pk) == [kept["id"], gone["id"]]
    assert list_rows("premises/", article=article.pk, active="true") == [kept["id"]]
    assert list_rows("relations/", article=other.pk) == []
    assert list_rows("relations/", kind="undercut") == [undercut["id"]]
    assert checker.get("relations/").json()["results"] == [support, undercut]


def test_an_edit_of_an_old_version_is_refused_with_what_changed(team, article, checker, editor):
    premise = add_premise(checker, article)
    path = f"premises/{premise['id']}/"
    editor.patch(path, {"base": 0.9})
    response = checker.patch(path, {"text": "Mine.", "version": 1})
    assert (response.status_code, response.json()["error"]["code"]) == (409, "conflict")
    assert "set base to “0.9”" in response.json()["error"]["message"]
    assert Premise.objects.get().text == premise["text"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "nul\0"}, "text"),
        ({"text": 5}, "text"),
        ({"base": 0}, "base"),
        ({"base": 1}, "base"),
        ({"base": "0.5"}, "base"),
        ({"article": "1"}, "article"),
        ({"claim": 1}, "claim"),
    ],
)
def test_an_invalid_premise_is_refused_by_field(article, checker, changes, field):
    response = checker.post("premises/", {"article": article.pk, "text": "It is old."} | changes)
    assert response.status_code == 400
    assert field in response.json()["error"]["fields"]
    assert not Premise.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "defeat"}, "kind"),
        ({"kind": "undercut"}, "target"),
        ({"target": "{link}"}, "kind"),
        ({"target": "{elsewhere}"}, "target"),
        ({"target": "c0"}, "target"),
        ({"target": "x'; DROP"}, "target"),
        ({"target": "{evidence}"}, "target"),
        ({"premises": []}, "premises"),
        ({"premises": "{evidence}"}, "premises"),
        ({"premises": [5]}, "premises"),
        ({"premises": ["{elsewhere}"]}, "target"),
        ({"premises": ["{link}"]}, "target"),
        ({"kind": "rephrase", "premises": ["{evidence}", "{claim}"]}, "premises"),
        ({"base": 1.5}, "base"),
        ({"scheme": "x" * 121}, "scheme"),
    ],
)
def test_an_invalid_relation_is_refused_by_field(article, checker, ids, changes, field):
    def fill(value):
        if isinstance(value, list):
            return [fill(each) for each in value]
        return value.format(**ids) if isinstance(value, str) else value

    body = {"article": article.pk, "kind": "support", "premises": ["{evidence}"], "target": "{claim}"}
    response = checker.post("relations/", {name: fill(value) for name, value in (body | changes).items()})
    assert response.status_code == 400, response.content
    assert field in response.json()["error"]["fields"]
    assert not MapRelation.objects.exists()


def test_the_kind_of_a_relation_must_fit_its_target(article, checker, ids):
    made = add_relation(checker, article, [ids["evidence"]], ids["parts"], "undercut")
    response = checker.patch(f"relations/{made['id']}/", {"kind": "attack"})
    assert response.status_code == 400
    assert MapRelation.objects.get().kind == RelationKind.UNDERCUT


def test_target_and_premises_cannot_be_changed(article, checker, ids):
    made = add_relation(checker, article, [ids["evidence"]], ids["parts"], "undercut")
    for name in ("target", "premises", "article"):
        error = checker.patch(f"relations/{made['id']}/", {name: made[name]}).json()["error"]
        assert error["code"] == "unknown_field"


@pytest.mark.parametrize("noun", ["premises", "relations"])
def test_a_deletion_is_refused_and_says_what_to_do(article, checker, ids, noun):
    add_premise(checker, article)
    add_relation(checker, article, [ids["evidence"]], ids["link"], "undercut")
    row = checker.get(f"{noun}/").json()["results"][0]
    response = checker.call("DELETE", f"{noun}/{row['id']}/")
    assert response.status_code == 405
    assert "PATCH “active” to false" in response.json()["error"]["message"]


def test_the_number_of_queries_does_not_grow_with_the_relations(article, checker, ids):
    def count(path):
        with CaptureQueriesContext(connection) as captured:
            assert checker.get(path).status_code == 200
        return len(captured)

    premise = add_premise(checker, article)
    made = add_relation(checker, article, [premise["map_id"]], ids["claim"])
    few = [count("premises/"), count("relations/"), count(f"relations/{made['id']}/")]
    for _ in range(3):
        add_relation(checker, article, [premise["map_id"], ids["evidence"]], ids["parts"], "undercut")
        add_premise(checker, article)
    assert few == [2, 3, 3]
    assert [count("premises/"), count("relations/"), count(f"relations/{made['id']}/")] == few
