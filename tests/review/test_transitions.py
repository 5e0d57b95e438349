"""What the page offers for a claim, and the sentence on a step from the wrong state."""

from dataclasses import replace

import pytest

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.review.conditions import WorkflowFacts
from factcheck.review.transitions import (
    AvailableStep,
    available_steps,
    ensure_proposal_allowed,
    ensure_step_allowed,
    unmet_conditions,
)
from factcheck.review.workflow import STEPS
from tests.factories import Team

S = ClaimState
TWO_MORE = "It needs 2 more sign-offs by people who did not propose it."


@pytest.mark.parametrize("step", STEPS.values(), ids=str)
def test_an_available_step_has_the_names_of_its_row(step) -> None:
    shown = AvailableStep(step)
    assert (shown.slug, shown.label) == (step.slug, step.label)
    assert shown.shortcut == (step.shortcut.slug if step.shortcut else "")
    assert AvailableStep(replace(step, shortcut=None)).shortcut == ""


@pytest.mark.parametrize(
    ("slug", "state", "facts", "sentence"),
    [
        (
            "publish",
            S.PROPOSED,
            {"signoffs_needed": 2},
            f"a claim that is approved; this one is proposed. {TWO_MORE}",
        ),
        ("publish", S.PROPOSED, {"signoffs": 1}, "a claim that is approved; this one is proposed."),
        ("publish", S.OPEN, {}, "a claim that is approved; this one is open."),
        ("open", S.PROPOSED, {}, "a claim that is a draft; this one is proposed."),
        (
            "reopen",
            S.OPEN,
            {},
            "a claim that is proposed or approved or published; this one is open.",
        ),
    ],
)
def test_a_step_from_the_wrong_state_names_the_states_and_the_missing_sign_offs(
    slug: str, state: ClaimState, facts: dict[str, int], sentence: str
) -> None:
    [missing] = unmet_conditions(STEPS[slug], WorkflowFacts(state, **facts))
    assert missing == f"“{STEPS[slug].label}” is only possible for {sentence}"


def test_a_refusal_lists_everything_that_is_missing() -> None:
    facts = WorkflowFacts(S.APPROVED, is_stale=True, was_published=True)
    with pytest.raises(ConflictError) as refusal:
        ensure_step_allowed(STEPS["publish"], facts)
    missing = unmet_conditions(STEPS["publish"], facts)
    assert len(missing) == 3
    assert refusal.value.message == " ".join(missing)


@pytest.mark.django_db
def test_only_an_editor_proposes_against_the_ratings(team: Team, claim: Claim) -> None:
    facts = WorkflowFacts(S.REVEALED, counted_evidence=1, follows_ratings=False)
    with pytest.raises(PermissionDenied, match="editor"):
        ensure_proposal_allowed(team.checker, claim, facts)
    ensure_proposal_allowed(team.editor, claim, facts)


@pytest.mark.django_db
def test_an_editor_cannot_propose_what_the_conditions_refuse(team: Team, claim: Claim) -> None:
    with pytest.raises(ConflictError, match="at least one active piece of evidence"):
        ensure_proposal_allowed(team.editor, claim, WorkflowFacts(S.REVEALED, follows_ratings=False))


@pytest.mark.django_db
@pytest.mark.parametrize("state", S)
def test_the_page_offers_no_step_with_a_form_of_its_own_and_no_blocked_step_that_is_hidden(
    team: Team, claim: Claim, state: ClaimState
) -> None:
    claim.state = state
    shown = available_steps(team.viewer, claim)
    assert all(item.missing and item.step.shown_when_blocked for item in shown)
    offered = {item.slug for item in available_steps(team.admin, claim)}
    assert not {
        slug for slug in offered if STEPS[slug].has_own_form and state not in STEPS[slug].announced_in
    }
