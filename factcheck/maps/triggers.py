"""Triggers for what no column constraint can say: a relation is within one article, and not of a statement to itself.

Written for SQLite and PostgreSQL. `MapsConfig` drops them before every migration and creates them after it: SQLite
changes a table by creating another and renaming it, which loses the table's triggers and fails on those of other tables
that name it. The names of the triggers must not change, else those of an existing database would not be dropped.
"""

from typing import Any

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

EVENTS = ("INSERT", "UPDATE")
RULES = {
    "relation_onto_its_own_article": (
        "maps_maprelation",
        _ARTICLE_OF % {"at": "target_", "more": _RELATION_TARGETS} + " <> NEW.article_id",
    ),
    "premise_of_its_own_article": (
        "maps_relationpremise",
        _ARTICLE_OF % {"at": "", "more": ""}
        + " <> (SELECT article_id FROM maps_maprelation WHERE id = NEW.relation_id)",
    ),
    "premise_is_not_the_target": (
        "maps_relationpremise",
        """EXISTS (SELECT 1 FROM maps_maprelation WHERE id = NEW.relation_id AND (
            target_claim_id = NEW.claim_id OR target_evidence_id = NEW.evidence_id
            OR target_premise_id = NEW.premise_id))""",
    ),
}

_SQLITE = """CREATE TRIGGER %(name)s_%(when)s BEFORE %(when)s ON %(table)s WHEN %(wrong)s
BEGIN SELECT RAISE(ABORT, 'constraint failed: %(name)s'); END"""
_POSTGRESQL = """CREATE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF %(wrong)s THEN RAISE EXCEPTION '%(name)s' USING ERRCODE = 'check_violation', CONSTRAINT = '%(name)s'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER %(name)s BEFORE INSERT OR UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(name)s()"""


def drop(connection: Any) -> None:
    """Drop the triggers that exist."""
    with connection.cursor() as cursor:
        for name in RULES:
            for statement in _drop_statements(connection.vendor, name):
                cursor.execute(statement)


def create(connection: Any) -> None:
    """Create the triggers, if their tables exist: a migration can be of other apps, or stop before them."""
    tables = connection.introspection.table_names()
    if not {table for table, _ in RULES.values()}.issubset(tables):
        return
    drop(connection)
    with connection.cursor() as cursor:
        for name, (table, wrong) in RULES.items():
            for statement in _create_statements(connection.vendor, name, table, wrong):
                cursor.execute(statement)


def _create_statements(vendor: str, name: str, table: str, wrong: str) -> list[str]:
    values = {"name": name, "table": table, "wrong": wrong}
    if vendor == "postgresql":
        return [_POSTGRESQL % values]
    return [_SQLITE % {**values, "when": when} for when in EVENTS]


def _drop_statements(vendor: str, name: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP FUNCTION IF EXISTS {name}() CASCADE"]
    return [f"DROP TRIGGER IF EXISTS {name}_{when}" for when in EVENTS]
