"""The agreement report of a desk, in page and API: only revealed claims count."""

import json

import pytest
from django.test import Client

from factcheck.actions.assessments import rate_claim
from factcheck.enums import AgreementOutcome, ClaimState, ExclusionReason
from factcheck.review.agreement_report import build_agreement_report
from tests import factories as make
from tests.api.client import ApiClient
from tests.factories import Team

pytestmark = pytest.mark.django_db


def rated(team: Team, one: str, other: str, *, article: make.Article | None = None) -> make.Claim:
    """A claim that two people rated blind, which revealed it."""
    claim = make.claim(article or make.article(team.desk), state=ClaimState.RATING)
    rate_claim(team.reviewer, claim=claim, rating=one)
    rate_claim(team.editor, claim=claim, rating=other)
    claim.refresh_from_db()
    return claim


def test_statistics_before_and_after_the_reveal(team: Team) -> None:
    rated(team, "false", "false")
    contested = rated(team, "false", "true")
    rate_claim(team.reviewer, claim=contested, rating="true")
    found = build_agreement_report(team.desk.pk)
    assert (found.before.claims, found.before.percent.value) == (2, 0.5)
    assert (found.after.claims, found.after.percent.value) == (2, 1.0)
    (worst,) = found.contested
    assert (worst.claim, worst.distance) == (contested, 1.0)
    assert (worst.at_reveal, worst.now) == (AgreementOutcome.CONTESTED, AgreementOutcome.AGREED)
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {team.reviewer, team.editor}


@pytest.mark.parametrize("state", [ClaimState.OPEN, ClaimState.RATING])
def test_blind_ratings_do_not_count(team: Team, state: ClaimState) -> None:
    claim = make.claim(make.article(team.desk), state=state)
    for reviewer, slug in ((team.reviewer, "false"), (team.editor, "true")):
        make.assessment(claim, reviewer, slug, blind_rating=make.rating(team.desk, slug))
    found = build_agreement_report(team.desk.pk)
    assert (found.before.claims, found.after.claims, found.pairs, found.contested) == (0, 0, [], [])


def test_a_late_rating_counts_only_after_the_reveal(team: Team) -> None:
    claim = rated(team, "false", "false")
    rate_claim(team.admin, claim=claim, rating="true")
    found = build_agreement_report(team.desk.pk)
    assert (found.before.ratings, found.after.ratings) == (2, 3)


def test_other_desks_and_excluded_claims_do_not_count(team: Team) -> None:
    rated(make.team(), "false", "true")
    aside = rated(team, "false", "true")
    aside.set_aside = ExclusionReason.DROPPED
    aside.save()
    assert build_agreement_report(team.desk.pk).before.claims == 0


def test_the_queries_do_not_grow_with_the_claims(team: Team, django_assert_num_queries) -> None:
    for _ in range(3):
        rated(team, "false", "true")
    with django_assert_num_queries(4):
        build_agreement_report(team.desk.pk)


def test_the_api_reports_on_a_desk_or_an_article(team: Team) -> None:
    claim = rated(team, "false", "true")
    rated(team, "false", "false")
    viewer = ApiClient(team.viewer)
    data = viewer.get("agreement/").json()
    assert (data["desk"], data["before"]["claims"], data["before"]["percent"]["value"]) == ("harbour", 2, 0.5)
    of_one = viewer.get("agreement/", article=claim.article_id).json()
    assert (of_one["before"]["claims"], of_one["contested"][0]["claim"]) == (1, claim.pk)
    assert "NaN" not in json.dumps(data)


def test_the_api_hides_the_report_from_other_desks(team: Team) -> None:
    claim = rated(team, "false", "true")
    stranger = ApiClient(team.stranger)
    assert stranger.get("agreement/", article=claim.article_id).status_code == 404
    assert stranger.get("agreement/", desk="harbour").status_code == 404
    assert ApiClient().get("agreement/").status_code == 401
    assert stranger.get("agreement/", unit="claim").status_code == 400


def test_the_page_shows_the_statistics_and_the_most_contested_claims(team: Team, client: Client) -> None:
    client.force_login(team.viewer)
    assert "Nothing to compare yet" in client.get("/desks/harbour/agreement/").content.decode()
    claim = rated(team, "false", "true")
    rated(team, "false", "false")
    shown = client.get("/desks/harbour/agreement/").content.decode()
    assert "Most contested" in shown
    assert f'href="/claims/{claim.pk}/"' in shown
    of_one = client.get("/desks/harbour/agreement/", {"article": claim.article_id}).content.decode()
    assert claim.article.title in of_one
    client.force_login(team.stranger)
    assert client.get("/desks/harbour/agreement/").status_code == 404
