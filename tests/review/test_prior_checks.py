"""Earlier checks of similar claims, and the judgements that people make of them."""

import pytest

from factcheck.actions.prior_checks import label_pair
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.enums import ClaimState, SimilarityLabel
from factcheck.exceptions import InvalidInput, NotFound, PermissionDenied
from factcheck.review import prior_checks
from factcheck.review.models import ExternalCheck, SimilarityJudgement, Verdict
from factcheck.review.prior_check_index import CheckReference, PriorCheck
from factcheck.review.prior_checks import find_for_claim
from tests import factories as make
from tests.factories import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("found_by")]

TEXT = "The harbour bridge cost 4.2 million pounds to build."
NEARLY = "The harbour bridge cost 4.2 million pounds to build in 1931."
RATHER = "The old bridge cost the city many million pounds."
OTHER = "Bees sleep in winter under snow."


@pytest.fixture
def claim(article: Article) -> Claim:
    return make.claim(article, text=TEXT)


def checked(article: Article, text: str, slug: str = "false") -> Verdict:
    return make.verdict(make.claim(article, text=text, state=ClaimState.PROPOSED), slug)


def in_feed(desk: Desk, text: str) -> ExternalCheck:
    number = ExternalCheck.objects.count()
    return ExternalCheck.objects.create(
        desk=desk, text=text, publisher="Facts", url=f"https://checks.example/{number}", rating="Wrong"
    )


def keys(claim: Claim) -> list[str]:
    return [one.check.key for one in find_for_claim(claim)]


def test_a_verdict_of_the_desk_is_found_with_its_rating_and_page(article: Article, claim: Claim) -> None:
    verdict = checked(article, NEARLY)
    (found,) = find_for_claim(claim)
    page = f"/claims/{verdict.claim_id}/"
    assert found.check == PriorCheck(
        CheckReference("verdict", verdict.pk), NEARLY, verdict.rating.label, article.title, page
    )
    assert found.label == ""


def test_an_external_check_is_found_with_the_label_of_its_publisher(team: Team, claim: Claim) -> None:
    check = in_feed(team.desk, NEARLY)
    (found,) = find_for_claim(claim)
    assert found.check == PriorCheck(
        CheckReference("external_check", check.pk), NEARLY, "Wrong", "Facts", check.url
    )


def test_matches_are_sorted_by_similarity_without_dissimilar_checks(
    team: Team, article: Article, claim: Claim
) -> None:
    rather, unlike, nearly = checked(article, RATHER), checked(article, OTHER), in_feed(team.desk, NEARLY)
    found = find_for_claim(claim)
    assert [one.check.key for one in found] == [f"f{nearly.pk}", f"v{rather.pk}"]
    assert found[0].similarity > found[1].similarity >= prior_checks.MIN_SIMILARITY
    assert f"v{unlike.pk}" not in keys(claim)


def test_a_match_names_the_method_that_found_it(article: Article, claim: Claim, found_by: str) -> None:
    checked(article, NEARLY)
    assert [one.method for one in find_for_claim(claim)] == [found_by]


def test_at_most_five_matches_are_returned(team: Team, claim: Claim) -> None:
    for number in range(prior_checks.MAX_MATCHES + 2):
        in_feed(team.desk, f"{TEXT} So it said {number} times.")
    assert len(find_for_claim(claim)) == prior_checks.MAX_MATCHES


def test_checks_of_other_desks_are_not_found(team: Team, claim: Claim) -> None:
    other = make.desk()
    checked(make.article(other), NEARLY)
    in_feed(other, NEARLY)
    assert find_for_claim(claim) == []


def test_the_verdict_of_the_claim_itself_is_not_a_match(article: Article) -> None:
    own = checked(article, TEXT)
    again = checked(article, NEARLY)
    assert keys(own.claim) == [f"v{again.pk}"]


def test_a_verdict_made_after_the_first_search_is_found(article: Article, claim: Claim) -> None:
    assert find_for_claim(claim) == []
    first = checked(article, NEARLY)
    assert keys(claim) == [f"v{first.pk}"]
    newer = make.verdict(first.claim, "true")
    assert keys(claim) == [f"v{newer.pk}"]


@pytest.mark.parametrize("alike", [SimilarityLabel.SAME, SimilarityLabel.SIMILAR])
def test_a_judgement_is_stored_shown_and_recorded(
    team: Team, article: Article, claim: Claim, alike: SimilarityLabel
) -> None:
    key = f"v{checked(article, NEARLY).pk}"
    judgement = label_pair(team.checker, claim=claim, key=key, label=alike)
    assert judgement == SimilarityJudgement.objects.get()
    assert [(one.check.key, one.label) for one in find_for_claim(claim)] == [(key, alike)]
    event = Event.objects.latest("number")
    assert (event.action, event.data) == ("claim.compared", {"key": key, "alike": alike})


def test_a_check_judged_different_is_hidden_for_this_claim_only(
    team: Team, article: Article, claim: Claim
) -> None:
    check, sibling = in_feed(team.desk, NEARLY), make.claim(article, text=TEXT)
    label_pair(team.checker, claim=claim, key=f"f{check.pk}", label=SimilarityLabel.DIFFERENT)
    assert keys(claim) == []
    assert keys(sibling) == [f"f{check.pk}"]


def test_a_second_judgement_replaces_the_first(team: Team, claim: Claim) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    label_pair(team.checker, claim=claim, key=key, label=SimilarityLabel.DIFFERENT)
    label_pair(team.editor, claim=claim, key=key, label=SimilarityLabel.SAME)
    judgement = SimilarityJudgement.objects.get()
    assert (judgement.label, judgement.judged_by) == (SimilarityLabel.SAME, team.editor)


@pytest.mark.parametrize("key", ["", "v0", "f999999", "12", "nonsense"])
def test_an_unknown_key_raises_not_found(team: Team, claim: Claim, key: str) -> None:
    in_feed(team.desk, NEARLY)
    with pytest.raises(NotFound):
        label_pair(team.checker, claim=claim, key=key, label=SimilarityLabel.SAME)


def test_a_check_of_another_desk_raises_not_found(team: Team, claim: Claim) -> None:
    foreign = in_feed(make.desk(), NEARLY)
    with pytest.raises(NotFound):
        label_pair(team.checker, claim=claim, key=f"f{foreign.pk}", label=SimilarityLabel.SAME)


@pytest.mark.parametrize("alike", ["", "equal", "SAME"])
def test_an_unknown_label_is_rejected_with_the_list_of_labels(team: Team, claim: Claim, alike: str) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    with pytest.raises(InvalidInput, match="same, similar, different") as refused:
        label_pair(team.checker, claim=claim, key=key, label=alike)
    assert "alike" in refused.value.fields


@pytest.mark.parametrize("who", ["viewer", "contributor", "stranger"])
def test_only_checkers_may_judge(team: Team, claim: Claim, who: str) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    with pytest.raises(PermissionDenied, match="compare claims with earlier checks"):
        label_pair(team.of(who), claim=claim, key=key, label=SimilarityLabel.SAME)
    assert not SimilarityJudgement.objects.exists()
