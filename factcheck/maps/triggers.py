"""What no column's constraint can say: both ends of a relation lie in one article, and are not the same statement.

Triggers of the database itself, for SQLite and PostgreSQL. They are dropped before a migration and put back after it:
SQLite changes a table by making another, which loses its triggers and stumbles over those of others.
"""

from typing import Any

# Every end of a relation with the article that it lies in; `at` is the prefix of its columns.
_ARTICLE_OF = """COALESCE(
    (SELECT article_id FROM claims_claim WHERE id = NEW.%(at)sclaim_id),
    (SELECT c.article_id FROM evidence_evidence e JOIN claims_claim c ON c.id = e.claim_id
      WHERE e.id = NEW.%(at)sevidence_id),
    (SELECT article_id FROM maps_premise WHERE id = NEW.%(at)spremise_id)%(more)s)"""
_RELATIONS_ONTO = """,
    (SELECT article_id FROM maps_relation WHERE id = NEW.target_relation_id),
    (SELECT c.article_id FROM evidence_evidence e JOIN claims_claim c ON c.id = e.claim_id
      WHERE e.id = NEW.target_link_id),
    (SELECT article_id FROM claims_claim WHERE id = NEW.target_parts_id)"""

EVENTS = ("INSERT", "UPDATE")
RULES = {
    "relation_onto_its_own_article": (
        "maps_relation",
        _ARTICLE_OF % {"at": "target_", "more": _RELATIONS_ONTO} + " <> NEW.article_id",
    ),
    "premise_of_its_own_article": (
        "maps_relationpremise",
        _ARTICLE_OF % {"at": "", "more": ""}
        + " <> (SELECT article_id FROM maps_relation WHERE id = NEW.relation_id)",
    ),
    "premise_is_not_the_target": (
        "maps_relationpremise",
        """EXISTS (SELECT 1 FROM maps_relation WHERE id = NEW.relation_id AND (
            target_claim_id = NEW.claim_id OR target_evidence_id = NEW.evidence_id OR target_premise_id = NEW.premise_id))""",
    ),
}

_SQLITE = """CREATE TRIGGER %(name)s_%(when)s BEFORE %(when)s ON %(table)s WHEN %(wrong)s
BEGIN SELECT RAISE(ABORT, 'constraint failed: %(name)s'); END"""
_POSTGRESQL = """CREATE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF %(wrong)s THEN RAISE EXCEPTION '%(name)s' USING ERRCODE = 'check_violation', CONSTRAINT = '%(name)s'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER %(name)s BEFORE INSERT OR UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(name)s()"""


def drop(connection: Any) -> None:
    with connection.cursor() as cursor:
        for name in RULES:
            for statement in _drops(connection.vendor, name):
                cursor.execute(statement)


def create(connection: Any) -> None:
    """Make the triggers anew, once their tables are there."""
    tables = connection.introspection.table_names()
    if not {table for table, _ in RULES.values()}.issubset(tables):
        return
    drop(connection)
    with connection.cursor() as cursor:
        for name, (table, wrong) in RULES.items():
            for statement in _makes(connection.vendor, name, table, wrong):
                cursor.execute(statement)


def _makes(vendor: str, name: str, table: str, wrong: str) -> list[str]:
    values = {"name": name, "table": table, "wrong": wrong}
    if vendor == "postgresql":
        return [_POSTGRESQL % values]
    return [_SQLITE % {**values, "when": when} for when in EVENTS]


def _drops(vendor: str, name: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP FUNCTION IF EXISTS {name}() CASCADE"]
    return [f"DROP TRIGGER IF EXISTS {name}_{when}" for when in EVENTS]
