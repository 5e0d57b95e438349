"""Tags: which names are the same, tagging claims, and renaming, merging and deleting the tags of a desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions.tags import (
    add_tag,
    delete_tag,
    merge_tags,
    remove_tag,
    rename_tag,
    set_tags,
    transfer_tags,
)
from factcheck.audit.models import Event
from factcheck.claims.models import Claim, Tag
from factcheck.claims.tags import (
    MAX_TAGS,
    get_tag_by_name,
    list_tags,
)
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.review.models import SignOff
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), state=ClaimState.OPEN)


def names(claim: Claim) -> tuple[list[str], list[str]]:
    """Return the tag names stored on a claim, and those of its tag rows."""
    claim.refresh_from_db()
    return claim.tags, [tag.name for tag in claim.tag_rows.order_by("key")]


def test_set_tags_replaces_the_tags_without_repetition(team: Team, claim: Claim) -> None:
    set_tags(team.checker, claim=claim, names=["money", "Bridges", " BRIDGES "])
    assert names(claim) == (["BRIDGES", "money"], ["BRIDGES", "money"])
    set_tags(team.checker, claim=claim, names=["Money"])
    assert names(claim) == (["money"], ["money"])
    assert {tag.name: tag.claim_count for tag in list_tags(team.desk.pk)} == {"BRIDGES": 0, "money": 1}


def test_a_tag_keeps_its_first_spelling(team: Team, claim: Claim) -> None:
    make.tag(team.desk, "Energy")
    add_tag(team.checker, claim=claim, name="ENERGY")
    assert names(claim) == (["Energy"], ["Energy"])


def test_two_desks_have_their_own_tags(team: Team, claim: Claim) -> None:
    make.tag(make.desk(), "energy")
    add_tag(team.checker, claim=claim, name="Energy")
    assert [tag.desk for tag in claim.tag_rows.all()] == [team.desk]
    with pytest.raises(NotFound, match="no tag “wind”"):
        get_tag_by_name(team.desk, "wind")


def test_a_tag_is_added_and_removed(team: Team, claim: Claim) -> None:
    for name in ("money", "energy"):
        add_tag(team.checker, claim=claim, name=name)
    assert names(claim) == (["energy", "money"], ["energy", "money"])
    remove_tag(team.checker, claim=claim, name="MONEY")
    remove_tag(team.checker, claim=claim, name="never there")
    assert names(claim) == (["energy"], ["energy"])


def test_a_claim_has_at_most_max_tags(team: Team, claim: Claim) -> None:
    set_tags(team.checker, claim=claim, names=[f"tag {number}" for number in range(MAX_TAGS)])
    with pytest.raises(InvalidInput, match="at most 20"):
        add_tag(team.checker, claim=claim, name="one more")
    assert len(names(claim)[1]) == MAX_TAGS


def test_a_claim_with_too_many_tags_can_lose_them_one_by_one(team: Team, claim: Claim) -> None:
    for number in range(MAX_TAGS + 2):
        make.tag(team.desk, f"tag {number}", claim)
        claim.refresh_from_db()
    remove_tag(team.checker, claim=claim, name="tag 0")
    assert len(names(claim)[1]) == MAX_TAGS + 1
    with pytest.raises(InvalidInput, match="at most 20"):
        add_tag(team.checker, claim=claim, name="tag 0")


def test_only_a_change_of_tags_is_recorded_in_audit_and_history(team: Team, claim: Claim) -> None:
    for names in (["energy"], ["Energy"]):
        set_tags(team.checker, claim=claim, names=names)
    event = Event.objects.get(action="claim.tagged")
    assert (event.actor, event.data) == (team.checker, {"before": [], "after": ["energy"]})
    assert [row.tags for row in claim.history.order_by("history_id")] == [[], ["energy"]]


def test_a_tagged_draft_counts_as_edited_by_a_person(team: Team, claim: Claim) -> None:
    add_tag(team.checker, claim=claim, name="energy")
    claim.refresh_from_db()
    assert claim.is_human_edited


@pytest.mark.parametrize("state", [ClaimState.APPROVED, ClaimState.PUBLISHED])
def test_tags_change_after_the_verdict_without_dropping_sign_offs(team: Team, state: ClaimState) -> None:
    claim = make.claim(make.article(team.desk), state=state)
    verdict = make.verdict(claim, proposed_by=team.checker)
    signed = make.signoff(verdict, team.editor)
    add_tag(team.checker, claim=claim, name="energy")
    claim.refresh_from_db()
    assert claim.state == state
    assert SignOff.objects.get(pk=signed.pk).dropped_at is None


def test_renaming_a_tag_renames_it_on_all_its_claims(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    tag = make.tag(team.desk, "energy", claim, other)
    rename_tag(team.editor, tag=tag, name="Power")
    assert names(claim) == names(other) == (["Power"], ["Power"])
    assert claim.history.latest().history_user == team.editor


def test_a_tag_is_not_renamed_to_the_name_of_another(team: Team) -> None:
    tag, _other = make.tag(team.desk, "energy"), make.tag(team.desk, "Power")
    assert rename_tag(team.editor, tag=tag, name="ENERGY").name == "ENERGY"
    with pytest.raises(ConflictError, match="Merge this one") as refusal:
        rename_tag(team.editor, tag=tag, name="power")
    assert list(refusal.value.fields) == ["name"]


def test_merging_tags_leaves_every_claim_with_the_other_tag_once(team: Team, claim: Claim) -> None:
    both, single = claim, make.claim(claim.article)
    tag, into = make.tag(team.desk, "power", both, single), make.tag(team.desk, "energy", both)
    merge_tags(team.editor, tag=tag, into=into)
    assert names(both) == names(single) == (["energy"], ["energy"])
    assert list(list_tags(team.desk.pk)) == [into]
    event = Event.objects.get(action="tag.merged")
    assert event.data == {"name": "power", "into": into.pk, "claims": 2}


def test_a_tag_is_merged_only_into_another_tag_of_its_desk(team: Team) -> None:
    tag = make.tag(team.desk, "power")
    for other in (tag, make.tag(make.desk(), "energy")):
        with pytest.raises(InvalidInput, match="another tag of its desk"):
            merge_tags(team.editor, tag=tag, into=other)


def test_a_deleted_tag_is_removed_from_its_claims(team: Team, claim: Claim) -> None:
    tag = make.tag(team.desk, "energy", claim)
    delete_tag(team.editor, tag=Tag.objects.get(pk=tag.pk))
    assert names(claim) == ([], [])
    with pytest.raises(NotFound, match="no tag “energy”"):
        rename_tag(team.editor, tag=tag, name="power")


def test_transferred_tags_are_added_to_the_existing_ones(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    make.tag(team.desk, "energy", claim, other)
    make.tag(team.desk, "money", claim)
    make.tag(team.desk, "wind", other)
    transfer_tags(claim, other)
    assert names(claim) == ([], [])
    assert names(other) == (["energy", "money", "wind"],) * 2


def test_renaming_a_tag_takes_as_many_queries_for_many_claims_as_for_few(team: Team, claim: Claim) -> None:
    def queries(count: int, name: str) -> int:
        tag = make.tag(team.desk, name, *make.claims(claim.article, count))
        with CaptureQueriesContext(connection) as captured:
            rename_tag(team.editor, tag=tag, name=f"new {name}")
        assert Claim.objects.filter(tag_rows=tag, tags=[f"new {name}"]).count() == count
        return len(captured)

    queries(1, "wind")  # reads the editor's roles and starts the desk's audit chain
    assert queries(2, "energy") == queries(12, "money")


def test_the_event_of_a_renamed_or_deleted_tag_has_its_names_and_its_claims(team: Team, claim: Claim) -> None:
    tag = make.tag(team.desk, "Bridges", claim)
    rename_tag(team.editor, tag=tag, name="Crossings")
    tag_id = tag.pk
    delete_tag(team.editor, tag=tag)
    events = Event.objects.filter(action__startswith="tag.").order_by("number")
    assert [(event.actor, event.target_id, event.action, event.data) for event in events] == [
        (team.editor, tag_id, "tag.renamed", {"before": "Bridges", "after": "Crossings"}),
        (team.editor, tag_id, "tag.deleted", {"name": "Crossings", "claims": 1}),
    ]


def test_only_the_tags_of_the_other_claim_are_transferred(team: Team, claim: Claim) -> None:
    source = make.claim(claim.article)
    make.tag(team.desk, "Cost", source)
    make.tag(team.desk, "Traffic", make.claim(claim.article))
    transfer_tags(source, claim)
    for row in (claim, source):
        row.refresh_from_db()
    assert (claim.tags, source.tags) == (["Cost"], [])
