"""Every change of a tracked row adds a history record, also when an action changes several rows at once."""

from typing import Any

import pytest

from factcheck.actions.claim_state import mark_touched
from factcheck.actions.claims import mark_duplicate
from factcheck.actions.evidence import link_evidence
from factcheck.actions.staleness import mark_stale
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.enums import ClaimState, Role, Stance
from factcheck.review.models import Assessment
from factcheck.stored_messages import free_text, message
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def claim_in(team: Team, state: ClaimState) -> Any:
    return make.claim(make.article(team.desk), state=state)


def versions(row: Any, *names: str) -> list[Any]:
    """Return the fields in each history record, oldest first; the last one equals the row."""
    records = list(row.history.order_by("history_id").values_list(*names))
    assert records[-1] == type(row).objects.values_list(*names).get(pk=row.pk)
    return records


def test_reveal_adds_a_record_to_each_blind_rating(team: Team) -> None:
    claim = claim_in(team, ClaimState.RATING)
    given = [
        make.assessment(claim, make.member(team.desk, Role.REVIEWER), slug) for slug in ("true", "false")
    ]
    changed = dict(Assessment.objects.values_list("pk", "changed_at"))
    perform_step(team.editor, claim=claim, slug="reveal")
    for assessment in given:
        assert versions(assessment, "blind_rating_id") == [(None,), (assessment.rating_id,)]
    assert dict(Assessment.objects.values_list("pk", "changed_at")) == changed


def test_replaced_verdict_adds_a_record(team: Team) -> None:
    claim = claim_in(team, ClaimState.PROPOSED)
    make.evidence(claim)
    first = make.verdict(claim, proposed_by=team.checker)
    second = propose_verdict(
        team.editor,
        claim=claim,
        rating="true",
        reasons="A new source says so.",
        departure="The map lacks context.",
    )
    assert versions(first, "current") == [(True,), (False,)]
    assert versions(second, "current") == [(True,)]


def test_stale_verdict_adds_one_record_with_the_first_cause(team: Team) -> None:
    verdict = make.verdict(claim_in(team, ClaimState.PROPOSED))
    first, second = message("evidence_added"), message("source_changed")
    before, after = free_text("refuted, 0.2"), free_text("not enough, 0.5")
    for cause in (first, second):
        mark_stale(verdict, cause=cause, before=before, after=after)
    assert versions(verdict, "stale_cause", "stale_before") == [(None, None), (first, before)]


def test_used_claim_is_marked_as_edited_once(team: Team) -> None:
    claim = claim_in(team, ClaimState.OPEN)
    source = make.source(team.desk)
    link_evidence(team.checker, claim=claim, source=source, quote="It cost less.", stance=Stance.REFUTES)
    mark_touched(claim.pk)
    assert versions(claim, "is_human_edited") == [(False,), (True,)]


def test_original_of_a_duplicate_is_marked_as_edited(team: Team) -> None:
    of = claim_in(team, ClaimState.OPEN)
    mark_duplicate(team.checker, claim=make.claim(of.article, state=ClaimState.OPEN), of=of)
    assert versions(of, "is_human_edited") == [(False,), (True,)]
