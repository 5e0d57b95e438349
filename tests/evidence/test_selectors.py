"""Sources that are offered for new evidence, on a desk that has many."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.evidence.models import Evidence, Source
from factcheck.evidence.selectors import MAX_SUGGESTED, suggested_sources
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), state=ClaimState.OPEN)


@pytest.fixture
def checker(client: Client, team: Team) -> Client:
    client.force_login(team.checker)
    return client


def piece(source: str = "", title: str = "", url: str = "") -> dict[str, str]:
    data = {"quote": "It cost 3 million.", "stance": "supports", "strength": "0.5"}
    return data | {"source": source, "title": title, "url": url}


def test_cited_sources_come_first_then_the_newest_up_to_a_limit(team: Team, claim: Claim) -> None:
    cited = make.source(team.desk, title="Cited")
    make.evidence(make.claim(claim.article), source=cited)
    others = [make.source(team.desk, title=f"Source {number}") for number in range(MAX_SUGGESTED + 5)]
    make.source(make.desk(), title="Another desk's")
    near = suggested_sources(claim)
    assert [near[0], near[1]] == [cited, others[-1]]
    assert len(near) == MAX_SUGGESTED
    assert {one.desk_id for one in near} == {team.desk.pk}


def test_an_older_source_can_be_submitted_and_stays_selected_after_an_error(
    checker: Client, team: Team, claim: Claim
) -> None:
    old = make.source(team.desk, title="The oldest")
    for number in range(MAX_SUGGESTED):
        make.source(team.desk, title=f"Source {number}")
    address = reverse("evidence_link", args=[claim.pk])
    refused = checker.post(address, piece(str(old.pk)) | {"quote": ""})
    assert f'<option value="{old.pk}" selected>The oldest</option>' in refused.content.decode()
    checker.post(address, piece(str(old.pk)))
    assert Evidence.objects.get(claim=claim).source == old


@pytest.mark.parametrize(
    ("title", "url", "again"),
    [
        ("city ARCHIVE", "", True),
        ("Whatever", "https://archive.example/books", True),
        ("City archive", "https://archive.example/other", False),
        ("City archives", "", False),
    ],
)
def test_an_existing_source_is_reused(
    checker: Client, team: Team, claim: Claim, title: str, url: str, again: bool
) -> None:
    known = make.source(team.desk, title="City archive", url="https://archive.example/books")
    make.source(make.desk(), title=title, url=url)
    checker.post(reverse("evidence_link", args=[claim.pk]), piece(title=title, url=url))
    assert (Evidence.objects.get(claim=claim).source == known) is again
    assert Source.objects.filter(desk=team.desk).count() == (1 if again else 2)
