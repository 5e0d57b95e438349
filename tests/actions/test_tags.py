"""Tags: which names are the same, what putting them on claims leaves behind, and keeping a desk's tags in order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

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
    MAX_NAME_LENGTH,
    MAX_TAGS,
    clean_name,
    get_tag_by_name,
    list_tags,
    normalize_key,
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
    """The tags of a claim as it keeps them, and as the tags themselves have it."""
    claim.refresh_from_db()
    return claim.tags, [tag.name for tag in claim.tag_rows.order_by("key")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Energy", "energy"),
        ("  wind   power ", "Wind power"),
        ("Straße", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("ﬁsh", "fish"),
        ("en\u200bergy", "energy"),
        ("ΌΣΟΣ", "όσος"),
    ],
)
def test_names_that_differ_only_in_how_they_are_written_are_the_same(one: str, other: str) -> None:
    assert normalize_key(one) == normalize_key(other)


@pytest.mark.parametrize(("one", "other"), [("energy", "energie"), ("a b", "ab"), ("é", "e"), ("1", "2")])
def test_other_names_are_others(one: str, other: str) -> None:
    assert normalize_key(one) != normalize_key(other)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "needs a name"),
        (" \t", "needs a name"),
        ("\u200b\u2060", "needs a name"),
        ("x" * (MAX_NAME_LENGTH + 1), "at most 40"),
        ("\ufdfa" * MAX_NAME_LENGTH, "at most 40"),
        ("a\x07b", "cannot be shown"),
    ],
)
def test_a_name_that_is_none_is_refused_with_what_would_be_right(name: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as refusal:
        clean_name(name)
    assert list(refusal.value.fields) == ["name"]


@given(st.text(max_size=60))
def test_a_cleaned_name_stays_as_it_is_and_fits_the_database(name: str) -> None:
    try:
        cleaned = clean_name(name)
    except InvalidInput:
        return
    assert clean_name(cleaned) == cleaned
    assert normalize_key(normalize_key(cleaned)) == normalize_key(cleaned) == normalize_key(name)
    assert 1 <= len(cleaned) <= MAX_NAME_LENGTH
    assert len(normalize_key(cleaned)) <= Tag._meta.get_field("key").max_length


def test_a_claim_gets_just_the_tags_that_are_said_each_once(team: Team, claim: Claim) -> None:
    set_tags(team.checker, claim=claim, names=["money", "Bridges", " BRIDGES "])
    assert names(claim) == (["BRIDGES", "money"], ["BRIDGES", "money"])
    set_tags(team.checker, claim=claim, names=["Money"])
    assert names(claim) == (["money"], ["money"])
    assert {tag.name: tag.claim_count for tag in list_tags(team.desk.pk)} == {"BRIDGES": 0, "money": 1}


def test_a_tag_keeps_the_spelling_that_the_desk_gave_it_first(team: Team, claim: Claim) -> None:
    make.tag(team.desk, "Energy")
    add_tag(team.checker, claim=claim, name="ENERGY")
    assert names(claim) == (["Energy"], ["Energy"])


def test_two_desks_have_their_own_tags(team: Team, claim: Claim) -> None:
    make.tag(make.desk(), "energy")
    add_tag(team.checker, claim=claim, name="Energy")
    assert [tag.desk for tag in claim.tag_rows.all()] == [team.desk]
    with pytest.raises(NotFound, match="no tag “wind”"):
        get_tag_by_name(team.desk, "wind")


def test_a_tag_is_put_on_and_taken_off(team: Team, claim: Claim) -> None:
    for name in ("money", "energy"):
        add_tag(team.checker, claim=claim, name=name)
    assert names(claim) == (["energy", "money"], ["energy", "money"])
    remove_tag(team.checker, claim=claim, name="MONEY")
    remove_tag(team.checker, claim=claim, name="never there")
    assert names(claim) == (["energy"], ["energy"])


def test_a_claim_bears_so_many_tags_and_no_more(team: Team, claim: Claim) -> None:
    set_tags(team.checker, claim=claim, names=[f"tag {number}" for number in range(MAX_TAGS)])
    with pytest.raises(InvalidInput, match="at most 20"):
        add_tag(team.checker, claim=claim, name="one more")
    assert len(names(claim)[1]) == MAX_TAGS


def test_a_claim_that_a_merge_gave_more_may_lose_them_one_by_one(team: Team, claim: Claim) -> None:
    for number in range(MAX_TAGS + 2):
        make.tag(team.desk, f"tag {number}", claim)
        claim.refresh_from_db()
    remove_tag(team.checker, claim=claim, name="tag 0")
    assert len(names(claim)[1]) == MAX_TAGS + 1
    with pytest.raises(InvalidInput, match="at most 20"):
        add_tag(team.checker, claim=claim, name="tag 0")


def test_a_change_leaves_a_line_in_the_trail_and_in_the_history_and_no_change_leaves_none(
    team: Team, claim: Claim
) -> None:
    for names in (["energy"], ["Energy"]):
        set_tags(team.checker, claim=claim, names=names)
    told = Event.objects.get(action="claim.tagged")
    assert (told.actor, told.data) == (team.checker, {"before": [], "after": ["energy"]})
    assert [row.tags for row in claim.history.order_by("history_id")] == [[], ["energy"]]


def test_a_tagged_draft_is_not_taken_away_by_another_splitting(team: Team, claim: Claim) -> None:
    add_tag(team.checker, claim=claim, name="energy")
    claim.refresh_from_db()
    assert claim.is_human_edited


@pytest.mark.parametrize("state", [ClaimState.APPROVED, ClaimState.PUBLISHED])
def test_tags_change_after_the_verdict_and_drop_no_sign_off(team: Team, state: ClaimState) -> None:
    claim = make.claim(make.article(team.desk), state=state)
    verdict = make.verdict(claim, proposed_by=team.checker)
    signed = make.signoff(verdict, team.editor)
    add_tag(team.checker, claim=claim, name="energy")
    claim.refresh_from_db()
    assert claim.state == state
    assert SignOff.objects.get(pk=signed.pk).dropped_at is None


def test_a_renamed_tag_is_called_so_on_all_its_claims(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    tag = make.tag(team.desk, "energy", claim, other)
    rename_tag(team.editor, tag=tag, name="Power")
    assert names(claim) == names(other) == (["Power"], ["Power"])
    assert claim.history.latest().history_user == team.editor


def test_a_tag_may_change_its_spelling_and_not_take_anothers_name(team: Team) -> None:
    tag, _other = make.tag(team.desk, "energy"), make.tag(team.desk, "Power")
    assert rename_tag(team.editor, tag=tag, name="ENERGY").name == "ENERGY"
    with pytest.raises(ConflictError, match="Merge this one") as refusal:
        rename_tag(team.editor, tag=tag, name="power")
    assert list(refusal.value.fields) == ["name"]


def test_merging_leaves_every_claim_with_the_other_tag_once(team: Team, claim: Claim) -> None:
    both, one = claim, make.claim(claim.article)
    tag, into = make.tag(team.desk, "power", both, one), make.tag(team.desk, "energy", both)
    merge_tags(team.editor, tag=tag, into=into)
    assert names(both) == names(one) == (["energy"], ["energy"])
    assert list(list_tags(team.desk.pk)) == [into]
    told = Event.objects.get(action="tag.merged")
    assert told.data == {"name": "power", "into": into.pk, "claims": 2}


def test_a_tag_is_merged_into_another_of_its_desk_alone(team: Team) -> None:
    tag = make.tag(team.desk, "power")
    for other in (tag, make.tag(make.desk(), "energy")):
        with pytest.raises(InvalidInput, match="another tag of its desk"):
            merge_tags(team.editor, tag=tag, into=other)


def test_a_deleted_tag_is_on_no_claim_any_more(team: Team, claim: Claim) -> None:
    tag = make.tag(team.desk, "energy", claim)
    delete_tag(team.editor, tag=Tag.objects.get(pk=tag.pk))
    assert names(claim) == ([], [])
    with pytest.raises(NotFound, match="no tag “energy”"):
        rename_tag(team.editor, tag=tag, name="power")


def test_moved_tags_join_those_that_are_there(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    make.tag(team.desk, "energy", claim, other)
    make.tag(team.desk, "money", claim)
    make.tag(team.desk, "wind", other)
    transfer_tags(claim, other)
    assert names(claim) == ([], [])
    assert names(other) == (["energy", "money", "wind"],) * 2


def test_many_claims_are_written_down_in_as_many_queries_as_few(team: Team, claim: Claim) -> None:
    def queries(many: int, name: str) -> int:
        tag = make.tag(team.desk, name, *make.claims(claim.article, many))
        with CaptureQueriesContext(connection) as asked:
            rename_tag(team.editor, tag=tag, name=f"new {name}")
        assert Claim.objects.filter(tag_rows=tag, tags=[f"new {name}"]).count() == many
        return len(asked)

    queries(1, "wind")  # reads the editor's roles and begins the desk's trail
    assert queries(2, "energy") == queries(12, "money")
