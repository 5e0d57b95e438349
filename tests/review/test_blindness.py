"""Ratings are blind until the reveal: no page, export or count shows the ratings of others."""

import pytest
from django.test import Client

from factcheck.actions.assessments import rate_claim
from factcheck.actions.workflow import perform_step
from factcheck.enums import ClaimState, Confidence, ExclusionReason
from factcheck.exceptions import ConflictError
from factcheck.exports.report_builder import build_report
from factcheck.reporting.exporters import EXPORTERS, write_export
from factcheck.review.selectors import list_assessments
from tests import factories as make
from tests.factories import Team

SECRET = "Only the first reviewer knows this."

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> make.Claim:
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING)
    rate_claim(team.reviewer, claim=claim, rating="half-true", confidence=Confidence.LOW, reasons=SECRET)
    return claim


OTHERS = ["viewer", "contributor", "checker", "editor", "admin"]


@pytest.mark.parametrize("role", OTHERS)
def test_no_role_sees_the_rating_of_another_person(team: Team, claim: make.Claim, role: str) -> None:
    assert not list_assessments(team.of(role), claim).exists()
    assert list_assessments(team.reviewer, claim).get().reasons == SECRET


@pytest.mark.parametrize("role", OTHERS)
def test_the_pages_do_not_depend_on_blind_ratings(
    team: Team, client: Client, claim: make.Claim, role: str
) -> None:
    client.force_login(team.of(role))
    pages = [f"/claims/{claim.pk}/", f"/articles/{claim.article_id}/", f"/desks/{team.desk.slug}/"]

    def shown() -> list[str]:
        return [_without_tokens(client.get(page).content.decode()) for page in pages]

    rated = shown()
    claim.assessments.all().delete()
    assert shown() == rated
    assert SECRET not in "".join(rated)


def _without_tokens(html: str) -> str:
    """Return the lines of a page without those that contain a new token each time."""
    return "\n".join(line for line in html.splitlines() if "csrf" not in line.lower())


@pytest.mark.parametrize("kind", EXPORTERS)
def test_no_export_contains_a_blind_rating(claim: make.Claim, kind: str) -> None:
    (frozen,) = build_report(claim.article).claims
    assert frozen.assessments == ()
    assert b"Only the first reviewer" not in write_export(build_report(claim.article), kind)


def test_the_review_status_does_not_depend_on_the_number_of_ratings(team: Team, claim: make.Claim) -> None:
    with pytest.raises(ConflictError) as at_one:
        perform_step(team.editor, claim=claim, slug="reveal")
    claim.assessments.all().delete()
    with pytest.raises(ConflictError) as at_none:
        perform_step(team.editor, claim=claim, slug="reveal")
    assert at_one.value.message == at_none.value.message


def test_the_last_rating_of_the_quorum_reveals_them_all(team: Team, claim: make.Claim) -> None:
    rate_claim(team.editor, claim=claim, rating="false")
    claim.refresh_from_db()
    assert claim.state == ClaimState.REVEALED
    for role in OTHERS:
        assert list_assessments(team.of(role), claim).count() == 2
    (frozen,) = build_report(claim.article).claims
    assert {given.reasons for given in frozen.assessments} == {SECRET, ""}


def test_a_changed_rating_counts_once_towards_the_quorum(team: Team, claim: make.Claim) -> None:
    rate_claim(team.reviewer, claim=claim, rating="true")
    claim.refresh_from_db()
    assert claim.state == ClaimState.RATING
    assert claim.assessments.get().rating.slug == "true"


def test_the_blind_rating_stays_when_it_is_revised_after_the_reveal(team: Team, claim: make.Claim) -> None:
    rate_claim(team.editor, claim=claim, rating="false")
    rate_claim(team.reviewer, claim=claim, rating="mostly-false", reasons="Convinced.")
    given = claim.assessments.get(reviewer=team.reviewer)
    assert (given.blind_rating.slug, given.rating.slug) == ("half-true", "mostly-false")


def test_a_rating_after_the_reveal_has_no_blind_rating(team: Team, claim: make.Claim) -> None:
    perform_step(team.editor, claim=claim, slug="reveal", reason="One reviewer is ill.")
    late = rate_claim(team.admin, claim=claim, rating="true")
    late.refresh_from_db()
    assert late.blind_rating is None


@pytest.mark.parametrize("state", [state for state in ClaimState if state not in ("rating", "revealed")])
def test_a_claim_is_rated_only_once_its_rating_has_started_and_before_its_verdict(
    team: Team, state: ClaimState
) -> None:
    with pytest.raises(ConflictError, match=state):
        rate_claim(team.reviewer, claim=make.claim(make.article(team.desk), state=state), rating="true")


def test_an_excluded_claim_cannot_be_rated(team: Team) -> None:
    aside = make.claim(make.article(team.desk), state=ClaimState.RATING, set_aside=ExclusionReason.DROPPED)
    with pytest.raises(ConflictError, match="dropped"):
        rate_claim(team.reviewer, claim=aside, rating="true")
