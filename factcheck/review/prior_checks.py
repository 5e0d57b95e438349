"""Earlier checks of similar claims: verdicts of the desk, and fact-checks of other publishers.

They are suggestions. `factcheck.actions.prior_checks` stores what people judge of them.
"""

from dataclasses import dataclass

from factcheck.claims.models import Claim
from factcheck.enums import SimilarityLabel
from factcheck.review.models import SimilarityJudgement
from factcheck.review.prior_check_index import CheckReference, PriorCheck, search
from factcheck.text import embeddings
from factcheck.text.similarity import get_method_name

MAX_MATCHES = 5
MIN_SIMILARITY = 0.12


@dataclass(frozen=True, slots=True)
class PriorCheckMatch:
    """An earlier check that is similar to a text, with the label that people gave the pair, if any.

    `similarity` and `certainty` are from 0 to 1; `method` names the search that found it, such as "lexical/1".
    """

    check: PriorCheck
    similarity: float
    certainty: float
    method: str
    label: str = ""


def find_for_text(desk_id: int, text: str) -> list[PriorCheckMatch]:
    """Return the earlier checks that are most similar to a text that is not a claim yet, best first."""
    return _find(desk_id, text, limit=MAX_MATCHES)


def find_for_claim(claim: Claim) -> list[PriorCheckMatch]:
    """Return the earlier checks that are most similar to a claim, best first.

    The claim's own verdicts and the checks that a person judged to be different are left out.
    """
    labels = {_to_reference(row): row.label for row in SimilarityJudgement.objects.filter(claim=claim)}
    excluded = {pair for pair, label in labels.items() if label == SimilarityLabel.DIFFERENT}
    excluded |= {CheckReference("verdict", pk) for pk in claim.verdicts.values_list("pk", flat=True)}
    # Three times as many are read, so that five remain where some are left out.
    matches = _find(claim.desk_id, claim.text, limit=MAX_MATCHES * 3, labels=labels)
    return [match for match in matches if match.check.reference not in excluded][:MAX_MATCHES]


def _find(
    desk_id: int, text: str, *, limit: int, labels: dict[CheckReference, str] | None = None
) -> list[PriorCheckMatch]:
    method = get_method_name(embeddings.get_encoder())
    return [
        PriorCheckMatch(
            check, match.similarity, match.certainty, method, (labels or {}).get(check.reference, "")
        )
        for check, match in search(desk_id, text, limit=limit)
        if match.similarity >= MIN_SIMILARITY
    ]


def _to_reference(row: SimilarityJudgement) -> CheckReference:
    if row.verdict_id:
        return CheckReference("verdict", row.verdict_id)
    return CheckReference("external_check", row.external_check_id or 0)
