"""Who may do what over the API, as one table: whoever has the least role may, the role below may not,
to a stranger there is no such thing, and nobody in particular is asked for a key.
"""

from typing import Any, NamedTuple

import pytest
from django.utils import timezone

from factcheck.enums import ClaimState, JobState, Role
from tests import factories as make
from tests.api.client import ApiClient


class Deed(NamedTuple):
    """An operation; `least` is the role that it takes, names in braces are ids of the desk's things."""

    method: str
    path: str
    least: Role
    status: int = 200
    body: Any = None


R = Role
WORDS = "The books show a cost of 3.1 million pounds."
DEEDS = [
    Deed("GET", "desks/harbour/", R.VIEWER),
    Deed("GET", "articles/{article}/", R.VIEWER),
    Deed("GET", "articles/{article}/map/", R.VIEWER),
    Deed("GET", "claims/{draft}/", R.VIEWER),
    Deed("GET", "sources/{source}/", R.VIEWER),
    Deed("GET", "evidence/{evidence}/", R.VIEWER),
    Deed("GET", "assessments/{assessment}/", R.VIEWER),
    Deed("GET", "comments/{comment}/", R.VIEWER),
    Deed("GET", "verdicts/{verdict}/", R.VIEWER),
    Deed("GET", "exports/{done}/", R.VIEWER),
    Deed("GET", "exports/{done}/file/", R.VIEWER),
    Deed("POST", "exports/", R.VIEWER, 202, {"article": "{article}", "kind": "claims.csv"}),
    Deed("POST", "exports/{failed}/retry/", R.VIEWER, 202),
    Deed("POST", "articles/", R.CONTRIBUTOR, 201, {"desk": "harbour", "text": "A tunnel opened in 2001."}),
    Deed("POST", "claims/", R.CONTRIBUTOR, 201, {"article": "{article}", "start": 0, "end": 9}),
    Deed("POST", "sources/", R.CONTRIBUTOR, 201, {"desk": "harbour", "title": "City archive"}),
    Deed(
        "POST",
        "evidence/",
        R.CONTRIBUTOR,
        201,
        {"claim": "{draft}", "source": "{source}", "quote": WORDS, "stance": "refutes"},
    ),
    Deed("POST", "articles/{unsplit}/split/", R.CHECKER, 202),
    Deed("POST", "verdicts/{stale}/reaffirm/", R.CHECKER, 200, {"reasons": "The other source holds it."}),
    Deed("PATCH", "articles/{article}/", R.CHECKER, 200, {"title": "A better title"}),
    Deed("PATCH", "claims/{draft}/", R.CHECKER, 200, {"text": "The bridge was cheap."}),
    Deed("POST", "claims/{draft}/set-aside/", R.CHECKER, 200, {"why": "dropped"}),
    Deed("POST", "claims/{draft}/tags/", R.CHECKER, 200, {"tags": ["energy", "Wind power"]}),
    Deed("POST", "claims/{dropped}/put-back/", R.CHECKER),
    Deed("POST", "claims/{draft}/borders/", R.CHECKER, 200, {"start": 0, "end": 11}),
    Deed("POST", "claims/{draft}/divide/", R.CHECKER, 200, {"at": [14]}),
    Deed("POST", "claims/{draft}/merge/", R.CHECKER, 200, {"with": ["{open}"]}),
    Deed("POST", "claims/{draft}/open/", R.CHECKER),
    Deed("POST", "claims/{open}/start-rating/", R.CHECKER),
    Deed("PATCH", "sources/{source}/", R.CHECKER, 200, {"publisher": "The city"}),
    Deed("PATCH", "evidence/{evidence}/", R.CHECKER, 200, {"lifecycle": "withdrawn"}),
    Deed(
        "POST",
        "verdicts/",
        R.CHECKER,
        201,
        {"claim": "{revealed}", "rating": "unproven", "reasons": "Nothing found."},
    ),
    Deed("POST", "assessments/", R.REVIEWER, 201, {"claim": "{rating}", "rating": "false"}),
    Deed("POST", "comments/", R.REVIEWER, 201, {"claim": "{draft}", "body": "Where is that from?"}),
    Deed("POST", "comments/", R.REVIEWER, 201, {"parent": "{comment}", "body": "From the archive."}),
    Deed("PATCH", "comments/{comment}/", R.REVIEWER, 200, {"resolved": True}),
    Deed("GET", "agreement/?desk=harbour", R.VIEWER),
    Deed("GET", "reviewers/{reviewing}/", R.VIEWER),
    Deed("POST", "claims/{open}/back-to-draft/", R.CHECKER, 200, {"reason": "Nothing to check."}),
    Deed(
        "POST",
        "claims/{revealed}/propose/",
        R.CHECKER,
        200,
        {"rating": "unproven", "reasons": "Nothing found."},
    ),
    Deed("POST", "reviewers/recuse/", R.REVIEWER, 200, {"claim": "{open}", "reason": "I wrote it."}),
    Deed("POST", "reviewers/", R.EDITOR, 201, {"claim": "{open}", "reviewer": "{somebody}"}),
    Deed("POST", "reviewers/quorum/", R.EDITOR, 200, {"claim": "{open}", "quorum": 3}),
    Deed("DELETE", "reviewers/{reviewing}/", R.EDITOR, 204),
    Deed("POST", "claims/{rating}/back-to-open/", R.EDITOR, 200, {"reason": "The wording is wrong."}),
    Deed("POST", "claims/{proposed}/reopen/", R.EDITOR, 200, {"reason": "A new source."}),
    Deed("POST", "claims/{rating}/reveal/", R.EDITOR, 200, {"reason": "The others are ill."}),
]
NAMES = [f"{deed.method} {deed.path} {'/'.join(deed.body or ())}" for deed in DEEDS]


@pytest.fixture
def things(team) -> dict[str, int]:
    """The ids of a thing of each kind, and of a claim in each state."""
    article = make.article(team.desk)
    claims = {str(state): make.claim(article, state=state) for state in list(ClaimState)[:5]}
    claims["dropped"] = make.claim(article, set_aside="dropped")
    rows = claims | {
        "article": article,
        "source": make.source(team.desk),
        "evidence": make.evidence(claims["draft"]),
        "assessment": make.assessment(claims["proposed"], team.reviewer),
        "comment": make.comment(claims["draft"]),
        "verdict": make.verdict(claims["proposed"]),
        "unsplit": make.split_run(make.article(team.desk), state=JobState.FAILED).revision.article,
        "reviewing": make.reviewing(claims["draft"], team.reviewer),
        "somebody": team.admin,
        "stale": make.verdict(claims["revealed"], stale_since=timezone.now(), stale_cause="Withdrawn."),
        "done": make.export(article, data=b"[]"),
        "failed": make.export(article, state=JobState.FAILED),
    }
    return {name: row.pk for name, row in rows.items()}


def take(caller: ApiClient, deed: Deed, things: dict[str, int]) -> Any:
    path = deed.path.format(**things)
    body = {name: _filled(value, things) for name, value in (deed.body or {}).items()}
    match deed.method:
        case "GET":
            return caller.get(path)
        case "PATCH":
            return caller.patch(path, body)
        case "DELETE":
            return caller.call("DELETE", path)
        case _:
            return caller.post(path, body)


def _filled(value: Any, things: dict[str, int]) -> Any:
    if isinstance(value, list):
        return [_filled(each, things) for each in value]
    return things[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_whoever_has_the_role_may(team, things, deed):
    answer = take(ApiClient(team.of(deed.least)), deed, things)
    assert answer.status_code == deed.status, answer.content


@pytest.mark.parametrize(
    "deed", [deed for deed in DEEDS if deed.least.rank], ids=lambda deed: f"{deed.method} {deed.path}"
)
def test_the_role_below_may_not_and_is_told_which_it_takes(team, things, deed):
    below = list(Role)[deed.least.rank - 1]
    answer = take(ApiClient(team.of(below)), deed, things)
    assert answer.status_code == 403, answer.content
    assert f"need the role {deed.least}" in answer.json()["error"]["message"]


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_to_a_stranger_there_is_no_such_thing(team, things, stranger, deed):
    answer = take(stranger, deed, things)
    assert answer.status_code == 404, answer.content
    for name in ("Harbour", "harbour bridge"):
        assert name not in answer.content.decode()


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_nobody_in_particular_is_asked_for_a_key(things, deed):
    assert take(ApiClient(), deed, things).status_code == 401


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
    ],
)
def test_lists_stop_at_the_desks_wall(things, editor, stranger, noun):
    assert editor.get(f"{noun}/").json()["results"]
    assert stranger.get(f"{noun}/").json()["results"] == []
