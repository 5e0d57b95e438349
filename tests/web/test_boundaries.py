"""The forms that change a claim's span: what each does, its errors, and who is allowed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason
from tests import factories as make
from tests.factories import Team
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds"
ARCHIVE = "according to the city archive."
BOTH = f"{COST}, {ARCHIVE}"


@pytest.fixture
def team(client: Client) -> Team:
    team = make.team()
    client.force_login(team.checker)
    return team


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), COST)


def send(client: Client, claim: Claim, action: str, **data: Any) -> HttpResponse:
    return client.post(reverse("change_boundaries", args=[claim.pk, action]), data)


def said(client: Client, answer: HttpResponse) -> str:
    return client.get(answer.url).content.decode()


def test_move_sets_the_span_to_the_given_quote(client: Client, claim: Claim) -> None:
    response = send(client, claim, "move", quote=f"  {BOTH}\r\n")
    assert response.url == f"/articles/{claim.article_id}/#card-{claim.pk}"
    claim.refresh_from_db()
    assert claim.quote == BOTH
    assert "Span of claim 1 saved." in said(client, response)


def test_positions_are_used_if_they_match_the_quote(client: Client, team: Team) -> None:
    article = make.article(team.desk, text="Rain again. Rain again. Rain again.")
    claim = make.claim(article, "Rain")
    send(client, claim, "move", quote="Rain again.", start=24, end=35)
    claim.refresh_from_db()
    assert (claim.start, claim.end) == (24, 35)
    send(client, claim, "move", quote="Rain", start=0, end=11)
    claim.refresh_from_db()
    assert (claim.start, claim.end) == (24, 28)  # of several places the one that the claim is at


def test_custom_wording_is_mentioned_after_a_move(client: Client, claim: Claim) -> None:
    Claim.objects.update(text="The bridge was dear.")
    response = send(client, claim, "move", quote=BOTH)
    assert "check that it still fits" in said(client, response)


def test_split_cuts_the_quote_out_of_the_claim(client: Client, claim: Claim) -> None:
    response = send(client, claim, "divide", quote="cost")
    assert "claims 2, 3 added" in said(client, response)
    assert [one.quote for one in claim.article.claims.all()] == ["The bridge", "cost", "4.2 million pounds"]


def test_neighbouring_claim_is_merged_with_one_button(client: Client, claim: Claim) -> None:
    other = make.claim(claim.article, ARCHIVE)
    page = client.get(reverse("boundaries", args=[claim.pk])).content.decode()
    assert "Merge with next claim 2" in page
    response = send(client, claim, "merge", other=other.pk)
    claim.refresh_from_db()
    assert claim.quote == BOTH
    assert "Claim 2 merged into claim 1" in said(client, response)


def test_claim_is_marked_as_duplicate_of_another(client: Client, claim: Claim) -> None:
    other = make.claim(claim.article, ARCHIVE)
    response = send(client, claim, "duplicate", of=other.pk)
    claim.refresh_from_db()
    assert (claim.set_aside, claim.duplicate_of) == (ExclusionReason.DUPLICATE, other)
    assert "Claim 1 marked as duplicate of claim 2." in said(client, response)


@pytest.mark.parametrize(
    ("action", "data", "blamed", "says"),
    [
        ("move", {"quote": "Words that stand nowhere"}, "quote", "are not in the article"),
        ("move", {"quote": " "}, "quote", "required"),
        ("move", {"quote": "bridge"}, "quote", "are in the article 2 times"),
        ("divide", {"quote": ARCHIVE}, "quote", "Choose some words of the claim."),
        ("divide", {"quote": "The harbour"}, "quote", "Choose some of its words."),
        ("merge", {"other": "1000000"}, "other", "not one of the available choices"),
        ("duplicate", {"of": ""}, "of", "required"),
        ("duplicate", {"of": "30000000000000000000000"}, "of", "not one of the available choices"),
    ],
)
def test_error_is_shown_at_its_field(
    client: Client, claim: Claim, action: str, data: dict[str, str], blamed: str, says: str
) -> None:
    Claim.objects.update(start=0, end=11)  # elsewhere than any “bridge” that is asked for
    response = send(client, claim, action, **data)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in (Markup(page).problems().get(blamed) or page)
    assert claim.article.claims.get().set_aside == ""


def test_error_of_the_action_is_shown_in_the_form(client: Client, claim: Claim) -> None:
    other = make.claim(claim.article, "Traffic has doubled")
    make.claim(claim.article, ARCHIVE, state=ClaimState.RATING)
    response = send(client, claim, "merge", other=other.pk)
    assert response.status_code == 422
    assert "Claim 3 is between them" in response.content.decode()


def test_an_unknown_action_is_refused_with_the_known_ones(client: Client, claim: Claim) -> None:
    response = send(client, claim, "paint")
    assert response.status_code == 400
    assert "divide, duplicate, merge, move" in response.content.decode()


def test_user_without_permission_sees_no_form_and_is_refused(
    client: Client, team: Team, claim: Claim
) -> None:
    client.force_login(team.reviewer)
    Claim.objects.update(state=ClaimState.OPEN)
    client.force_login(team.contributor)
    assert (
        "<form"
        not in client.get(reverse("boundaries", args=[claim.pk]))
        .content.decode()
        .partition("<main")[2]
        .partition("</main>")[0]
    )
    response = send(client, claim, "move", quote=BOTH)
    assert response.status_code == 422
    claim.refresh_from_db()
    assert claim.quote == COST


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"state": ClaimState.OPEN}, {"move", "divide", "merge", "duplicate"}),
        ({"state": ClaimState.RATING}, {"move", "duplicate"}),
        ({"state": ClaimState.APPROVED}, {"move"}),
        ({"state": ClaimState.PUBLISHED}, set()),
        ({"set_aside": ExclusionReason.DROPPED}, set()),
    ],
)
def test_only_possible_changes_are_offered(
    client: Client, claim: Claim, fields: dict[str, str], offered: set[str]
) -> None:
    make.claim(claim.article, ARCHIVE)
    Claim.objects.filter(pk=claim.pk).update(**fields)
    page = client.get(reverse("boundaries", args=[claim.pk])).content.decode()
    found = {action for action in ("move", "divide", "merge", "duplicate") if f"/borders/{action}/" in page}
    assert found == offered


def test_htmx_request_returns_only_the_forms(client: Client, claim: Claim) -> None:
    page = client.get(reverse("boundaries", args=[claim.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "/borders/move/" in page
    assert "<main" not in page


def test_redirect_keeps_the_filter_of_the_article(client: Client, claim: Claim) -> None:
    seen = f"http://testserver/articles/{claim.article_id}/?only=to%20confirm"
    response = client.post(
        reverse("change_boundaries", args=[claim.pk, "move"]), {"quote": BOTH}, headers={"Referer": seen}
    )
    assert response.url == f"/articles/{claim.article_id}/?only=to%20confirm#card-{claim.pk}"
