"""Merging claims into one of them: its span, the claims merged away, and what is refused."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import exclude_claim
from factcheck.actions.tags import set_tags
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.merge import MAX_GAP, MAX_MERGED_CLAIMS
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput, PermissionDenied
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds"
ARCHIVE = "according to the city archive."
TRAFFIC = "It carries 160,000 vehicles a day."


@pytest.fixture
def pair(article: Article) -> tuple[Claim, Claim]:
    return make.claim(article, COST), make.claim(article, ARCHIVE)


def test_a_merged_claim_covers_all_claims_and_the_others_are_duplicates(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    first, second = pair
    merged = merge_claims(team.checker, claim=second, others=[first])
    assert (merged.pk, merged.number) == (second.pk, 2)
    assert merged.quote == merged.text == f"{COST}, {ARCHIVE}"
    first.refresh_from_db()
    assert (first.set_aside, first.duplicate_of, first.quote) == (ExclusionReason.DUPLICATE, second, COST)


def test_a_merge_is_recorded_for_each_claim(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    merge_claims(team.checker, claim=kept, others=[other])
    assert Event.objects.about(kept).get().data == {"claims": [other.pk]}
    assert Event.objects.about(other).get().data == {"into": kept.pk, "tags": []}
    assert kept.history.count() == other.history.count() == 2


def test_a_claim_that_was_merged_away_can_be_put_back(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    merge_claims(team.checker, claim=kept, others=[other])
    back = exclude_claim(team.checker, claim=other, reason=ExclusionReason.NO)
    assert (back.set_aside, back.duplicate_of, back.quote) == ("", None, ARCHIVE)


def test_a_custom_wording_stays(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    Claim.objects.filter(pk=kept.pk).update(text="The bridge was dear.")
    assert merge_claims(team.checker, claim=kept, others=[other]).text == "The bridge was dear."


def test_a_merged_claim_is_open_if_any_was_and_takes_over_the_assignee(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    kept, other = pair
    Claim.objects.filter(pk=other.pk).update(
        state=ClaimState.OPEN, assignee=team.checker, due_on="2026-12-01"
    )
    merged = merge_claims(team.checker, claim=kept, others=[other])
    assert (merged.state, merged.assignee, str(merged.due_on)) == (
        ClaimState.OPEN,
        team.checker,
        "2026-12-01",
    )
    assert Event.objects.about(kept).filter(action="claim.opened").exists()


def test_a_merged_claim_gets_the_parts_of_the_others(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    part = make.claim(kept.article, "the city archive", parent=other)
    merge_claims(team.checker, claim=kept, others=[other])
    part.refresh_from_db()
    assert part.parent == kept


def test_a_merged_claim_gets_the_tags_of_the_others(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    set_tags(team.checker, claim=kept, names=["Cost", "Bridges"])
    set_tags(team.checker, claim=other, names=["cost", "Archives"])
    merge_claims(team.checker, claim=kept, others=[other])
    kept.refresh_from_db()
    assert kept.tags == ["Archives", "Bridges", "Cost"]
    assert Event.objects.about(other).latest("number").data["tags"] == ["Archives", "Cost"]


def test_a_compound_claim_is_not_merged_with_its_part(team: Team, pair: tuple[Claim, Claim]) -> None:
    whole, other = pair
    part = make.claim(whole.article, "cost 4.2 million", parent=whole)
    for claims in ([whole, part], [part, whole], [other, whole, part]):
        with pytest.raises(ConflictError, match=f"Claim {part.number} is a part of claim {whole.number}"):
            merge_claims(team.checker, claim=claims[0], others=claims[1:])


@pytest.mark.parametrize("state", list(ClaimState)[2:])
@pytest.mark.parametrize("which", [0, 1])
def test_a_claim_is_not_merged_once_its_rating_has_started(
    team: Team, pair: tuple[Claim, Claim], state: ClaimState, which: int
) -> None:
    Claim.objects.filter(pk=pair[which].pk).update(state=state)
    with pytest.raises(ConflictError, match=f"Claim {which + 1} cannot be split or merged once its rating"):
        merge_claims(team.checker, claim=pair[0], others=[pair[1]])
    assert not Claim.objects.exclude(set_aside="").exists()


@pytest.mark.parametrize("which", [0, 1])
def test_an_excluded_claim_is_not_merged(team: Team, pair: tuple[Claim, Claim], which: int) -> None:
    Claim.objects.filter(pk=pair[which].pk).update(set_aside=ExclusionReason.DROPPED)
    with pytest.raises(ConflictError, match="Restore it first"):
        merge_claims(team.checker, claim=pair[0], others=[pair[1]])


def test_claims_are_not_merged_across_another_claim(team: Team, article: Article) -> None:
    first, last = make.claim(article, COST), make.claim(article, TRAFFIC)
    between = make.claim(article, ARCHIVE)
    with pytest.raises(ConflictError, match=f"Claim {between.number} is between them"):
        merge_claims(team.checker, claim=first, others=[last])
    merged = merge_claims(team.checker, claim=first, others=[last, between])
    assert merged.quote == f"{COST}, {ARCHIVE} {TRAFFIC}"


def test_overlapping_claims_are_merged(team: Team, article: Article) -> None:
    outer, inner, across = (
        make.claim(article, words) for words in (COST, "cost 4.2", "million pounds, according")
    )
    make.claim(article, "4.2 million")
    assert merge_claims(team.checker, claim=inner, others=[outer, across]).quote == f"{COST}, according"


def test_claims_with_a_large_gap_are_not_merged(team: Team) -> None:
    article = make.article(team.desk, text=f"One two. {'x' * MAX_GAP} Three four.")
    first, last = make.claim(article, "One two."), make.claim(article, "Three four.")
    with pytest.raises(ConflictError, match=f"across {MAX_GAP} at most"):
        merge_claims(team.checker, claim=first, others=[last])


def test_only_other_claims_of_the_same_text_are_merged(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    elsewhere = make.claim(make.article(team.desk), COST)
    strangers = make.claim(make.article(make.desk(), by=team.stranger), COST)
    many = [make.claim(kept.article) for _ in range(MAX_MERGED_CLAIMS)]
    for others in ([], [kept], [other, other], [elsewhere], [strangers], many):
        with pytest.raises(InvalidInput) as refused:
            merge_claims(team.checker, claim=kept, others=others)
        assert "with" in refused.value.fields


def test_merging_requires_the_permission_to_edit_claims(team: Team, pair: tuple[Claim, Claim]) -> None:
    with pytest.raises(PermissionDenied):
        merge_claims(team.contributor, claim=pair[0], others=[pair[1]])


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda value: (value[0], sum(value)))


@few
@given(drawn_spans=st.lists(spans, min_size=2, max_size=5))
def test_the_merged_span_is_the_smallest_that_covers_all_claims(
    team: Team, drawn_spans: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        article = make.article(team.desk)
        text = article.revisions.get().text
        claims = [make.claim(article, text[slice(*span)]) for span in drawn_spans]
        for claim, span in zip(claims, drawn_spans, strict=True):
            Claim.objects.filter(pk=claim.pk).update(start=span[0], end=span[1], quote=text[slice(*span)])
        try:
            merged = merge_claims(team.checker, claim=claims[0], others=claims[1:])
        except FactcheckError:
            assert not Claim.objects.exclude(set_aside="").exists()
        else:
            assert (merged.start, merged.end) == (
                min(a for a, _ in drawn_spans),
                max(b for _, b in drawn_spans),
            )
            assert merged.quote == text[merged.start : merged.end]
            assert Claim.objects.filter(article=article, set_aside="").get() == merged
        transaction.set_rollback(True)


def test_a_claim_that_was_merged_away_counts_as_edited_by_a_person(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    kept, other = pair
    merge_claims(team.checker, claim=kept, others=[other])
    for claim in pair:
        before = claim.changed_at
        claim.refresh_from_db()
        assert claim.is_human_edited
        assert claim.changed_at > before


def test_a_claim_with_an_assignee_keeps_its_own_plan(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    Claim.objects.filter(pk=kept.pk).update(assignee=team.editor, due_on="2026-12-24")
    Claim.objects.filter(pk=other.pk).update(assignee=team.checker, due_on="2026-12-01")
    merged = merge_claims(team.checker, claim=kept, others=[other])
    assert (merged.assignee, str(merged.due_on)) == (team.editor, "2026-12-24")


def test_an_unassigned_claim_brings_no_due_date(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    Claim.objects.filter(pk=other.pk).update(due_on="2026-12-01")
    assert merge_claims(team.checker, claim=kept, others=[other]).due_on is None


def test_merged_drafts_stay_drafts(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    assert merge_claims(team.checker, claim=kept, others=[other]).state == ClaimState.DRAFT
    assert not Event.objects.filter(action="claim.opened").exists()


def test_a_merge_moves_nothing_of_a_third_claim(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    third = make.claim(kept.article, TRAFFIC)
    piece, comment, part = make.evidence(third), make.comment(third), make.claim(kept.article, parent=third)
    merge_claims(team.checker, claim=kept, others=[other])
    part.refresh_from_db()
    assert (third.evidence.get(), third.comments.get(), part.parent) == (piece, comment, third)
