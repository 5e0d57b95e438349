"""Earlier checks that resemble a claim: of the desk and of its feeds, and what people said of them is remembered."""

import pytest

from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.enums import ClaimState, SimilarityLabel
from factcheck.exceptions import InvalidInput, NotFound, PermissionDenied
from factcheck.review import prior_check_index, prior_checks
from factcheck.review.models import ExternalCheck, SimilarityJudgement, Verdict
from factcheck.review.prior_checks import find_for_claim, label_pair
from tests import factories as make
from tests.factories import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("found_by")]

SAID = "The harbour bridge cost 4.2 million pounds to build."
NEARLY = "The harbour bridge cost 4.2 million pounds to build in 1931."
RATHER = "The old bridge cost the city many million pounds."
OTHER = "Bees sleep in winter under snow."


@pytest.fixture
def claim(article: Article) -> Claim:
    return make.claim(article, text=SAID)


def checked(article: Article, text: str, slug: str = "false") -> Verdict:
    return make.verdict(make.claim(article, text=text, state=ClaimState.PROPOSED), slug)


def in_feed(desk: Desk, text: str) -> ExternalCheck:
    number = ExternalCheck.objects.count()
    return ExternalCheck.objects.create(
        desk=desk, text=text, publisher="Facts", url=f"https://checks.example/{number}", rating="Wrong"
    )


def keys(claim: Claim) -> list[str]:
    return [one.check.key for one in find_for_claim(claim)]


def test_a_check_of_the_desk_is_found_with_its_rating_and_place(article: Article, claim: Claim) -> None:
    verdict = checked(article, NEARLY)
    (found,) = find_for_claim(claim)
    page = f"/claims/{verdict.claim_id}/"
    assert found.check == prior_check_index.PriorCheck(
        f"v{verdict.pk}", NEARLY, verdict.rating.label, article.title, page
    )
    assert found.judged == ""


def test_a_check_of_a_feed_is_found_with_its_publishers_word(team: Team, claim: Claim) -> None:
    check = in_feed(team.desk, NEARLY)
    (found,) = find_for_claim(claim)
    assert found.check == prior_check_index.PriorCheck(f"f{check.pk}", NEARLY, "Wrong", "Facts", check.url)


def test_the_best_comes_first_and_what_is_unlike_is_left_out(
    team: Team, article: Article, claim: Claim
) -> None:
    rather, unlike, nearly = checked(article, RATHER), checked(article, OTHER), in_feed(team.desk, NEARLY)
    found = find_for_claim(claim)
    assert [one.check.key for one in found] == [f"f{nearly.pk}", f"v{rather.pk}"]
    assert found[0].likeness > found[1].likeness >= prior_checks.MIN_SIMILARITY
    assert f"v{unlike.pk}" not in keys(claim)


def test_what_found_it_is_named(article: Article, claim: Claim, found_by: str) -> None:
    checked(article, NEARLY)
    assert [one.method for one in find_for_claim(claim)] == [found_by]


def test_no_more_are_shown_than_a_person_compares(team: Team, claim: Claim) -> None:
    for number in range(prior_checks.MAX_MATCHES + 2):
        in_feed(team.desk, f"{SAID} So it said {number} times.")
    assert len(find_for_claim(claim)) == prior_checks.MAX_MATCHES


def test_another_desks_checks_are_its_own(team: Team, claim: Claim) -> None:
    other = make.desk()
    checked(make.article(other), NEARLY)
    in_feed(other, NEARLY)
    assert find_for_claim(claim) == []


def test_a_claim_does_not_resemble_itself(article: Article) -> None:
    own = checked(article, SAID)
    again = checked(article, NEARLY)
    assert keys(own.claim) == [f"v{again.pk}"]


def test_a_check_made_since_is_found(article: Article, claim: Claim) -> None:
    assert find_for_claim(claim) == []
    first = checked(article, NEARLY)
    assert keys(claim) == [f"v{first.pk}"]
    newer = make.verdict(first.claim, "true")
    assert keys(claim) == [f"v{newer.pk}"]


@pytest.mark.parametrize("alike", [SimilarityLabel.SAME, SimilarityLabel.SIMILAR])
def test_what_was_said_of_a_check_is_remembered(
    team: Team, article: Article, claim: Claim, alike: SimilarityLabel
) -> None:
    key = f"v{checked(article, NEARLY).pk}"
    label_pair(team.checker, claim=claim, key=key, alike=alike)
    assert [(one.check.key, one.judged) for one in find_for_claim(claim)] == [(key, alike)]
    event = Event.objects.latest("number")
    assert (event.action, event.data) == ("claim.compared", {"key": key, "alike": alike})


def test_a_different_one_leaves_for_this_claim_alone(team: Team, article: Article, claim: Claim) -> None:
    check, sibling = in_feed(team.desk, NEARLY), make.claim(article, text=SAID)
    label_pair(team.checker, claim=claim, key=f"f{check.pk}", alike=SimilarityLabel.DIFFERENT)
    assert keys(claim) == []
    assert keys(sibling) == [f"f{check.pk}"]


def test_a_second_thought_replaces_the_first(team: Team, claim: Claim) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    label_pair(team.checker, claim=claim, key=key, alike=SimilarityLabel.DIFFERENT)
    label_pair(team.editor, claim=claim, key=key, alike=SimilarityLabel.SAME)
    kept = SimilarityJudgement.objects.get()
    assert (kept.alike, kept.judged_by) == (SimilarityLabel.SAME, team.editor)


@pytest.mark.parametrize("key", ["", "v0", "f999999", "12", "nonsense"])
def test_an_unknown_check_is_not_found(team: Team, claim: Claim, key: str) -> None:
    in_feed(team.desk, NEARLY)
    with pytest.raises(NotFound):
        label_pair(team.checker, claim=claim, key=key, alike=SimilarityLabel.SAME)


def test_another_desks_check_is_not_found(team: Team, claim: Claim) -> None:
    foreign = in_feed(make.desk(), NEARLY)
    with pytest.raises(NotFound):
        label_pair(team.checker, claim=claim, key=f"f{foreign.pk}", alike=SimilarityLabel.SAME)


@pytest.mark.parametrize("alike", ["", "equal", "SAME"])
def test_an_unknown_word_is_refused_with_those_that_are_known(team: Team, claim: Claim, alike: str) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    with pytest.raises(InvalidInput, match="same, similar, different") as refused:
        label_pair(team.checker, claim=claim, key=key, alike=alike)
    assert "alike" in refused.value.fields


@pytest.mark.parametrize("who", ["viewer", "contributor", "stranger"])
def test_it_takes_a_checker(team: Team, claim: Claim, who: str) -> None:
    key = f"f{in_feed(team.desk, NEARLY).pk}"
    with pytest.raises(PermissionDenied, match="compare claims with earlier checks"):
        label_pair(team.of(who), claim=claim, key=key, alike=SimilarityLabel.SAME)
    assert not SimilarityJudgement.objects.exists()
