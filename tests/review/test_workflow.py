"""The way of a claim as one table: which step leads on from where, what it takes, what is said when that is missing."""

from itertools import product

import pytest

from factcheck.errors import Conflict, UnknownKind
from factcheck.review.steps import offers, take
from factcheck.review.workflow import STEPS, Facts, get_step, missing
from factcheck.rules import PERMISSIONS
from factcheck.terms import ClaimState, SetAside
from tests import factories as make

S = ClaimState
WAYS = {
    ("open", S.DRAFT): S.OPEN,
    ("start-rating", S.OPEN): S.RATING,
    ("reveal", S.RATING): S.REVEALED,
    ("propose", S.REVEALED): S.PROPOSED,
    ("propose", S.PROPOSED): S.PROPOSED,
}
ENOUGH = {"ratings": 2, "quorum": 2, "counting_evidence": 1}


@pytest.mark.parametrize(("slug", "state"), [*product(STEPS, ClaimState)])
def test_a_step_leads_on_from_its_states_alone(slug: str, state: ClaimState) -> None:
    gaps = missing(STEPS[slug], Facts(state=state, **ENOUGH))
    if (slug, state) in WAYS:
        assert gaps == []
        assert STEPS[slug].target == WAYS[slug, state]
    else:
        assert len(gaps) == 1
        assert gaps[0].startswith(f"“{STEPS[slug].label}” takes a claim that is ")
        assert gaps[0].endswith(".")


@pytest.mark.parametrize(("slug", "why"), [(slug, why) for slug in STEPS for why in SetAside if why])
def test_a_claim_that_was_set_aside_goes_nowhere(slug: str, why: SetAside) -> None:
    state = STEPS[slug].sources[0]
    (gap,) = missing(STEPS[slug], Facts(state=state, set_aside=why, **ENOUGH))
    assert gap == f"The claim was set aside ({why.replace('_', ' ')}); put it back first."


@pytest.mark.parametrize(
    ("ratings", "quorum", "reason", "may"),
    [
        (0, 2, "", False),
        (1, 2, "", False),
        (1, 2, "  ", False),
        (0, 2, "A reviewer is ill", True),
        (1, 2, "A reviewer is ill", True),
        (2, 2, "", True),
        (3, 2, "", True),
        (1, 1, "", True),
    ],
)
def test_a_rating_closes_at_the_quorum_or_with_a_reason(
    ratings: int, quorum: int, reason: str, may: bool
) -> None:
    facts = Facts(state=S.RATING, ratings=ratings, quorum=quorum, reason=reason)
    assert (missing(STEPS["reveal"], facts) == []) is may


def test_the_refusal_to_close_does_not_tell_how_many_have_rated() -> None:
    said = {tuple(missing(STEPS["reveal"], Facts(state=S.RATING, ratings=n, quorum=5))) for n in range(5)}
    assert len(said) == 1


@pytest.mark.parametrize(
    ("pieces", "needs", "may"), [(0, True, False), (1, True, True), (0, False, True), (3, False, True)]
)
def test_a_verdict_needs_evidence_unless_its_label_needs_none(pieces: int, needs: bool, may: bool) -> None:
    facts = Facts(state=S.REVEALED, counting_evidence=pieces, needs_evidence=needs)
    assert (missing(STEPS["propose"], facts) == []) is may


def test_the_table_holds_together() -> None:
    for slug, step in STEPS.items():
        assert step.slug == slug
        assert step.permission in PERMISSIONS
        assert step.target not in step.sources or slug == "propose"
    assert len({step.event for step in STEPS.values()}) == len(STEPS)


def test_an_unknown_step_names_those_there_are() -> None:
    with pytest.raises(UnknownKind, match="open, propose, reveal, start-rating"):
        get_step("teleport")


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "state"), [one for one in product(STEPS, ClaimState) if one not in WAYS])
def test_an_illegal_step_moves_nothing(slug: str, state: ClaimState) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=state)
    with pytest.raises(Conflict) as refusal:
        take(team.admin, claim=claim, slug=slug, reason="Because.")
    assert refusal.value.message.endswith(".")
    claim.refresh_from_db()
    assert claim.state == state


@pytest.mark.django_db
def test_a_step_on_a_stale_claim_is_refused_with_where_it_is_now() -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=S.DRAFT)
    take(team.checker, claim=claim, slug="open")
    assert claim.state == S.DRAFT
    with pytest.raises(Conflict, match="this one is open"):
        take(team.checker, claim=claim, slug="open")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "role", "offered"),
    [
        (S.DRAFT, "contributor", []),
        (S.DRAFT, "checker", ["open"]),
        (S.OPEN, "checker", ["start-rating"]),
        (S.RATING, "reviewer", []),
        (S.RATING, "editor", ["reveal"]),
        (S.REVEALED, "editor", []),
        (S.PROPOSED, "admin", []),
    ],
)
def test_people_are_offered_the_steps_that_they_may_take(
    state: ClaimState, role: str, offered: list[str]
) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=state)
    assert [offer.slug for offer in offers(team.of(role), claim)] == offered
    claim.set_aside = SetAside.DROPPED
    assert offers(team.of(role), claim) == []
