"""Verdicts: what a proposal needs, versions, staleness, and the progress of articles."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.actions.staleness import mark_stale
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, Stance
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.review.models import Verdict
from factcheck.review.selectors import ArticleProgress, count_progress, load_verdicts
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> make.Claim:
    return make.claim(make.article(team.desk), state=ClaimState.REVEALED)


def propose(team: Team, claim: make.Claim, rating: str = "false", **changes: Any) -> Verdict:
    return propose_verdict(
        team.checker,
        claim=claim,
        rating=rating,
        **({"reasons": "The books say so.", "departure": "The map lacks context."} | changes),
    )


@pytest.mark.parametrize("lifecycle", EvidenceStatus)
def test_a_numbered_rating_needs_counted_evidence(
    team: Team, claim: make.Claim, lifecycle: EvidenceStatus
) -> None:
    make.evidence(claim, lifecycle=lifecycle)
    if lifecycle.is_counted:
        assert propose(team, claim).rating.slug == "false"
    else:
        with pytest.raises(ConflictError, match="at least one active piece of evidence"):
            propose(team, claim)
        assert not Verdict.objects.exists()


@pytest.mark.parametrize("label", ["unproven", "not-checkable", "void"])
def test_a_label_for_missing_evidence_needs_no_evidence(team: Team, claim: make.Claim, label: str) -> None:
    assert propose(team, claim, label).rating.slug == label


def test_proposing_again_makes_a_new_version_and_keeps_the_old(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    first = propose(team, claim, "false")
    second = propose(team, claim, "mostly-false", reasons="The books are incomplete.")
    first.refresh_from_db()
    assert [(v.number, v.current) for v in claim.verdicts.all()] == [(1, False), (2, True)]
    assert (first.rating.slug, first.reasons) == ("false", "The books say so.")
    assert load_verdicts([claim]) == {claim.pk: second}


def test_the_database_refuses_a_second_current_verdict(claim: make.Claim) -> None:
    verdict = make.verdict(claim)
    verdict.pk, verdict.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        verdict.save()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reasons": " \n"}, "reasons"),
        ({"as_of": timezone.now().date() + dt.timedelta(days=2)}, "as_of"),
        ({"rating": "pants-on-fire"}, "rating"),
    ],
)
def test_an_invalid_verdict_is_rejected_at_its_field(
    team: Team, claim: make.Claim, changes: dict[str, Any], field: str
) -> None:
    make.evidence(claim)
    with pytest.raises(InvalidInput) as refusal:
        propose(team, claim, **changes)
    assert set(refusal.value.fields) == {field}
    claim.refresh_from_db()
    assert claim.state == ClaimState.REVEALED


def test_a_verdict_is_dated_today_by_default(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    assert propose(team, claim).as_of == timezone.now().date()
    assert propose(team, claim, as_of=dt.date(2020, 2, 29)).as_of == dt.date(2020, 2, 29)


def test_a_stale_verdict_keeps_its_first_cause_until_it_is_reaffirmed(team: Team, claim: make.Claim) -> None:
    verdict = make.verdict(claim)
    mark_stale(verdict, cause=free_text("First"), before=free_text("supported"), after=free_text("open"))
    mark_stale(verdict, cause=free_text("Second"), before=free_text("open"), after=free_text("refuted"))
    verdict.refresh_from_db()
    stored = (verdict.stale_cause, verdict.stale_before, verdict.stale_after)
    assert [str(message) for message in stored] == ["First", "supported", "open"]
    reaffirm_verdict(team.checker, verdict=verdict, reasons="The other piece is enough.")
    verdict.refresh_from_db()
    assert (verdict.stale_since, verdict.stale_cause) == (None, None)
    assert verdict.reasons.endswith("The other piece is enough.")
    with pytest.raises(ConflictError):
        reaffirm_verdict(team.checker, verdict=verdict, reasons="Once more.")


S = ClaimState


@pytest.mark.parametrize(
    ("states", "progress", "label"),
    [
        ([], ArticleProgress(), "no claims yet"),
        ([S.DRAFT, S.DRAFT], ArticleProgress(drafts=2), "claims to confirm"),
        ([S.DRAFT, S.OPEN], ArticleProgress(drafts=1, in_review=1), "in review"),
        ([S.OPEN, S.RATING, S.REVEALED, S.PROPOSED], ArticleProgress(in_review=3, concluded=1), "in review"),
        ([S.PROPOSED, S.APPROVED, S.PUBLISHED], ArticleProgress(concluded=3), "concluded"),
        ([S.DRAFT, S.PROPOSED], ArticleProgress(drafts=1, concluded=1), "concluded"),
    ],
)
def test_an_articles_state_is_derived_from_its_claims(
    team: Team, states: list[ClaimState], progress: ArticleProgress, label: str
) -> None:
    article = make.article(team.desk)
    for state in states:
        make.claim(article, state=state)
    make.claim(article, state=S.OPEN, set_aside=ExclusionReason.DROPPED)
    assert count_progress([article]).get(article.pk, ArticleProgress()) == progress
    assert progress.state == label


def test_the_texts_of_a_verdict_are_stored_without_outer_spaces(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    make.publication(make.verdict(claim))
    texts = {"reasons": " The books. ", "departure": " Context. ", "correction": " The cost. "}
    verdict = propose(team, claim, "true", **texts)
    assert (verdict.reasons, verdict.departure, verdict.correction) == ("The books.", "Context.", "The cost.")


def test_a_verdict_that_follows_the_map_stores_no_departure(team: Team, claim: make.Claim) -> None:
    make.evidence(claim, stance=Stance.REFUTES, strength=0.9)
    make.evidence(claim, stance=Stance.REFUTES, strength=0.9)
    assert propose(team, claim, "false", departure="It lacks context.").departure == ""


def test_a_claim_that_was_never_published_has_no_correction(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    assert propose(team, claim, correction="The cost.").correction == ""


def test_a_verdict_can_be_dated_one_day_ahead(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    tomorrow = timezone.now().date() + dt.timedelta(days=1)
    assert propose(team, claim, as_of=tomorrow).as_of == tomorrow


def test_only_the_current_verdict_can_be_reaffirmed(team: Team, claim: make.Claim) -> None:
    earlier = make.verdict(claim, stale_since=timezone.now(), stale_cause="Withdrawn.")
    make.verdict(claim)
    with pytest.raises(ConflictError, match="Only a current, stale verdict"):
        reaffirm_verdict(team.checker, verdict=earlier, reasons="The other piece is enough.")


def test_reaffirming_adds_the_reasons_clears_the_whole_mark_and_is_recorded(
    team: Team, claim: make.Claim
) -> None:
    mark = {"stale_since": timezone.now(), "stale_cause": "Withdrawn."}
    verdict = make.verdict(claim, reasons="The books.", stale_before="false", stale_after="open", **mark)
    reaffirm_verdict(team.checker, verdict=verdict, reasons=" The other piece is enough. ")
    verdict.refresh_from_db()
    assert verdict.reasons == "The books.\n\nThe other piece is enough."
    assert {getattr(verdict, f"stale_{name}") for name in ("since", "cause", "before", "after")} == {None}
    event = Event.objects.get(action="verdict.reaffirmed")
    assert (event.actor, event.target_id) == (team.checker, verdict.pk)


def test_a_new_version_replaces_the_verdict_of_its_claim_only(team: Team, claim: make.Claim) -> None:
    make.evidence(claim)
    other = make.verdict(make.claim(claim.article, state=ClaimState.PROPOSED))
    make.verdict(claim)
    assert propose(team, claim).number == 2
    other.refresh_from_db()
    assert other.current


def test_a_verdict_stores_what_the_map_computed_and_who_proposed_it(team: Team, claim: make.Claim) -> None:
    make.evidence(claim, stance=Stance.SUPPORTS, strength=0.9)
    verdict = propose(team, claim)
    assert verdict.proposed_by == team.checker
    assert (verdict.computed, verdict.computed_strength) == (
        ComputedLabel.SUPPORTED,
        pytest.approx(0.95, abs=0.01),
    )
