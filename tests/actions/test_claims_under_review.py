"""What moving, splitting and merging claims does to sign-offs, evidence, comments and reviewers."""

import pytest
from django.utils import timezone

from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import edit_claim
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError
from factcheck.review.hypotheses import load_matrix
from factcheck.review.models import ReviewerAssignment
from factcheck.search.models import IndexEntry
from factcheck.stored_messages import message
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import approved, proposed, verdict_of

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds"
ARCHIVE = "according to the city archive."


@pytest.fixture
def pair(team: Team) -> tuple[Claim, Claim]:
    article = make.article(team.desk)
    return make.claim(article, COST), make.claim(article, ARCHIVE)


def shorter(team: Team, claim: Claim) -> Claim:
    return move_boundaries(team.checker, claim=claim, start=claim.start, end=claim.end - 4)


def test_moving_the_boundaries_drops_the_sign_offs_and_keeps_the_verdict(team: Team) -> None:
    claim = approved(team)
    verdict = verdict_of(claim)
    assert shorter(team, claim).state == ClaimState.PROPOSED
    assert verdict_of(claim) == verdict
    assert verdict.signoffs.get().dropped_because == message("boundaries_moved")


def test_unchanged_boundaries_drop_no_sign_off(team: Team) -> None:
    claim = approved(team)
    same = move_boundaries(team.checker, claim=claim, start=claim.start, end=claim.end)
    assert same.state == ClaimState.APPROVED
    assert verdict_of(claim).signoffs.get().dropped_at is None


def test_a_correction_notes_that_the_boundaries_were_moved(team: Team) -> None:
    claim = proposed(team)
    make.publication(verdict_of(claim))
    shorter(team, claim)
    assert verdict_of(claim).correction == "The span of the claim was changed."


def test_a_merged_claim_gets_evidence_and_comments_of_the_others(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    kept, other = pair
    piece, first = make.evidence(other), make.comment(other)
    rival = make.hypothesis(other, answers={piece: "consistent"})
    reply, about_piece = make.comment(other, parent=first), make.comment(piece)
    merge_claims(team.checker, claim=kept, others=[other])
    assert kept.evidence.get() == piece
    assert list(kept.comments.all()) == [first, reply]
    assert load_matrix(kept).hypotheses[1].answers == {str(piece.pk): "consistent"}
    event = Event.objects.about(kept).get(action="claim.took_over")
    assert event.data == {
        "of": other.pk,
        "evidence": [piece.pk],
        "hypotheses": [rival.pk],
        "comments": [first.pk, reply.pk],
    }
    entries = IndexEntry.objects.filter(kind__in=("evidence", "comment"), claim=kept)
    assert {(entry.kind, entry.target_id) for entry in entries} == {
        ("evidence", piece.pk),
        *(("comment", comment.pk) for comment in (first, reply, about_piece)),
    }


def test_a_merge_without_evidence_and_comments_records_no_transfer(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    merge_claims(team.checker, claim=pair[0], others=[pair[1]])
    assert not Event.objects.filter(action="claim.took_over").exists()


def test_a_recusal_from_one_claim_applies_to_the_merged_claim(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    make.reviewing(kept, team.reviewer)
    make.reviewing(other, team.reviewer, recused_at=timezone.now(), recused_reason="My sister built it.")
    make.reviewing(other, team.editor)
    make.reviewing(kept, team.admin, recused_at=timezone.now(), recused_reason="I wrote it.")
    make.reviewing(other, team.admin)
    merge_claims(team.checker, claim=kept, others=[other])
    rows = {row.reviewer: row.recused_reason for row in ReviewerAssignment.objects.filter(claim=kept)}
    assert rows == {team.reviewer: "My sister built it.", team.editor: "", team.admin: "I wrote it."}
    assert ReviewerAssignment.objects.filter(claim=other).count() == 3


def test_all_pieces_get_the_reviewers_and_the_first_keeps_the_evidence(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    claim, _ = pair
    piece, remark = make.evidence(claim), make.comment(claim)
    make.reviewing(claim, team.reviewer)
    make.reviewing(claim, team.editor, recused_at=timezone.now(), recused_reason="I wrote it.")
    first, second = split_claim(team.checker, claim=claim, at=[claim.start + len("The bridge cost ")])
    assert (first.evidence.get(), first.comments.get()) == (piece, remark)
    assert not second.evidence.exists()
    rows = {row.reviewer: row.recused_reason for row in ReviewerAssignment.objects.filter(claim=second)}
    assert rows == {team.reviewer: "", team.editor: "I wrote it."}
    actions = [event.action for event in Event.objects.filter(target_type="reviewing")]
    assert actions == ["reviewer.assigned", "reviewer.recusal_copied"]


def test_a_claim_that_was_published_is_neither_split_nor_merged(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    claim, other = pair
    make.publication(make.verdict(claim))
    with pytest.raises(ConflictError, match="published"):
        split_claim(team.checker, claim=claim, at=[claim.start + 10])
    for kept, away in ((claim, other), (other, claim)):
        with pytest.raises(ConflictError, match="published"):
            merge_claims(team.checker, claim=kept, others=[away])
    assert claim.article.claims.filter(set_aside="").count() == 2


def test_an_edit_returns_the_claim_in_its_new_state(team: Team) -> None:
    claim = edit_claim(team.checker, claim=approved(team), text="The bridge cost less.")
    assert claim.state == ClaimState.PROPOSED
