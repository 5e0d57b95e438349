"""The rules that no column can say: a relation is within one article, and not of a statement to itself."""

from typing import Any

from factcheck import row_rules
from factcheck.row_rules import RowRule

# The article of the statement in the columns of NEW with the prefix `at`. One of them is filled, so COALESCE finds it.
_ARTICLE_OF = """COALESCE(
    (SELECT article_id FROM claims_claim WHERE id = NEW.%(at)sclaim_id),
    (SELECT c.article_id FROM evidence_evidence e JOIN claims_claim c ON c.id = e.claim_id
      WHERE e.id = NEW.%(at)sevidence_id),
    (SELECT article_id FROM maps_premise WHERE id = NEW.%(at)spremise_id)%(more)s)"""
_RELATION_TARGETS = """,
    (SELECT article_id FROM maps_maprelation WHERE id = NEW.target_relation_id),
    (SELECT c.article_id FROM evidence_evidence e JOIN claims_claim c ON c.id = e.claim_id
      WHERE e.id = NEW.target_link_id),
    (SELECT article_id FROM claims_claim WHERE id = NEW.target_parts_id)"""

_STATEMENT_TABLES = ("claims_claim", "evidence_evidence", "maps_premise")

RULES = (
    RowRule(
        "relation_onto_its_own_article",
        "maps_maprelation",
        _ARTICLE_OF % {"at": "target_", "more": _RELATION_TARGETS} + " <> NEW.article_id",
        reads=_STATEMENT_TABLES,
    ),
    RowRule(
        "premise_of_its_own_article",
        "maps_relationpremise",
        _ARTICLE_OF % {"at": "", "more": ""}
        + " <> (SELECT article_id FROM maps_maprelation WHERE id = NEW.relation_id)",
        reads=_STATEMENT_TABLES,
    ),
    RowRule(
        "premise_is_not_the_target",
        "maps_relationpremise",
        """EXISTS (SELECT 1 FROM maps_maprelation WHERE id = NEW.relation_id AND (
            target_claim_id = NEW.claim_id OR target_evidence_id = NEW.evidence_id
            OR target_premise_id = NEW.premise_id))""",
    ),
)


def drop(connection: Any) -> None:
    """Drop the triggers that exist."""
    row_rules.drop(connection, RULES)


def create(connection: Any) -> None:
    """Create the triggers, if their tables exist."""
    row_rules.create(connection, RULES)
