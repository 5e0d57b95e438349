"""Where the words of the index come from, as SQL that SQLite and PostgreSQL both speak."""

from dataclasses import dataclass

MOST_INDEXED = 150_000  # code points of one thing; PostgreSQL takes no more than 1 MB of words a row
INTO = "INSERT INTO search_entry (desk_id, kind, target_id, claim_id, at, body)"
OTHERWISE = (
    "ON CONFLICT (kind, target_id) DO UPDATE "
    "SET desk_id = excluded.desk_id, claim_id = excluded.claim_id, at = excluded.at, body = excluded.body"
)


@dataclass(frozen=True, slots=True)
class Watch:
    """A table whose rows change what is indexed: `key` is the row's column that `column` of the feed equals."""

    table: str
    column: str
    key: str
    fields: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One kind of thing: its own table, how its entry reads, and what to watch (its own table first)."""

    kind: str
    rows: str
    claim: str
    body: tuple[str, ...]
    watches: tuple[Watch, ...]

    def entries(self, condition: str = "true") -> str:
        """The statement that writes the entries of those rows that the condition holds for."""
        body = " || '\n' || ".join(self.body)
        return (
            f"{INTO} SELECT x.desk_id, '{self.kind}', x.id, {self.claim}, x.created_at, "  # noqa: S608 - all from here
            f"substr({body}, 1, {MOST_INDEXED}) FROM {self.rows} WHERE {condition} {OTHERWISE}"
        )


NEWEST_TEXT = (
    "(SELECT r.text FROM articles_revision r WHERE r.article_id = x.id ORDER BY r.number DESC LIMIT 1)"
)

FEEDS = (
    Feed(
        kind="article",
        rows="articles_article x",
        claim="CAST(NULL AS bigint)",
        body=("x.title", "x.source_name", f"COALESCE({NEWEST_TEXT}, '')"),
        watches=(
            Watch("articles_article", "x.id", "id", "title, source_name"),
            Watch("articles_revision", "x.id", "article_id", "text"),
        ),
    ),
    Feed(
        kind="claim",
        rows="claims_claim x",
        claim="x.id",
        body=("x.text", "CASE WHEN x.quote = x.text THEN '' ELSE x.quote END", "x.speaker"),
        watches=(Watch("claims_claim", "x.id", "id", "text, quote, speaker"),),
    ),
    Feed(
        kind="evidence",
        rows="evidence_evidence x JOIN evidence_source s ON s.id = x.source_id",
        claim="x.claim_id",
        body=("x.quote", "x.note", "s.title", "s.publisher"),
        watches=(
            Watch("evidence_evidence", "x.id", "id", "quote, note, source_id, claim_id"),
            Watch("evidence_source", "x.source_id", "id", "title, publisher"),
        ),
    ),
    Feed(
        kind="comment",
        rows="review_comment x LEFT JOIN evidence_evidence e ON e.id = x.evidence_id "
        "LEFT JOIN review_verdict v ON v.id = x.verdict_id",
        claim="COALESCE(x.claim_id, e.claim_id, v.claim_id)",
        body=("x.body",),
        watches=(
            Watch("review_comment", "x.id", "id", "body, claim_id"),
            Watch("evidence_evidence", "x.evidence_id", "id", "claim_id"),
        ),
    ),
)
