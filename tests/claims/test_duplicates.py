"""Claims that say the same: which one remains, and excluding the others as duplicates."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions.claims import exclude_claim, mark_duplicate
from factcheck.actions.workflow import open_top_claims
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims import duplicates
from factcheck.claims.duplicates import find_duplicate, map_duplicates
from factcheck.claims.models import Claim
from factcheck.claims.selectors import top_check_worthy
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

ORIGINAL = "The bridge carries 160,000 vehicles across the harbour every day."
REPEATED = "The bridge carries 160,000 vehicles across the harbour each day."
OTHER = "Traffic in the city has doubled since 1990."


@pytest.fixture
def pair(article: Article) -> tuple[Claim, Claim]:
    """Return a claim and a later one that repeats it."""
    kept = make.claim(article, text=ORIGINAL, check_worthiness=0.8)
    make.claim(article, text=OTHER, check_worthiness=0.7)
    return kept, make.claim(article, text=REPEATED, check_worthiness=0.6)


def test_the_more_check_worthy_claim_is_kept(pair: tuple[Claim, Claim]) -> None:
    kept, repeated = pair
    assert find_duplicate(repeated) == kept
    assert find_duplicate(kept) is None


def test_of_too_many_claims_the_most_check_worthy_are_compared_and_the_page_says_so(
    pair: tuple[Claim, Claim], team: Team, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, repeated = pair
    page = reverse("article", args=[kept.article_id])
    client.force_login(team.checker)
    assert "not searched for repetitions" not in client.get(page).content.decode()
    monkeypatch.setattr(duplicates, "MAX_COMPARED", 2)
    assert map_duplicates(Claim.objects.all()) == {}
    assert "1 claim, the least check-worthy one, is not searched" in client.get(page).content.decode()
    monkeypatch.setattr(duplicates, "MAX_COMPARED", 3)
    assert map_duplicates(Claim.objects.all()) == {repeated.pk: kept}


def test_the_claim_further_in_the_review_is_kept(pair: tuple[Claim, Claim]) -> None:
    first, second = pair
    Claim.objects.filter(pk=second.pk).update(state=ClaimState.OPEN)
    assert find_duplicate(first) == second
    assert find_duplicate(second) is None


@pytest.mark.parametrize(
    "other",
    [
        ORIGINAL.replace("160,000", "170,000"),
        ORIGINAL.replace("carries", "never carries"),
        ORIGINAL.replace("carries", "doesn’t carry"),
        ORIGINAL.replace("the harbour", "the Rhine"),
        OTHER,
    ],
)
def test_claims_with_another_number_name_or_negation_are_no_duplicates(article: Article, other: str) -> None:
    claims = [make.claim(article, text=ORIGINAL), make.claim(article, text=other)]
    assert map_duplicates(claims) == {}


def test_a_part_of_a_claim_is_no_duplicate_of_it(article: Article) -> None:
    whole = make.claim(article, text=ORIGINAL)
    make.claim(article, text=REPEATED, parent=whole)
    assert map_duplicates(Claim.objects.all()) == {}


def test_an_excluded_claim_has_no_duplicates(pair: tuple[Claim, Claim]) -> None:
    kept, repeated = pair
    Claim.objects.filter(pk=kept.pk).update(set_aside=ExclusionReason.DROPPED)
    assert find_duplicate(repeated) is None


def test_three_similar_claims_have_one_to_keep(article: Article) -> None:
    claims = [make.claim(article, text=ORIGINAL, check_worthiness=worth) for worth in (0.5, 0.9, 0.7)]
    assert map_duplicates(claims) == {claims[0].pk: claims[1], claims[2].pk: claims[1]}


def test_opening_the_top_claims_skips_duplicates(
    team: Team, article: Article, pair: tuple[Claim, Claim]
) -> None:
    kept, repeated = pair
    assert open_top_claims(team.checker, article=article, count=3) == 2
    kept.refresh_from_db()
    repeated.refresh_from_db()
    assert (kept.state, repeated.state) == (ClaimState.OPEN, ClaimState.DRAFT)


def test_a_duplicate_of_a_claim_under_review_is_not_among_the_top_claims(
    article: Article, pair: tuple[Claim, Claim]
) -> None:
    kept, _ = pair
    Claim.objects.filter(pk=kept.pk).update(state=ClaimState.RATING)
    assert [claim.text for claim in top_check_worthy(article, 3)] == [OTHER]


def test_a_duplicate_is_excluded_and_refers_to_the_other_claim(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, repeated = pair
    made = mark_duplicate(team.checker, claim=repeated, of=kept)
    assert (made.set_aside, made.duplicate_of, made.is_human_edited) == (
        ExclusionReason.DUPLICATE,
        kept,
        True,
    )
    kept.refresh_from_db()
    assert kept.is_human_edited, "no later split run deletes the claim that a duplicate refers to"
    event = Event.objects.latest("number")
    assert (event.action, event.data) == ("claim.duplicate", {"of": kept.pk})


def test_a_claim_that_is_put_back_is_no_longer_a_duplicate(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, repeated = pair
    mark_duplicate(team.checker, claim=repeated, of=kept)
    back = exclude_claim(team.checker, claim=repeated, reason=ExclusionReason.NO)
    assert (back.set_aside, back.duplicate_of) == ("", None)


@pytest.mark.parametrize("state", [ClaimState.PROPOSED, ClaimState.APPROVED, ClaimState.PUBLISHED])
def test_a_claim_with_a_verdict_cannot_be_marked_as_a_duplicate(
    team: Team, pair: tuple[Claim, Claim], state: ClaimState
) -> None:
    kept, repeated = pair
    Claim.objects.filter(pk=repeated.pk).update(state=state)
    with pytest.raises(ConflictError, match="without a verdict"):
        mark_duplicate(team.checker, claim=repeated, of=kept)


def test_a_duplicate_must_refer_to_another_claim_of_its_desk_that_is_under_review(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    kept, repeated = pair
    foreign = make.claim(make.article(make.desk()))
    for of in (repeated, foreign):
        with pytest.raises(InvalidInput, match="another claim on the same desk"):
            mark_duplicate(team.checker, claim=repeated, of=of)
    mark_duplicate(team.checker, claim=repeated, of=kept)
    with pytest.raises(ConflictError, match="excluded itself"):
        mark_duplicate(team.checker, claim=kept, of=repeated)


@pytest.mark.parametrize("who", ["viewer", "contributor", "stranger"])
def test_it_requires_a_checker(team: Team, pair: tuple[Claim, Claim], who: str) -> None:
    kept, repeated = pair
    with pytest.raises(PermissionDenied):
        mark_duplicate(getattr(team, who), claim=repeated, of=kept)


class TestInThePage:
    def test_both_pages_name_the_duplicate_and_exclude_it_with_one_click(
        self, client: Client, team: Team, article: Article, pair: tuple[Claim, Claim]
    ) -> None:
        kept, repeated = pair
        client.force_login(team.checker)
        for page in (reverse("article", args=[article.pk]), reverse("claim", args=[repeated.pk])):
            html = client.get(page).content.decode()
            assert html.count(f">claim {kept.number}</a>") == 1
            assert "Mark as duplicate" in html
        response = client.post(reverse("mark_duplicate", args=[repeated.pk]), {"of": kept.pk}, follow=True)
        assert (
            f"Claim {repeated.number} marked as duplicate of claim {kept.number}."
            in response.content.decode()
        )
        assert (
            f'Duplicate of <a href="/claims/{kept.pk}/">claim {kept.number}</a>' in response.content.decode()
        )

    def test_marking_from_a_card_returns_the_card(
        self, client: Client, team: Team, pair: tuple[Claim, Claim]
    ) -> None:
        kept, repeated = pair
        client.force_login(team.checker)
        response = client.post(
            reverse("mark_duplicate", args=[repeated.pk]), {"of": kept.pk}, headers={"HX-Request": "true"}
        )
        html = response.content.decode()
        assert f'id="card-{repeated.pk}"' in html
        assert "Same as" not in html

    def test_a_viewer_sees_the_duplicate_without_the_button(
        self, client: Client, team: Team, pair: tuple[Claim, Claim]
    ) -> None:
        client.force_login(team.viewer)
        html = client.get(reverse("claim", args=[pair[1].pk])).content.decode()
        assert "Same as" in html
        assert "Mark as duplicate" not in html

    @pytest.mark.parametrize(
        ("of", "status"), [("", 400), ("seven", 400), ("9" * 30, 400), ("987654321", 404)]
    )
    def test_an_unknown_other_claim_is_refused(
        self, client: Client, team: Team, pair: tuple[Claim, Claim], of: str, status: int
    ) -> None:
        client.force_login(team.checker)
        assert client.post(reverse("mark_duplicate", args=[pair[1].pk]), {"of": of}).status_code == status
