"""Every response to generated requests matches the OpenAPI schema, and none is a 500."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.wsgi import application
from tests import factories as make

schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)
bounded = settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def story(team: make.Team) -> Iterator[make.Team]:
    """Create a desk with rows of every model.

    As in Django's test client, the end of a request does not close the test's database connection.
    """
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    for thing in (claim, make.evidence(claim), make.verdict(claim)):
        make.comment(thing)
    make.assessment(claim, team.reviewer)
    make.export(claim.article, "claims.csv", data=b"number,text\n")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield team
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def check(case: Case, user: User) -> None:
    headers = {"Authorization": f"Bearer {make.key_of(user)}"}
    # A value can match the schema and still be invalid, such as a slug that the desk's scale does not have.
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])


@schema.parametrize()
@settings(bounded, phases=[Phase.explicit, Phase.generate])
def test_responses_to_an_editor_match_the_schema(case: Case, story: make.Team):
    check(case, story.editor)


@schema.parametrize()
@settings(bounded, phases=[Phase.generate])
def test_responses_to_a_member_of_another_desk_match_the_schema(case: Case, story: make.Team):
    check(case, story.stranger)
