"""The permissions of every operation, as one table.

The lowest role is allowed, the role below is denied, members of other desks get 404, and callers without a key 401.
"""

from typing import Any, NamedTuple

import pytest
from django.utils import timezone

from factcheck.actions.maps import add_premise, add_relation, undo_last_change
from factcheck.enums import ClaimState, JobState, RelationKind, Role
from tests import factories as make
from tests.api.client import ApiClient


class OperationCase(NamedTuple):
    """An operation. `least` is the lowest role that is allowed; names in braces stand for ids of rows."""

    method: str
    path: str
    least: Role
    status: int = 200
    body: Any = None


R = Role
WORDS = "The books show a cost of 3.1 million pounds."
CASES = [
    OperationCase("GET", "desks/harbour/", R.VIEWER),
    OperationCase("GET", "articles/{article}/", R.VIEWER),
    OperationCase("GET", "articles/{article}/map/", R.VIEWER),
    OperationCase("GET", "articles/{article}/map/?at={added_at}", R.VIEWER),
    OperationCase("GET", "premises/{premise}/", R.VIEWER),
    OperationCase("GET", "relations/{relation}/", R.VIEWER),
    OperationCase("GET", "claims/{draft}/", R.VIEWER),
    OperationCase("GET", "claims/{draft}/explanation/", R.VIEWER),
    OperationCase("GET", "claims/{draft}/robustness/", R.VIEWER),
    OperationCase("GET", "sources/{source}/", R.VIEWER),
    OperationCase("GET", "evidence/{evidence}/", R.VIEWER),
    OperationCase("GET", "assessments/{assessment}/", R.VIEWER),
    OperationCase("GET", "comments/{comment}/", R.VIEWER),
    OperationCase("GET", "verdicts/{verdict}/", R.VIEWER),
    OperationCase("GET", "exports/{done}/", R.VIEWER),
    OperationCase("GET", "exports/{done}/file/", R.VIEWER),
    OperationCase("POST", "exports/", R.VIEWER, 202, {"article": "{article}", "kind": "claims.csv"}),
    OperationCase("POST", "exports/{failed}/retry/", R.VIEWER, 202),
    OperationCase(
        "POST", "articles/", R.CONTRIBUTOR, 201, {"desk": "harbour", "text": "A tunnel opened in 2001."}
    ),
    OperationCase("POST", "claims/", R.CONTRIBUTOR, 201, {"article": "{article}", "start": 0, "end": 9}),
    OperationCase("POST", "sources/", R.CONTRIBUTOR, 201, {"desk": "harbour", "title": "City archive"}),
    OperationCase(
        "POST",
        "evidence/",
        R.CONTRIBUTOR,
        201,
        {"claim": "{draft}", "source": "{source}", "quote": WORDS, "stance": "refutes"},
    ),
    OperationCase("GET", "relations/{questioned}/questions/", R.VIEWER),
    OperationCase(
        "POST",
        "relations/{questioned}/questions/",
        R.CHECKER,
        200,
        {"question": "present", "answer": "objection", "note": "It is not."},
    ),
    OperationCase("GET", "hypotheses/{hypothesis}/", R.VIEWER),
    OperationCase("GET", "claims/{draft}/hypotheses/", R.VIEWER),
    OperationCase("GET", "claims/{draft}/hypotheses.csv", R.VIEWER),
    OperationCase("POST", "hypotheses/", R.CHECKER, 201, {"claim": "{draft}", "text": "Another bridge."}),
    OperationCase("PATCH", "hypotheses/{hypothesis}/", R.CHECKER, 200, {"active": False}),
    OperationCase("POST", "hypotheses/{hypothesis}/answers/", R.CHECKER, 200, {"answers": []}),
    OperationCase("POST", "articles/{unsplit}/split/", R.CHECKER, 202),
    OperationCase(
        "POST", "verdicts/{stale}/reaffirm/", R.CHECKER, 200, {"reasons": "The other source holds it."}
    ),
    OperationCase("PATCH", "articles/{article}/", R.CHECKER, 200, {"title": "A better title"}),
    OperationCase("PATCH", "claims/{draft}/", R.CHECKER, 200, {"text": "The bridge was cheap."}),
    OperationCase("POST", "claims/{draft}/set-aside/", R.CHECKER, 200, {"why": "dropped"}),
    OperationCase("POST", "claims/{draft}/tags/", R.CHECKER, 200, {"tags": ["energy", "Wind power"]}),
    OperationCase("POST", "claims/{dropped}/put-back/", R.CHECKER),
    OperationCase("POST", "claims/{draft}/borders/", R.CHECKER, 200, {"start": 0, "end": 11}),
    OperationCase("POST", "claims/{draft}/divide/", R.CHECKER, 200, {"at": [14]}),
    OperationCase("POST", "claims/{draft}/merge/", R.CHECKER, 200, {"with": ["{open}"]}),
    OperationCase(
        "POST", "premises/", R.CHECKER, 201, {"article": "{article}", "text": "Archives are kept with care."}
    ),
    OperationCase(
        "POST",
        "relations/",
        R.CHECKER,
        201,
        {
            "article": "{article}",
            "kind": "support",
            "premises": ["{statement}"],
            "target": "{conclusion}",
        },
    ),
    OperationCase("POST", "articles/{article}/map/undo/", R.CHECKER),
    OperationCase("POST", "articles/{article}/map/redo/", R.CHECKER),
    OperationCase("PATCH", "premises/{premise}/", R.CHECKER, 200, {"active": False}),
    OperationCase("PATCH", "relations/{relation}/", R.CHECKER, 200, {"base": 0.4}),
    OperationCase("POST", "claims/{draft}/open/", R.CHECKER),
    OperationCase("POST", "claims/{open}/start-rating/", R.CHECKER),
    OperationCase("PATCH", "sources/{source}/", R.CHECKER, 200, {"publisher": "The city"}),
    OperationCase("PATCH", "evidence/{evidence}/", R.CHECKER, 200, {"lifecycle": "withdrawn"}),
    OperationCase(
        "POST",
        "verdicts/",
        R.CHECKER,
        201,
        {"claim": "{revealed}", "rating": "unproven", "reasons": "Nothing found."},
    ),
    OperationCase("POST", "assessments/", R.REVIEWER, 201, {"claim": "{rating}", "rating": "false"}),
    OperationCase("POST", "comments/", R.REVIEWER, 201, {"claim": "{draft}", "body": "Where is that from?"}),
    OperationCase("POST", "comments/", R.REVIEWER, 201, {"parent": "{comment}", "body": "From the archive."}),
    OperationCase("PATCH", "comments/{comment}/", R.REVIEWER, 200, {"resolved": True}),
    OperationCase("GET", "agreement/?desk=harbour", R.VIEWER),
    OperationCase("GET", "reviewers/{reviewing}/", R.VIEWER),
    OperationCase("POST", "claims/{open}/back-to-draft/", R.CHECKER, 200, {"reason": "Nothing to check."}),
    OperationCase(
        "POST",
        "claims/{revealed}/propose/",
        R.CHECKER,
        200,
        {"rating": "unproven", "reasons": "Nothing found."},
    ),
    OperationCase("POST", "reviewers/recuse/", R.REVIEWER, 200, {"claim": "{open}", "reason": "I wrote it."}),
    OperationCase("POST", "reviewers/", R.EDITOR, 201, {"claim": "{open}", "reviewer": "{member}"}),
    OperationCase("POST", "reviewers/quorum/", R.EDITOR, 200, {"claim": "{open}", "quorum": 3}),
    OperationCase("DELETE", "reviewers/{reviewing}/", R.EDITOR, 204),
    OperationCase(
        "POST", "claims/{rating}/back-to-open/", R.EDITOR, 200, {"reason": "The wording is wrong."}
    ),
    OperationCase("POST", "claims/{proposed}/reopen/", R.EDITOR, 200, {"reason": "A new source."}),
    OperationCase("POST", "claims/{rating}/reveal/", R.EDITOR, 200, {"reason": "The others are ill."}),
]
NAMES = [f"{case.method} {case.path} {'/'.join(case.body or ())}" for case in CASES]


@pytest.fixture
def ids(team) -> dict[str, Any]:
    """Create a row of each model and a claim in each state, and return their ids by name."""
    article = make.article(team.desk)
    claims = {str(state): make.claim(article, state=state) for state in list(ClaimState)[:5]}
    claims["dropped"] = make.claim(article, set_aside="dropped")
    rows = claims | {
        "article": article,
        "source": make.source(team.desk),
        "evidence": make.evidence(claims["draft"]),
        "questioned": make.relation(claims["draft"], scheme="sign"),
        "hypothesis": make.hypothesis(claims["draft"]),
        "assessment": make.assessment(claims["proposed"], team.reviewer),
        "comment": make.comment(claims["draft"]),
        "verdict": make.verdict(claims["proposed"]),
        "unsplit": make.split_run(make.article(team.desk), state=JobState.FAILED).revision.article,
        "reviewing": make.reviewing(claims["draft"], team.reviewer),
        "member": team.admin,
        "stale": make.verdict(claims["revealed"], stale_since=timezone.now(), stale_cause="Withdrawn."),
        "done": make.export(article, data=b"[]"),
        "failed": make.export(article, state=JobState.FAILED),
    }
    return {name: row.pk for name, row in rows.items()} | make_map_ids(team, article)


def make_map_ids(team, article) -> dict[str, Any]:
    """Create a premise and a relation; the checker has one change to undo and one to redo."""
    premise = add_premise(team.checker, article=article, text="It is old.")
    statement, conclusion = f"p{premise.pk}", f"c{make.claim(article).pk}"
    relation = add_relation(
        team.editor, article=article, kind=RelationKind.SUPPORT, premises=[statement], target=conclusion
    )
    add_premise(team.checker, article=article, text="It is new.")
    undo_last_change(team.checker, article=article)
    return {
        "added_at": article.created_at.isoformat().replace("+00:00", "Z"),
        "premise": premise.pk,
        "relation": relation.pk,
        "statement": statement,
        "conclusion": conclusion,
    }


def take(caller: ApiClient, case: OperationCase, ids: dict[str, Any]) -> Any:
    path = case.path.format(**ids)
    body = {name: _filled(value, ids) for name, value in (case.body or {}).items()}
    match case.method:
        case "GET":
            return caller.get(path)
        case "PATCH":
            return caller.patch(path, body)
        case "DELETE":
            return caller.call("DELETE", path)
        case _:
            return caller.post(path, body)


def _filled(value: Any, ids: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_filled(each, ids) for each in value]
    return ids[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_lowest_role_is_allowed(team, ids, case):
    response = take(ApiClient(team.of(case.least)), case, ids)
    assert response.status_code == case.status, response.content


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.least.rank], ids=lambda case: f"{case.method} {case.path}"
)
def test_the_role_below_is_denied_and_the_message_names_the_required_role(team, ids, case):
    below = list(Role)[case.least.rank - 1]
    response = take(ApiClient(team.of(below)), case, ids)
    assert response.status_code == 403, response.content
    assert f"need the role {case.least}" in response.json()["error"]["message"]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_members_of_another_desk_get_not_found(team, ids, stranger, case):
    response = take(stranger, case, ids)
    assert response.status_code == 404, response.content
    for name in ("Harbour", "harbour bridge"):
        assert name not in response.content.decode()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_request_without_a_key_is_not_authenticated(ids, case):
    assert take(ApiClient(), case, ids).status_code == 401


@pytest.mark.parametrize(
    "noun",
    [
        "articles",
        "claims",
        "sources",
        "evidence",
        "assessments",
        "comments",
        "verdicts",
        "exports",
        "reviewers",
        "premises",
        "relations",
    ],
)
def test_lists_contain_only_rows_of_own_desks(ids, editor, stranger, noun):
    assert editor.get(f"{noun}/").json()["results"]
    assert stranger.get(f"{noun}/").json()["results"] == []
