"""Accepting a suggestion calls the action of an edit by hand; dismissing changes nothing else."""

import pytest

from factcheck.actions.suggestions import accept_suggestion, dismiss_suggestion
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, CreatedBy, Stance, SuggestionState
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError, InvalidInput, NotFound, PermissionDenied
from factcheck.review.models import Verdict
from factcheck.suggestions.selectors import get_suggestion, list_open_suggestions
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

QUOTE = "It carries 160,000 vehicles a day."


@pytest.fixture
def claim(article: Article) -> Claim:
    return make.claim(article, QUOTE, state=ClaimState.OPEN)


def test_an_accepted_claim_has_its_method_and_the_person_as_actor(team: Team, article: Article) -> None:
    found = make.suggestion(article, QUOTE, text="The bridge carries 160,000 vehicles a day.", speaker="Berg")
    created = accept_suggestion(team.checker, suggestion=found)
    found.refresh_from_db()
    assert (created.quote, created.text, created.speaker) == (QUOTE, found.text, "Berg")
    assert (created.origin, created.method, created.created_by) == (
        CreatedBy.PERSON,
        "llm.claims/1",
        team.checker,
    )
    assert str(created.reason) == "Suggested by llm.claims/1."
    assert (found.state, found.decided_by) == (SuggestionState.ACCEPTED, team.checker)


def test_a_claim_suggested_for_an_older_revision_is_rejected(team: Team, article: Article) -> None:
    found = make.suggestion(article, QUOTE)
    first = article.revisions.get()
    article.revisions.create(
        desk=team.desk, number=2, text="New.", sha256="0" * 64, blocks=[], created_by=first.created_by
    )
    with pytest.raises(ConflictError, match="text has changed since"):
        accept_suggestion(team.checker, suggestion=found)
    found.refresh_from_db()
    assert found.state == SuggestionState.OPEN


def test_a_wording_changes_the_claims_text_and_never_its_quote(
    team: Team, article: Article, claim: Claim
) -> None:
    found = make.suggestion(article, QUOTE, kind="wording", claim=claim, text="The bridge carries 160,000.")
    accept_suggestion(team.checker, suggestion=found)
    claim.refresh_from_db()
    assert (claim.text, claim.quote, claim.is_human_edited) == ("The bridge carries 160,000.", QUOTE, True)


def test_an_accepted_wording_drops_the_signoffs(team: Team, article: Article) -> None:
    claim = make.claim(article, QUOTE, state=ClaimState.APPROVED)
    make.verdict(claim)
    accept_suggestion(
        team.checker, suggestion=make.suggestion(article, QUOTE, kind="wording", claim=claim, text="Other.")
    )
    claim.refresh_from_db()
    assert claim.state == ClaimState.PROPOSED
    assert Verdict.objects.get().current


def test_an_accepted_part_becomes_a_claim_that_supports_the_whole(
    team: Team, article: Article, claim: Claim
) -> None:
    found = make.suggestion(article, "160,000 vehicles", kind="parts", claim=claim, text="They are 160,000.")
    created = accept_suggestion(team.checker, suggestion=found)
    assert (created.parent, created.quote, created.text) == (claim, "160,000 vehicles", "They are 160,000.")
    assert created.method == "llm.parts/1"
    with pytest.raises(ConflictError, match="is a claim already"):
        accept_suggestion(
            team.checker,
            suggestion=make.suggestion(
                article, "160,000 vehicles", kind="parts", claim=claim, text="They are 160,000."
            ),
        )


def test_a_part_outside_the_claim_is_rejected(team: Team, article: Article, claim: Claim) -> None:
    found = make.suggestion(article, "Traffic has doubled", kind="parts", claim=claim, text="It doubled.")
    with pytest.raises(ConflictError, match="within those of the claim"):
        accept_suggestion(team.checker, suggestion=found)


def test_a_passage_becomes_evidence(team: Team, article: Article, claim: Claim) -> None:
    source = make.source(team.desk, text="We count. It is 90,000 a day.")
    found = make.suggestion(
        article,
        "It is 90,000 a day.",
        kind="passages",
        claim=claim,
        source=source,
        start=10,
        stance="refutes",
    )
    created = accept_suggestion(team.checker, suggestion=found)
    assert (created.claim, created.source, created.quote, created.stance) == (
        claim,
        source,
        found.quote,
        Stance.REFUTES,
    )


def test_a_passage_that_the_source_no_longer_has_is_rejected(
    team: Team, article: Article, claim: Claim
) -> None:
    source = make.source(team.desk, text="We count. It is 80,000 a day.")
    found = make.suggestion(
        article,
        "It is 90,000 a day.",
        kind="passages",
        claim=claim,
        source=source,
        start=10,
        stance="refutes",
    )
    with pytest.raises(ConflictError, match="changed since"):
        accept_suggestion(team.checker, suggestion=found)
    assert not Evidence.objects.exists()


def test_an_accepted_stance_changes_the_evidence(team: Team, article: Article, claim: Claim) -> None:
    piece = make.evidence(claim, quote="We count 90,000.", stance=Stance.SUPPORTS)
    found = make.suggestion(
        article, "90,000", kind="stance", claim=claim, evidence=piece, start=9, stance="refutes"
    )
    accept_suggestion(team.checker, suggestion=found)
    piece.refresh_from_db()
    assert piece.stance == Stance.REFUTES


def test_a_suggestion_stays_open_if_its_action_fails(team: Team, article: Article) -> None:
    claim = make.claim(article, QUOTE, state=ClaimState.PUBLISHED)
    found = make.suggestion(article, QUOTE, kind="wording", claim=claim, text="Other.")
    with pytest.raises((ConflictError, InvalidInput)):
        accept_suggestion(team.checker, suggestion=found)
    assert list(list_open_suggestions(article.pk, claim)) == [found]


def test_a_dismissed_suggestion_changes_nothing_and_is_not_shown_again(team: Team, article: Article) -> None:
    found = make.suggestion(article, QUOTE)
    dismiss_suggestion(team.checker, suggestion=found)
    assert not list_open_suggestions(article.pk, None).exists()
    assert not Claim.objects.exists()


@pytest.mark.parametrize("act", [accept_suggestion, dismiss_suggestion])
def test_a_suggestion_is_decided_once(team: Team, article: Article, act) -> None:
    found = make.suggestion(article, QUOTE)
    dismiss_suggestion(team.checker, suggestion=found)
    with pytest.raises(ConflictError, match="already"):
        act(team.editor, suggestion=found)


@pytest.mark.parametrize("act", [accept_suggestion, dismiss_suggestion])
@pytest.mark.parametrize("who", ["viewer", "contributor", "stranger"])
def test_the_role_checker_is_required(team: Team, article: Article, who: str, act) -> None:
    found = make.suggestion(article, QUOTE)
    with pytest.raises(PermissionDenied):
        act(getattr(team, who), suggestion=found)
    found.refresh_from_db()
    assert found.state == SuggestionState.OPEN


def test_a_member_of_another_desk_is_denied(team: Team, article: Article) -> None:
    with pytest.raises(NotFound):
        get_suggestion(team.stranger, make.suggestion(article).pk)
