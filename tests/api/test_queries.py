"""The number of queries of each response, with the one for the key, does not depend on the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.enums import ClaimState
from tests import factories as make
from tests.api.client import ApiClient

LISTS = {
    "articles/": 2,
    "assessments/": 2,
    "claims/": 2,
    "claims/?tag=energy": 2,
    "claims/?state=proposed&q=bridge&min_check_worthiness=0.1": 2,
    "comments/": 2,
    "desks/": 2,
    "evidence/": 2,
    "exports/": 2,
    "sources/": 2,
    "verdicts/": 2,
}
READS = {
    "articles/{article}/": 4,
    "claims/{claim}/": 6,
    "desks/harbour/": 5,
    "evidence/{evidence}/": 2,
    "me/": 2,
    "verdicts/{verdict}/": 3,
}


def fill(team, times):
    """Create so many claims with rows of every model, and return the ids of the last."""
    tag = team.desk.tags.first() or make.tag(team.desk)
    for _ in range(times):
        article = make.article(team.desk)
        claim = make.claim(article, state=ClaimState.PROPOSED, tags=[tag.name])
        tag.claims.add(claim)
        evidence, verdict = make.evidence(claim), make.verdict(claim)
        for number in range(times):
            make.evidence(claim, source=evidence.source)
            make.comment(claim, body=f"Remark {number}")
        make.assessment(claim, team.reviewer)
        make.export(article)
        make.member(team.desk)
    return {"article": article.pk, "claim": claim.pk, "evidence": evidence.pk, "verdict": verdict.pk}


def queries(caller, path):
    with CaptureQueriesContext(connection) as captured:
        assert caller.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("path", "most"), [*LISTS.items(), *READS.items()])
def test_the_number_of_queries_does_not_grow_with_the_rows(team, path, most):
    caller = ApiClient(team.editor)
    few = queries(caller, path.format(**fill(team, 1)))
    many = queries(caller, path.format(**fill(team, 4)))
    assert (few, many) == (most, most)
