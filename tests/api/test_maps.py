"""The argument map over the API: strengths, parts of it, and its ETag."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions.claims import edit_claim
from factcheck.actions.maps import add_premise, add_relation
from factcheck.argument.explanation import explain
from factcheck.argument.semantics import SEMANTICS, evaluate
from factcheck.enums import ClaimState, EvidenceStatus, RelationKind, Stance
from factcheck.maps.computed_verdicts import evaluate_map
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.api.client import ApiClient

SUPPORTS = Stance.SUPPORTS


def make_claim(article, **fields):
    return make.claim(article, state=ClaimState.OPEN, **fields)


def support(article, premise, target, kind=RelationKind.SUPPORT, **more):
    actor = make.member(article.desk, "checker")
    return add_relation(actor, article=article, kind=kind, premises=[premise], target=target, **more)


def get_map(caller, article, **query):
    response = caller.get(f"articles/{article.pk}/map/", **query)
    assert response.status_code == 200, response.content
    return response.json()


def by_id(items):
    return {item["id"]: item for item in items}


def list_ids(data):
    return {item["id"] for item in data["statements"]}


@pytest.fixture
def chain(team, article):
    """The claims of a chain of three, a draft under the last, evidence under each; the first is the conclusion."""
    claims = [make_claim(article) for _ in range(3)]
    claims.append(make.claim(article))
    for number, claim in enumerate(claims):
        make.evidence(claim, stance=SUPPORTS, strength=0.3 + number / 10)
    for target, premise in pairwise(claims):
        support(article, f"c{premise.pk}", f"c{target.pk}")
    return claims


@pytest.mark.parametrize("semantics", ["", *SEMANTICS])
def test_statements_and_relations_have_the_strengths_of_the_evaluation(
    team, article, editor, chain, semantics
):
    link = build_article_map(article).relations[0].id
    undercut = support(article, f"c{chain[0].pk}", link, RelationKind.UNDERCUT)
    graph = build_article_map(article)
    expected = evaluate(graph, semantics) if semantics else evaluate_map(graph, team.desk)
    data = get_map(editor, article, **({"semantics": semantics} if semantics else {}))
    assert data["semantics"] == expected.semantics
    assert f"r{undercut.pk}" in by_id(data["relations"])
    for item in (*data["statements"], *data["relations"]):
        assert item["strength"] == pytest.approx(expected.strength[item["id"]])
    for item in data["statements"]:
        is_claim = item["kind"] == "claim"
        assert item["computed_label"] == (expected.label(item["id"]) if is_claim else None)
        assert item["likelihood"]


def test_the_thresholds_of_the_desk_hold_for_its_own_semantics_only(team, article, editor):
    make.evidence(make_claim(article), stance=SUPPORTS, strength=0.6)
    team.desk.thresholds = {"supported": 0.8}
    team.desk.save()
    assert get_map(editor, article)["statements"][0]["computed_label"] == "supported"
    other = get_map(editor, article, semantics="df_quad")["statements"][0]
    graph = build_article_map(article)
    assert other["computed_label"] == evaluate(graph, "df_quad").label(other["id"])


def test_a_claim_says_whether_it_rests_on_one_source(article, editor, chain):
    alone, twice, none = make_claim(article), make_claim(article), make_claim(article)
    for stance in (SUPPORTS, Stance.REFUTES):
        make.evidence(alone, source=make.source(article.desk, origin="register"), stance=stance)
        make.evidence(twice, stance=stance)
    found = by_id(get_map(editor, article)["statements"])
    names = [f"c{claim.pk}" for claim in (alone, twice, none)]
    assert [found[name]["one_source"] for name in names] == [True, False, False]
    graph = build_article_map(article)
    for item in found.values():
        one_source = explain(graph, item["id"]).one_source if item["kind"] == "claim" else None
        assert item["one_source"] is one_source


def test_what_does_not_count_has_no_word(article, editor):
    claim = make_claim(article)
    withdrawn = make.evidence(claim, lifecycle=EvidenceStatus.WITHDRAWN)
    context = make.evidence(claim, stance=Stance.CONTEXT)
    found = by_id(get_map(editor, article)["statements"])
    assert (found[f"e{withdrawn.pk}"]["strength"], found[f"e{withdrawn.pk}"]["likelihood"]) == (0, "")
    assert found[f"e{context.pk}"]["likelihood"] == ""
    assert found[f"c{claim.pk}"]["likelihood"] == "roughly even chance"


def test_the_whole_map_has_everything_as_before(article, editor, chain):
    loose = add_premise(make.member(article.desk, "checker"), article=article, text="Nothing refers to this.")
    data = get_map(editor, article)
    graph = build_article_map(article)
    assert list_ids(data) == graph.statement.keys()
    assert f"p{loose.pk}" in list_ids(data)
    assert data["total"] == len(graph.statements)
    assert (data["left_out"], data["at"], data["converged"]) == ({}, None, True)
    for item in data["statements"]:
        stored = graph.statement[item["id"]]
        assert (item["text"], item["base"], item["confirmed"]) == (stored.text, stored.base, stored.confirmed)


def test_a_part_is_cut_by_focus_depth_and_drafts(article, editor, chain):
    first, second, third, draft = (f"c{claim.pk}" for claim in chain)
    claims = {first, second, third, draft}
    pieces = {f"c{claim.pk}": f"e{claim.evidence.get().pk}" for claim in chain}
    cases = {
        (("focus", second),): {second, third, pieces[second], pieces[third]},
        (("focus", second), ("drafts", "1")): {
            *claims - {first},
            *(pieces[name] for name in claims - {first}),
        },
        (("focus", third), ("depth", 1)): {third, pieces[third]},
        (("depth", 1),): {first, second, pieces[first]},
        (("drafts", "0"),): {*claims - {draft}, *(pieces[name] for name in claims - {draft})},
        (("focus", draft),): {draft, pieces[draft]},
        (("drafts", "true"),): claims | set(pieces.values()),
    }
    whole = by_id(get_map(editor, article)["statements"])
    for query, expected in cases.items():
        data = get_map(editor, article, **dict(query))
        assert list_ids(data) == expected, query
        assert data["total"] == len(whole)
        # The strengths are those in the whole map.
        assert all(item == whole[item["id"]] for item in data["statements"])
        ends = {end for item in data["relations"] for end in item["premises"]}
        assert ends <= expected
    assert get_map(editor, article, depth=1)["left_out"] == {second: 2}


def test_a_part_has_no_limit_of_size(article, editor):
    root = make_claim(article)
    for _ in range(305):
        make.evidence(root, stance=SUPPORTS)
    data = get_map(editor, article, focus=f"c{root.pk}")
    assert (len(data["statements"]), data["left_out"]) == (306, {})


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"focus": "c999999"}, "focus"),
        ({"focus": "x'; DROP"}, "focus"),
        ({"depth": "-1"}, "depth"),
        ({"depth": "100"}, "depth"),
        ({"drafts": "maybe"}, "drafts"),
        ({"semantics": "grounded"}, "semantics"),
        ({"at": "yesterday"}, "at"),
        ({"find": "bridge"}, "find"),
    ],
)
def test_an_invalid_query_is_refused_by_name(article, editor, query, field):
    response = editor.get(f"articles/{article.pk}/map/", **query)
    assert response.status_code == 400
    assert field in response.json()["error"]["fields"]


def test_a_map_that_the_caller_has_is_not_sent_again(team, article, editor, chain):
    path = f"/api/v1/articles/{article.pk}/map/"
    first = editor.get(f"articles/{article.pk}/map/")
    etag = first.headers["ETag"]
    again = editor.client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    # Another member's blind rating is in no answer, so it does not change the ETag.
    make.assessment(chain[0], team.reviewer)
    assert editor.client.get(path, headers={"if-none-match": etag}).status_code == 304
    make.evidence(chain[0], stance=SUPPORTS, strength=0.9)
    changed = editor.client.get(path, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_the_etag_depends_on_the_query_and_the_settings_of_the_desk(team, article, editor, chain):
    def get_etag(**query):
        return editor.get(f"articles/{article.pk}/map/", **query).headers["ETag"]

    etags = {get_etag(), get_etag(semantics="df_quad"), get_etag(depth=1)}
    team.desk.thresholds = {"supported": 0.55}
    team.desk.save()
    assert len(etags | {get_etag()}) == 4


@pytest.mark.parametrize("query", [{}, {"semantics": "df_quad", "drafts": "0"}, {"at": True}])
def test_the_number_of_queries_does_not_grow_with_the_map(article, editor, query):
    def count(times):
        for _ in range(times):
            claim = make_claim(article)
            piece = make.evidence(claim, stance=SUPPORTS)
            make.verdict(claim)
            support(article, f"e{piece.pk}", f"c{make_claim(article).pk}")
        params = query | ({"at": timezone.now().isoformat()} if "at" in query else {})
        with CaptureQueriesContext(connection) as captured:
            get_map(editor, article, **params)
        return len(captured)

    few = count(1)
    assert count(4) == few <= 13


def test_the_map_of_a_past_moment_is_weighed_as_it_was(team, article, editor, chain):
    before, at = get_map(editor, article), timezone.now()
    make.evidence(chain[0], stance=Stance.REFUTES, strength=0.9)
    edit_claim(team.editor, claim=chain[0], text="Another wording.")
    assert get_map(editor, article)["statements"] != before["statements"]
    past = get_map(editor, article, at=at.isoformat())
    assert dt.datetime.fromisoformat(past["at"]) == at
    assert past | {"at": None} == before
    part = get_map(editor, article, at=at.isoformat(), focus=f"c{chain[2].pk}", semantics="df_quad")
    assert list_ids(part) == {f"c{chain[2].pk}", f"e{chain[2].evidence.get().pk}"}


def test_the_same_moment_can_be_written_with_any_offset(article, editor):
    make_claim(article)
    at = timezone.now()
    make_claim(article)
    east = at.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    for text in (f"{at:%Y-%m-%dT%H:%M:%S.%fZ}", at.isoformat(), east.isoformat()):
        assert len(get_map(editor, article, at=text)["statements"]) == 1


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2001-01-01T00:00:00Z", "no such article yet"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("2999-01-01T00:00:00Z", "in the future"),
        ("9999-12-31T23:59:59-12:00", ""),
        ("2026-01-31", "with its offset"),
        ("2026-01-31T12:00:00", "with its offset"),
        ("2026-01-31T12:00:00 01:00", "%2B"),
        ("2026-02-30T12:00:00Z", "with its offset"),
        ("2026-01-31T12:00:60Z", "with its offset"),
        ("2026-01-31T12:00:00+99:99", "with its offset"),
        ("", "with its offset"),
    ],
)
def test_a_moment_without_a_map_is_refused_in_words(article, editor, at, why):
    response = editor.get(f"articles/{article.pk}/map/", at=at)
    assert response.status_code == 400, response.content
    assert why in response.json()["error"]["fields"]["at"]


def test_undo_and_redo_are_the_callers_own(team, article, editor):
    claim = make_claim(article)
    body = {"article": article.pk, "text": "Archives are kept with care."}
    premise = editor.post("premises/", body).json()
    editor.patch(f"premises/{premise['id']}/", {"base": 0.8})
    path = f"articles/{article.pk}/map"
    assert ApiClient(team.checker).post(f"{path}/undo/").status_code == 409
    assert editor.post(f"{path}/undo/").json() == {"element": premise["map_id"], "values": {"base": 0.5}}
    assert editor.post(f"{path}/undo/").json() == {"element": premise["map_id"], "values": {"active": False}}
    assert list_ids(get_map(editor, article)) == {f"c{claim.pk}"}
    assert editor.post(f"{path}/redo/").json() == {"element": premise["map_id"], "values": {"active": True}}
    assert editor.post(f"{path}/redo/").json() == {"element": premise["map_id"], "values": {"base": 0.8}}
    assert editor.get(f"premises/{premise['id']}/").json()["base"] == 0.8
    response = editor.post(f"{path}/redo/")
    assert (response.status_code, response.json()["error"]["code"]) == (409, "conflict")
    assert editor.post(f"{path}/undo/", {"all": True}).json()["error"]["code"] == "unknown_field"
