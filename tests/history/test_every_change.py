"""What a service changes on a row whose history is kept leaves a line there, also where it changes several at once."""

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
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def claim_in(team: Team, state: ClaimState) -> Any:
    return make.claim(make.article(team.desk), state=state)


def lines(row: Any, *names: str) -> list[Any]:
    """What the row's history says of these fields, the oldest line first; the last line is how the row stands."""
    told = list(row.history.order_by("history_id").values_list(*names))
    assert told[-1] == type(row).objects.values_list(*names).get(pk=row.pk)
    return told


def test_the_reveal_keeps_each_blind_rating_with_a_line(team: Team) -> None:
    claim = claim_in(team, ClaimState.RATING)
    given = [
        make.assessment(claim, make.member(team.desk, Role.REVIEWER), slug) for slug in ("true", "false")
    ]
    changed = dict(Assessment.objects.values_list("pk", "changed_at"))
    perform_step(team.editor, claim=claim, slug="reveal")
    for one in given:
        assert lines(one, "blind_rating_id") == [(None,), (one.rating_id,)]
    assert dict(Assessment.objects.values_list("pk", "changed_at")) == changed


def test_a_verdict_that_is_followed_by_another_says_so(team: Team) -> None:
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
    assert lines(first, "current") == [(True,), (False,)]
    assert lines(second, "current") == [(True,)]


def test_a_verdict_that_becomes_stale_says_why_and_only_once(team: Team) -> None:
    verdict = make.verdict(claim_in(team, ClaimState.PROPOSED))
    for cause in ("The evidence was withdrawn.", "Another cause."):
        mark_stale(verdict, cause=cause, before="refuted", after="not enough")
    assert lines(verdict, "stale_cause", "stale_before") == [
        ("", ""),
        ("The evidence was withdrawn.", "refuted"),
    ]


def test_a_claim_that_somebody_uses_is_touched_with_one_line(team: Team) -> None:
    claim = claim_in(team, ClaimState.OPEN)
    source = make.source(team.desk)
    link_evidence(team.checker, claim=claim, source=source, quote="It cost less.", stance=Stance.REFUTES)
    mark_touched(claim.pk)
    assert lines(claim, "is_human_edited") == [(False,), (True,)]


def test_a_claim_that_another_repeats_is_touched_too(team: Team) -> None:
    of = claim_in(team, ClaimState.OPEN)
    mark_duplicate(team.checker, claim=make.claim(of.article, state=ClaimState.OPEN), of=of)
    assert lines(of, "is_human_edited") == [(False,), (True,)]
