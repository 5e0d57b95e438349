"""The matrix of the hypotheses of a claim against its evidence, built from the rows of the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from factcheck.argument.hypotheses import BY_STANCE, HypothesisMatrix, MatrixEvidence, MatrixHypothesis
from factcheck.claims.models import Claim
from factcheck.enums import Consistency, Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import NotFound
from factcheck.review.models import Hypothesis, HypothesisAnswer

THE_CLAIM = "claim"


def load_matrices(claims: Sequence[Claim]) -> dict[int, HypothesisMatrix]:
    """Return the matrices of those claims that have rival hypotheses, by claim id. Three queries."""
    rivals = defaultdict(list)
    for row in Hypothesis.objects.filter(claim__in=claims, active=True):
        rivals[row.claim_id].append(row)
    answers = _load_answers(row.pk for rows in rivals.values() for row in rows)
    pieces = defaultdict(list)
    for piece in Evidence.objects.filter(claim__in=rivals.keys()).select_related("source"):
        pieces[piece.claim_id].append(piece)
    return {
        claim.pk: _to_matrix(claim, pieces[claim.pk], rivals[claim.pk], answers)
        for claim in claims
        if claim.pk in rivals
    }


def load_matrix(claim: Claim) -> HypothesisMatrix:
    """Return the matrix of a claim, which has the claim alone if there are no rival hypotheses."""
    return load_matrices([claim]).get(claim.pk) or _to_matrix(
        claim, list(Evidence.objects.filter(claim=claim).select_related("source")), [], {}
    )


def get_hypothesis(user: Any, hypothesis_id: int) -> Hypothesis:
    """Return a hypothesis that the user may see. Raises NotFound."""
    row = Hypothesis.objects.visible_to(user).select_related("claim").filter(pk=hypothesis_id).first()
    if row is None:
        raise NotFound(_("There is no such hypothesis on your desks."))
    return row


def _load_answers(hypotheses: Iterable[int]) -> dict[int, dict[str, Consistency]]:
    rows = HypothesisAnswer.objects.filter(hypothesis__in=list(hypotheses)).order_by()
    answers: defaultdict[int, dict[str, Consistency]] = defaultdict(dict)
    for hypothesis, evidence, answer in rows.values_list("hypothesis_id", "evidence_id", "answer"):
        answers[hypothesis][str(evidence)] = Consistency(answer)
    return answers


def _to_matrix(
    claim: Claim,
    pieces: Sequence[Evidence],
    rivals: Sequence[Hypothesis],
    answers: dict[int, dict[str, Consistency]],
) -> HypothesisMatrix:
    by_stance = {str(piece.pk): BY_STANCE[Stance(piece.stance)] for piece in pieces}
    return HypothesisMatrix(
        tuple(_to_row(piece) for piece in pieces),
        (
            MatrixHypothesis(THE_CLAIM, claim.text, by_stance),
            *(MatrixHypothesis(str(row.pk), row.text, answers.get(row.pk, {})) for row in rivals),
        ),
    )


def _to_row(piece: Evidence) -> MatrixEvidence:
    source = ", ".join(filter(None, [piece.source.publisher, piece.source.title]))
    return MatrixEvidence(
        id=str(piece.pk),
        quote=piece.quote,
        source=source,
        strength=piece.strength,
        origin=piece.source.origin_group,
        is_counted=piece.is_counted,
    )
