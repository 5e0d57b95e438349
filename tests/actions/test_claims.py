"""Adding, editing and excluding claims."""

from typing import Any

import pytest

from factcheck.actions.claims import add_claim, add_claim_by_quote, edit_claim, exclude_claim
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

TEXT = "The bridge  is old.\nIt is red. 👩 It is red."


def test_a_marked_claim_is_anchored_in_code_points(team: Team) -> None:
    article = make.article(team.desk, text=TEXT)
    claim = add_claim(team.contributor, article=article, start=31, end=32)
    assert (claim.quote, claim.origin, claim.is_human_edited) == ("👩", CreatedBy.PERSON, True)


def test_wording_is_the_quote_in_one_line_unless_it_is_given(team: Team) -> None:
    article = make.article(team.desk, text=TEXT)
    plain = add_claim(team.contributor, article=article, start=0, end=30)
    worded = add_claim(
        team.contributor, article=article, start=0, end=19, text=" The harbour bridge is old. "
    )
    assert plain.text == "The bridge is old. It is red."
    assert worded.text == "The harbour bridge is old."
    assert (plain.number, worded.number) == (1, 2)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, len(TEXT) + 1), (10, 12)])
def test_invalid_positions_are_refused_with_the_valid_range(team: Team, start: int, end: int) -> None:
    article = make.article(team.desk, text=TEXT)
    with pytest.raises(InvalidInput) as refusal:
        add_claim(team.contributor, article=article, start=start, end=end)
    assert "start" in refusal.value.fields
    assert not article.claims.exists()


@pytest.mark.parametrize("quote", ["The bridge is old", "  The bridge\nis   old ", "old. It"])
def test_a_quote_is_found_whatever_its_white_space(team: Team, quote: str) -> None:
    claim = add_claim_by_quote(team.contributor, article=make.article(team.desk, text=TEXT), quote=quote)
    assert claim.quote.split() == quote.split()


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("It is red.", "2 times"),
        ("It is blue.", "not in the article"),
        ("  ", "not in the article"),
        ("It .s", "not in the article"),
    ],
)
def test_a_quote_that_is_missing_or_ambiguous_is_refused(team: Team, quote: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refusal:
        add_claim_by_quote(team.contributor, article=make.article(team.desk, text=TEXT), quote=quote)
    assert set(refusal.value.fields) == {"quote"}


def test_an_edit_records_only_the_changed_fields(team: Team) -> None:
    claim = make.claim(make.article(team.desk), speaker="Anna")
    edit_claim(team.checker, claim=claim, text="Another", speaker="Anna")
    assert Event.objects.all().about(claim).get().data == {"fields": ["text"]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": ""}, "text"), ({"text": " \n"}, "text"), ({"assignee": "stranger"}, "assignee")],
)
def test_an_invalid_edit_is_refused_at_its_field(team: Team, changes: dict[str, Any], field: str) -> None:
    claim = make.claim(make.article(team.desk))
    if field == "assignee":
        changes = {"assignee": team.stranger}
    with pytest.raises(InvalidInput) as refusal:
        edit_claim(team.checker, claim=claim, **changes)
    assert set(refusal.value.fields) == {field}


def test_a_published_claim_cannot_be_edited(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PUBLISHED)
    with pytest.raises(ConflictError, match="published"):
        edit_claim(team.admin, claim=claim, text="Another")


@pytest.mark.parametrize("state", ClaimState)
def test_a_claim_is_excluded_only_before_it_has_a_verdict(team: Team, state: ClaimState) -> None:
    claim = make.claim(make.article(team.desk), state=state)
    if state.rank < ClaimState.PROPOSED.rank:
        assert (
            exclude_claim(team.checker, claim=claim, reason=ExclusionReason.DROPPED).set_aside
            == ExclusionReason.DROPPED
        )
    else:
        with pytest.raises(ConflictError, match="verdict"):
            exclude_claim(team.checker, claim=claim, reason=ExclusionReason.DROPPED)


def test_excluding_a_claim_twice_records_one_event(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    for _ in range(2):
        exclude_claim(team.checker, claim=claim, reason=ExclusionReason.NOT_CHECKABLE)
    assert [event.action for event in Event.objects.all().about(claim)] == ["claim.not_checkable"]
