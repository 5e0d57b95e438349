"""Triggers that hold the rule of `independence`: the only signer of a verdict is nobody who changed what is signed.

They look at the moment of approval and at the publication, whatever code writes. Another one keeps the answers of a
matrix of hypotheses to the evidence of its claim.
"""

from factcheck.row_rules import RowRule

_VALID = "SELECT %s FROM review_signoff s WHERE s.verdict_id = v.id AND s.dropped_at IS NULL"
_SIGNED_BY_A_CHANGER_ONLY = f"""EXISTS (SELECT 1 FROM review_verdict v WHERE %s AND v.glass_reason = ''
    AND ({_VALID % "COUNT(*)"}) = 1
    AND EXISTS (SELECT 1 FROM review_substancechange c
        WHERE c.verdict_id = v.id AND c.changed_by_id IN ({_VALID % "s.member_id"})))"""  # noqa: S608 - constants
_READS = ("review_verdict", "review_signoff", "review_substancechange")

RULES = (
    RowRule(
        "approval_by_another_than_the_changer",
        "claims_claim",
        "NEW.state = 'approved' AND OLD.state <> 'approved' AND "
        + _SIGNED_BY_A_CHANGER_ONLY % "v.claim_id = NEW.id AND v.current",
        events=("UPDATE",),
        reads=_READS,
    ),
    RowRule(
        "publication_by_another_than_the_changer",
        "review_publication",
        _SIGNED_BY_A_CHANGER_ONLY % "v.id = NEW.verdict_id",
        events=("INSERT",),  # later changes of a published verdict are signed with its next version
        reads=_READS,
    ),
    RowRule(
        "answer_about_evidence_of_its_claim",
        "review_hypothesisanswer",
        """(SELECT claim_id FROM evidence_evidence WHERE id = NEW.evidence_id)
            <> (SELECT claim_id FROM review_hypothesis WHERE id = NEW.hypothesis_id)""",
        reads=("evidence_evidence", "review_hypothesis"),
    ),
)
