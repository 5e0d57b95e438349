"""The tables that the index is made of, as SQL that both SQLite and PostgreSQL accept."""

from dataclasses import dataclass

# Code points of one entry. A tsvector of PostgreSQL is at most 1 MB, which 150,000 characters of four bytes stay below.
MAX_INDEXED_LENGTH = 150_000
INSERT_INTO_INDEX = "INSERT INTO search_indexentry (desk_id, kind, target_id, claim_id, at, body)"
# An update keeps the id of the entry, which is the rowid of its row in the FTS5 table.
ON_CONFLICT_UPDATE = (
    "ON CONFLICT (kind, target_id) DO UPDATE "
    "SET desk_id = excluded.desk_id, claim_id = excluded.claim_id, at = excluded.at, body = excluded.body"
)


@dataclass(frozen=True, slots=True)
class WatchedTable:
    """A table whose changes update the index, when one of `fields` changes.

    `column` of the source equals the column `key` of the changed row.
    """

    table: str
    column: str
    key: str
    fields: str


@dataclass(frozen=True, slots=True)
class IndexSource:
    """One kind of entry: its table, the expressions of its text, and the tables to watch (its own table first)."""

    kind: str
    tables: str
    claim: str
    body: tuple[str, ...]
    watched: tuple[WatchedTable, ...]

    def to_upsert(self, condition: str = "true") -> str:
        """Return the statement that writes the entries of the rows that match the condition."""
        body = " || '\n' || ".join(self.body)
        return (
            f"{INSERT_INTO_INDEX} SELECT x.desk_id, '{self.kind}', x.id, {self.claim}, x.created_at, "  # noqa: S608 - constants of this module
            f"substr({body}, 1, {MAX_INDEXED_LENGTH}) FROM {self.tables} WHERE {condition} {ON_CONFLICT_UPDATE}"
        )


NEWEST_TEXT = (
    "(SELECT r.text FROM articles_revision r WHERE r.article_id = x.id ORDER BY r.number DESC LIMIT 1)"
)

INDEX_SOURCES = (
    IndexSource(
        kind="article",
        tables="articles_article x",
        claim="CAST(NULL AS bigint)",
        body=("x.title", "x.source_name", f"COALESCE({NEWEST_TEXT}, '')"),
        watched=(
            WatchedTable("articles_article", "x.id", "id", "title, source_name"),
            WatchedTable("articles_revision", "x.id", "article_id", "text"),
        ),
    ),
    IndexSource(
        kind="claim",
        tables="claims_claim x",
        claim="x.id",
        body=("x.text", "CASE WHEN x.quote = x.text THEN '' ELSE x.quote END", "x.speaker"),
        watched=(WatchedTable("claims_claim", "x.id", "id", "text, quote, speaker"),),
    ),
    IndexSource(
        kind="evidence",
        tables="evidence_evidence x JOIN evidence_source s ON s.id = x.source_id",
        claim="x.claim_id",
        body=("x.quote", "x.note", "s.title", "s.publisher"),
        watched=(
            WatchedTable("evidence_evidence", "x.id", "id", "quote, note, source_id, claim_id"),
            WatchedTable("evidence_source", "x.source_id", "id", "title, publisher"),
        ),
    ),
    IndexSource(
        kind="comment",
        tables="review_comment x LEFT JOIN evidence_evidence e ON e.id = x.evidence_id "
        "LEFT JOIN review_verdict v ON v.id = x.verdict_id",
        claim="COALESCE(x.claim_id, e.claim_id, v.claim_id)",
        body=("x.body",),
        watched=(
            WatchedTable("review_comment", "x.id", "id", "body, claim_id"),
            WatchedTable("evidence_evidence", "x.evidence_id", "id", "claim_id"),
        ),
    ),
)
