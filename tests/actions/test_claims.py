"""Adding, editing and excluding claims."""

import datetime as dt
from typing import Any

import pytest

from factcheck.actions.claims import add_claim, add_claim_by_quote, edit_claim, exclude_claim, mark_duplicate
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


def test_a_marked_claim_stores_who_marked_it_and_is_recorded_with_its_span(team: Team) -> None:
    claim = add_claim(team.contributor, article=make.article(team.desk, text=TEXT), start=0, end=3)
    claim.refresh_from_db()
    assert (claim.created_by, claim.method, claim.reason.code) == (team.contributor, "", "claim_marked")
    event = Event.objects.get(action="claim.added")
    assert (event.actor, event.target_id, event.data) == (team.contributor, claim.pk, {"start": 0, "end": 3})


def test_an_accepted_suggestion_names_its_method(team: Team) -> None:
    article = make.article(team.desk, text=TEXT)
    claim = add_claim(team.contributor, article=article, start=0, end=3, method="model/1", speaker="Anna")
    claim.refresh_from_db()
    assert (claim.method, claim.speaker) == ("model/1", "Anna")
    assert (claim.reason.code, claim.reason.params) == ("claim_suggested", {"method": "model/1"})


def test_a_claim_is_added_to_the_newest_revision(team: Team) -> None:
    article = make.article(team.desk, text=TEXT)
    newer = article.revisions.create(
        desk=team.desk, number=2, text="Another text.", sha256="0" * 64, blocks=[], created_by=team.editor
    )
    claim = add_claim(team.contributor, article=article, start=0, end=7)
    assert (claim.revision, claim.quote) == (newer, "Another")


@pytest.mark.parametrize("changes", [{"speaker": "Anna"}, {"due_on": dt.date(2030, 5, 1)}])
def test_an_edited_draft_counts_as_edited_by_a_person(team: Team, changes: dict[str, Any]) -> None:
    claim = make.claim(make.article(team.desk))
    edit_claim(team.checker, claim=claim, **changes)
    claim.refresh_from_db()
    assert claim.is_human_edited
    assert {name: getattr(claim, name) for name in changes} == changes


def test_an_edit_without_changes_changes_no_row(team: Team) -> None:
    claim = make.claim(make.article(team.desk), speaker="Anna")
    edit_claim(team.checker, claim=claim, speaker="Anna")
    claim.refresh_from_db()
    assert not claim.is_human_edited
    assert not Event.objects.exists()


def test_an_assignee_can_be_removed(team: Team) -> None:
    claim = make.claim(make.article(team.desk), assignee=team.checker)
    edit_claim(team.checker, claim=claim, assignee=None)
    claim.refresh_from_db()
    assert claim.assignee is None


def test_a_duplicate_that_is_put_back_refers_to_no_claim_and_is_recorded(team: Team) -> None:
    article = make.article(team.desk)
    of = make.claim(article)
    claim = make.claim(article, set_aside=ExclusionReason.DUPLICATE, duplicate_of=of)
    exclude_claim(team.checker, claim=claim, reason=ExclusionReason.NO)
    claim.refresh_from_db()
    assert (claim.set_aside, claim.duplicate_of, claim.is_human_edited) == ("", None, True)
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.checker, "claim.put_back", claim.pk)


def test_marking_a_duplicate_protects_the_other_claim_and_is_recorded(team: Team) -> None:
    article = make.article(team.desk)
    claim, of = make.claims(article, 2)
    mark_duplicate(team.checker, claim=claim, of=of)
    before = claim.changed_at
    claim.refresh_from_db()
    assert claim.changed_at > before
    of.refresh_from_db()
    assert (claim.set_aside, claim.duplicate_of) == (ExclusionReason.DUPLICATE, of)
    assert (claim.is_human_edited, of.is_human_edited) == (True, True)
    event = Event.objects.get(action="claim.duplicate")
    assert (event.actor, event.target_id, event.data) == (team.checker, claim.pk, {"of": of.pk})
