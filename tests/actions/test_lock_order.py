"""Actions lock rows in one order, so that two of them never wait for each other.

A row that one action locks before the audit chain of its desk must not be locked after the chain by another action.
SQLite locks no rows, so the tests look at what the actions ask for: `select_for_update`, UPDATE and DELETE.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from factcheck.actions.claim_merging import merge_claims
from factcheck.enums import ClaimState
from factcheck.permissions import PERMISSIONS
from tests import factories as make
from tests.factories import Team
from tests.permission_cases import CASES, PermissionCase

pytestmark = pytest.mark.django_db

CHAIN = "audit_chainhead"
# Rows that are locked before the chain: nothing locks them while it has the chain.
BEFORE_CHAIN = {
    "articles_article",
    "articles_reading",
    "articles_revision",
    "claims_splitrun",
    "desks_desk",
    "desks_invitation",
    "desks_membership",
    "exports_export",
    "maps_criticalanswer",
    "maps_importedmap",
    "maps_mapchange",
    "maps_maprelation",
    "maps_premise",
    "review_similarityjudgement",
    "suggestions_suggestion",
}


@contextmanager
def recorded_locks(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Give the tables whose rows are locked, in the order of their first lock, with what locked them."""
    tables: dict[str, str] = {}
    fetch_all = QuerySet._fetch_all

    def fetch(rows: QuerySet[Any]) -> None:
        if rows._result_cache is None and rows.query.select_for_update:
            tables.setdefault(rows.model._meta.db_table, "SELECT")
        fetch_all(rows)

    def execute(run: Callable[..., Any], sql: str, *args: Any) -> Any:
        if match := re.match(r'(UPDATE|DELETE) (?:FROM )?"(\w+)"', sql):
            tables.setdefault(match[2], match[1])
        return run(sql, *args)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch)
    with connection.execute_wrapper(execute):
        yield tables


def assert_in_order(tables: Iterable[str]) -> None:
    tables = list(tables)
    chain = tables.index(CHAIN)
    assert set(tables[:chain]) <= BEFORE_CHAIN
    assert not set(tables[chain:]) & BEFORE_CHAIN


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.prepare.__name__)
def test_an_action_locks_the_audit_chain_before_the_rows_that_others_lock_after_it(
    case: PermissionCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = make.team()
    action = case.prepare(team)
    with recorded_locks(monkeypatch) as tables:
        action(team.of(PERMISSIONS[case.permission].role))
    assert_in_order(tables)


NUMBERING = [
    case for case in CASES if {"claim.added", "claim.split_off", "claim.part_accepted"} & set(case.events)
]


@pytest.mark.parametrize("case", NUMBERING, ids=lambda case: case.prepare.__name__)
def test_a_claim_gets_its_number_under_the_lock_of_the_revision(
    case: PermissionCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = make.team()
    action = case.prepare(team)
    with recorded_locks(monkeypatch) as tables:
        action(team.admin)
    assert next(iter(tables.items())) == ("articles_revision", "SELECT")


# A change of a tag writes many claims. The chain, which it has, keeps every other change of the desk away from them.
ON_CLAIMS = [case for case in CASES if case.permission != "tag.manage"]


@pytest.mark.parametrize("case", ON_CLAIMS, ids=lambda case: case.prepare.__name__)
def test_a_claim_evidence_or_source_is_locked_before_it_is_written(
    case: PermissionCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = make.team()
    action = case.prepare(team)
    with recorded_locks(monkeypatch) as tables:
        action(team.admin)
    locked_by = {
        tables.get(table, "SELECT") for table in ("claims_claim", "evidence_evidence", "evidence_source")
    }
    assert locked_by == {"SELECT"}


def test_a_merge_moves_comments_and_evidence_after_it_locked_the_chain(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make.article(team.desk)
    quotes = ("The bridge cost 4.2 million pounds", "according to the city archive.")
    claim, other = (make.claim(article, quote, state=ClaimState.OPEN) for quote in quotes)
    make.comment(other)
    make.evidence(other)
    with recorded_locks(monkeypatch) as tables:
        merge_claims(team.checker, claim=claim, others=[other])
    assert_in_order(tables)
    assert {"review_comment", "evidence_evidence"} <= set(tables)
