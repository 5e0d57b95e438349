"""The workflow table: where each step leads, its conditions, and what is missing."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from factcheck.actions.workflow import perform_step
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, PermissionDenied, UnknownChoice
from factcheck.permissions import PERMISSIONS
from factcheck.review.conditions import WorkflowFacts
from factcheck.review.transitions import available_steps, unmet_conditions
from factcheck.review.workflow import STEPS, get_step
from tests import factories as make

S = ClaimState
TRANSITIONS = {
    ("open", S.DRAFT): S.OPEN,
    ("start-rating", S.OPEN): S.RATING,
    ("reveal", S.RATING): S.REVEALED,
    ("propose", S.REVEALED): S.PROPOSED,
    ("propose", S.PROPOSED): S.PROPOSED,
    ("propose", S.APPROVED): S.PROPOSED,
    ("propose", S.PUBLISHED): S.PROPOSED,
    ("approve", S.PROPOSED): S.APPROVED,
    ("break-glass", S.PROPOSED): S.APPROVED,
    ("publish", S.APPROVED): S.PUBLISHED,
    ("back-to-draft", S.OPEN): S.DRAFT,
    ("back-to-open", S.RATING): S.OPEN,
    ("back-to-open", S.REVEALED): S.OPEN,
    ("reopen", S.PROPOSED): S.REVEALED,
    ("reopen", S.APPROVED): S.REVEALED,
    ("reopen", S.PUBLISHED): S.REVEALED,
}
READY = WorkflowFacts(S.DRAFT, ratings=2, quorum=2, counted_evidence=1, signoffs=1, reason="Because.")


def at(state: ClaimState, **facts: Any) -> WorkflowFacts:
    return replace(READY, state=state, **facts)


@pytest.mark.parametrize(("slug", "state"), [*product(STEPS, ClaimState)])
def test_a_step_is_only_possible_from_its_source_states(slug: str, state: ClaimState) -> None:
    missing = unmet_conditions(STEPS[slug], at(state))
    if (slug, state) in TRANSITIONS:
        assert missing == []
        assert STEPS[slug].target == TRANSITIONS[slug, state]
    else:
        (sentence_missing,) = missing
        assert sentence_missing.startswith(f"“{STEPS[slug].label}” is only possible for a claim that is ")
        assert sentence_missing.endswith(".")


@pytest.mark.parametrize(("slug", "why"), [(slug, why) for slug in STEPS for why in ExclusionReason if why])
def test_no_step_is_possible_for_an_excluded_claim(slug: str, why: ExclusionReason) -> None:
    (sentence_missing,) = unmet_conditions(STEPS[slug], at(STEPS[slug].sources[0], set_aside=why))
    assert sentence_missing == f"The claim is excluded ({why.replace('_', ' ')}). Restore it first."


CONDITIONS: list[tuple[str, ClaimState, dict[str, Any], str]] = [
    ("start-rating", S.OPEN, {"reviewers": 1}, "The quorum is 2, and 1 are assigned"),
    ("start-rating", S.OPEN, {"reviewers": 2}, ""),
    ("start-rating", S.OPEN, {"reviewers": None}, ""),
    ("reveal", S.RATING, {"ratings": 1, "reason": "  "}, "needs a reason"),
    ("reveal", S.RATING, {"ratings": 0}, ""),
    ("reveal", S.RATING, {"ratings": 2, "reason": ""}, ""),
    ("propose", S.REVEALED, {"counted_evidence": 0}, "at least one active piece of evidence"),
    ("propose", S.REVEALED, {"counted_evidence": 0, "needs_evidence": False}, ""),
    ("propose", S.PUBLISHED, {"was_published": True}, "what is corrected"),
    ("propose", S.PUBLISHED, {"was_published": True, "correction": "The cost."}, ""),
    ("approve", S.PROPOSED, {"is_stale": True}, "Reaffirm it"),
    (
        "approve",
        S.PROPOSED,
        {"is_proposer": True, "signoffs": 0},
        "needs one more sign-off by someone who did not propose it",
    ),
    ("approve", S.PROPOSED, {"is_proposer": True, "signoffs": 1}, "needs one more sign-off"),
    ("approve", S.PROPOSED, {"is_proposer": True, "signoffs_needed": 3}, "needs 2 more sign-offs by people"),
    ("approve", S.PROPOSED, {"has_signed": True, "signoffs_needed": 3}, "needs 2 more sign-offs by people"),
    ("approve", S.PROPOSED, {"has_signed": True, "signoffs": 1}, "needs one more sign-off"),
    (
        "approve",
        S.PROPOSED,
        {"would_be_signed_by_changer_only": True, "signoffs": 0},
        "Changed by you: needs another person’s sign-off.",
    ),
    (
        "approve",
        S.PROPOSED,
        {"would_be_signed_by_changer_only": True, "signoffs": 0, "signoffs_needed": 2},
        "",
    ),
    ("approve", S.PROPOSED, {"is_recused": True}, "You recused yourself from this claim"),
    ("break-glass", S.PROPOSED, {"reason": " "}, "needs a reason"),
    ("break-glass", S.PROPOSED, {"is_stale": True}, "The verdict is stale"),
    ("publish", S.APPROVED, {"signoffs": 0}, "needs one more sign-off by someone who did not propose it"),
    ("publish", S.APPROVED, {"signoffs": 0, "is_glass_broken": True}, ""),
    ("publish", S.APPROVED, {"is_signed_by_changer_only": True}, "It needs another person’s sign-off."),
    ("publish", S.APPROVED, {"is_signed_by_changer_only": True, "is_glass_broken": True}, ""),
    ("publish", S.APPROVED, {"is_stale": True}, "The verdict is stale"),
    ("publish", S.APPROVED, {"was_published": True, "correction": " "}, "what is corrected"),
    ("publish", S.PROPOSED, {"signoffs": 0}, "needs one more sign-off by someone who did not propose it"),
    ("back-to-draft", S.OPEN, {"reason": ""}, "needs a reason"),
    ("back-to-open", S.REVEALED, {"reason": ""}, "needs a reason"),
    ("reopen", S.PUBLISHED, {"reason": ""}, "needs a reason"),
]


@pytest.mark.parametrize(("slug", "state", "facts", "sentence"), CONDITIONS)
def test_conditions_of_a_step_and_the_sentence_that_says_what_is_missing(
    slug: str, state: ClaimState, facts: dict[str, Any], sentence: str
) -> None:
    missing = unmet_conditions(STEPS[slug], at(state, **facts))
    if sentence:
        assert sentence in " ".join(missing)
    else:
        assert missing == []


def test_every_condition_of_the_table_is_tested_above() -> None:
    sentences = {
        sentence_missing
        for slug, state, facts, _ in CONDITIONS
        for sentence_missing in unmet_conditions(STEPS[slug], at(state, **facts))
    }
    for step in STEPS.values():
        for condition in step.conditions:
            asked = [at(state, **facts) for slug, state, facts, _ in CONDITIONS if slug == step.slug]
            assert any(condition(facts) in sentences for facts in asked if condition(facts)), (
                step.slug,
                condition,
            )


def test_the_refusal_to_reveal_does_not_say_how_many_have_rated() -> None:
    sentences = {
        tuple(unmet_conditions(STEPS["reveal"], WorkflowFacts(state=S.RATING, ratings=n, quorum=5)))
        for n in range(5)
    }
    assert len(sentences) == 1


def test_the_rows_of_the_table_are_consistent() -> None:
    for slug, step in STEPS.items():
        assert step.slug == slug
        assert step.permission in PERMISSIONS
        assert step.target not in step.sources or slug == "propose"
        assert step.is_backward == (step.target.rank < step.sources[0].rank)
    assert len({step.event for step in STEPS.values()}) == len(STEPS)


def test_an_unknown_step_is_rejected_with_the_list_of_steps() -> None:
    with pytest.raises(UnknownChoice, match=", ".join(sorted(STEPS))):
        get_step("teleport")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "state"), [one for one in product(STEPS, ClaimState) if one not in TRANSITIONS]
)
def test_a_step_from_the_wrong_state_changes_nothing(slug: str, state: ClaimState) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=state)
    with pytest.raises(ConflictError) as refusal:
        perform_step(team.admin, claim=claim, slug=slug, reason="Because.")
    assert refusal.value.message.endswith(".")
    claim.refresh_from_db()
    assert claim.state == state


@pytest.mark.django_db
def test_a_step_on_an_outdated_row_is_refused_with_the_current_state() -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=S.DRAFT)
    perform_step(team.checker, claim=claim, slug="open")
    assert claim.state == S.DRAFT
    with pytest.raises(ConflictError, match="this one is open"):
        perform_step(team.checker, claim=claim, slug="open")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [slug for slug, step in STEPS.items() if step.is_personal])
def test_an_api_key_cannot_take_a_personal_step(slug: str) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=STEPS[slug].sources[0])
    make.verdict(claim, proposed_by=team.checker)
    with pytest.raises(PermissionDenied, match="needs a person who is signed in"):
        perform_step(team.admin, claim=claim, slug=slug, reason="Because.", by_key=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "role", "offered"),
    [
        (S.DRAFT, "contributor", []),
        (S.DRAFT, "checker", ["open"]),
        (S.OPEN, "checker", ["start-rating", "back-to-draft"]),
        (S.RATING, "reviewer", []),
        (S.RATING, "editor", ["reveal", "back-to-open"]),
        (S.REVEALED, "checker", []),
        (S.REVEALED, "editor", ["back-to-open"]),
        (S.PROPOSED, "reviewer", []),
        (S.PROPOSED, "editor", ["approve", "reopen"]),
        (S.PROPOSED, "admin", ["approve", "break-glass", "reopen"]),
        (S.APPROVED, "editor", ["reopen"]),
        (S.PUBLISHED, "editor", ["reopen"]),
    ],
)
def test_available_steps_depend_on_the_role(state: ClaimState, role: str, offered: list[str]) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=state)
    if state.rank >= S.PROPOSED.rank:
        make.verdict(claim, proposed_by=team.checker)
    now = [offer.slug for offer in available_steps(team.of(role), claim) if not offer.missing]
    assert now == offered
    claim.set_aside = ExclusionReason.DROPPED
    assert available_steps(team.of(role), claim) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "role", "slug", "sentence"),
    [
        (S.DRAFT, "viewer", "open", "need the role checker"),
        (S.RATING, "reviewer", "reveal", "need the role editor"),
        (S.PROPOSED, "reviewer", "approve", "need the role editor"),
        (S.PROPOSED, "editor", "publish", "one more sign-off by someone who did not propose it"),
        (S.APPROVED, "editor", "publish", "one more sign-off by someone who did not propose it"),
    ],
)
def test_available_steps_say_what_is_missing(state: ClaimState, role: str, slug: str, sentence: str) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=state)
    if state.rank >= S.PROPOSED.rank:
        make.verdict(claim, proposed_by=team.checker)
    (offer,) = [offer for offer in available_steps(team.of(role), claim) if offer.slug == slug]
    assert sentence in " ".join(offer.missing)
