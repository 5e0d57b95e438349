"""Paragraphs and runs of an article: the text is complete, and every claim is highlighted at its span."""

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.enums import BlockKind
from factcheck.text.types import Block
from factcheck.web.claim_highlights import MAX_LANE, Highlight, assign_lanes, build_paragraphs


@dataclass(frozen=True)
class Marked:
    """The attributes of a claim that the highlighting reads."""

    start: int
    end: int


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Block], list[Marked]]:
    """Generate a text, ordered blocks in it, and claims with arbitrary overlaps."""
    text = draw(st.text("aé 👩\n“", min_size=1, max_size=60))
    place = st.integers(0, len(text))
    borders = sorted(draw(st.sets(place, min_size=2)) if len(text) > 1 else {0, len(text)})
    blocks = [
        Block(draw(st.sampled_from(BlockKind)), *pair)
        for pair in zip(borders[::2], borders[1::2], strict=False)
    ]
    spans = draw(st.lists(st.tuples(place, place).filter(lambda span: span[0] < span[1]), max_size=6))
    return text, blocks, sorted((Marked(*span) for span in spans), key=lambda claim: claim.start)


@given(articles())
def test_runs_of_a_paragraph_make_up_its_text(made: tuple[str, list[Block], list[Marked]]) -> None:
    text, blocks, claims = made
    cut = build_paragraphs(text, blocks, claims)
    assert [paragraph.kind for paragraph in cut] == [block.kind for block in blocks]
    for block, paragraph in zip(blocks, cut, strict=True):
        assert "".join(run.text for run in paragraph.runs) == text[block.start : block.end]
        assert all(run.text for run in paragraph.runs)


@given(articles())
def test_run_has_the_claims_that_cover_it_innermost_last(
    made: tuple[str, list[Block], list[Marked]],
) -> None:
    text, blocks, claims = made
    for block, paragraph in zip(blocks, build_paragraphs(text, blocks, claims), strict=True):
        at = block.start
        for run in paragraph.runs:
            over = [claim for claim in claims if claim.start <= at and at + len(run.text) <= claim.end]
            assert sorted((mark.claim for mark in run.highlights), key=id) == sorted(over, key=id)
            lengths = [mark.claim.end - mark.claim.start for mark in run.highlights]
            assert lengths == sorted(lengths, reverse=True)
            assert run.claim == (run.highlights[-1].claim if over else None)
            assert all(mark.is_start == (mark.claim.start == at) for mark in run.highlights)
            at += len(run.text)


@given(articles())
def test_card_is_at_the_paragraph_where_the_claim_starts(
    made: tuple[str, list[Block], list[Marked]],
) -> None:
    text, blocks, claims = made
    for block, paragraph in zip(blocks, build_paragraphs(text, blocks, claims), strict=True):
        assert list(paragraph.claims) == [claim for claim in claims if block.start <= claim.start < block.end]


def test_claim_over_two_paragraphs_is_highlighted_in_both_and_starts_once() -> None:
    text = "One two.\n\nThree four."
    blocks = [Block(BlockKind.PARAGRAPH, 0, 8), Block(BlockKind.HEADING, 10, 21)]
    claim = Marked(4, 15)
    first, second = build_paragraphs(text, blocks, [claim])
    assert [(run.text, run.highlights) for run in first.runs] == [
        ("One ", ()),
        ("two.", (Highlight(claim, 0, True),)),
    ]
    assert [(run.text, run.highlights) for run in second.runs] == [
        ("Three", (Highlight(claim, 0, False),)),
        (" four.", ()),
    ]
    assert (first.is_heading, second.is_heading) == (False, True)


def test_nested_claims_link_to_the_innermost() -> None:
    outer, inner = Marked(0, 9), Marked(2, 5)
    (only,) = build_paragraphs("abcdefghi", [Block(BlockKind.PARAGRAPH, 0, 9)], [outer, inner])
    assert [(run.text, run.claim) for run in only.runs] == [("ab", outer), ("cde", inner), ("fghi", outer)]


@given(articles())
def test_overlapping_claims_share_only_the_last_lane(
    made: tuple[str, list[Block], list[Marked]],
) -> None:
    _, _, claims = made
    lane = assign_lanes(claims)
    assert set(lane) == set(map(id, claims))
    for one, other in combinations(claims, 2):
        overlap = one.start < other.end and other.start < one.end
        if overlap and lane[id(one)] == lane[id(other)]:
            assert lane[id(one)] == MAX_LANE


def test_shorter_nested_claim_has_the_lane_nearer_to_the_text() -> None:
    outer, inner, crossing = Marked(0, 20), Marked(5, 9), Marked(8, 24)
    lane = assign_lanes([outer, inner, crossing])
    assert [lane[id(claim)] for claim in (inner, crossing, outer)] == [0, 1, 2]
    (only,) = build_paragraphs("x" * 30, [Block(BlockKind.PARAGRAPH, 0, 30)], [outer, inner, crossing])
    assert only.depth == 3


def test_adjacent_claims_all_have_the_first_lane() -> None:
    claims = [Marked(at, at + 5) for at in range(0, 5000, 5)]
    assert set(assign_lanes(claims).values()) == {0}
