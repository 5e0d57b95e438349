import pytest
from hypothesis import given

from factcheck.enums import BlockKind
from factcheck.text.blocks import find_blocks, refine_kinds
from factcheck.text.graphemes import is_boundary
from tests.text.texts import NORMAL

H, P, B = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BOILERPLATE
BODY = "The rate fell to 3.5 percent. It had been higher for years, the ministry said."
WRAPPED = """The ministry of trade said on Monday that 412 factories had
moved abroad since 2019, more than ever before in one decade.
The figure was reported by a newspaper before, and the unions
dispute it."""


def blocks_of(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text)]


def test_a_blank_line_separates_blocks_even_with_spaces_in_it():
    assert blocks_of(f"{BODY}\n  \n\n{BODY}") == [(P, BODY), (P, BODY)]


def test_long_lines_are_separate_paragraphs():
    long = BODY * 2
    assert blocks_of(f"{long}\n{long}\n{BODY}") == [(P, long), (P, long), (P, BODY)]


def test_lines_that_a_program_wrapped_are_one_paragraph():
    assert blocks_of(WRAPPED) == [(P, WRAPPED)]


def test_a_blank_line_separates_wrapped_paragraphs():
    assert blocks_of(f"{WRAPPED}\n\n{WRAPPED}") == [(P, WRAPPED), (P, WRAPPED)]


def test_a_line_that_continues_in_lower_case_belongs_to_the_previous_line():
    assert blocks_of("The rate fell\nto 3.5 percent.\nIt had been higher.") == [
        (P, "The rate fell\nto 3.5 percent."),
        (P, "It had been higher."),
    ]


def test_list_items_are_separate_blocks_whatever_their_length():
    text = f"{WRAPPED}\n- one item that is about as long as any of the lines above it\n- another item"
    assert [kind for kind, _ in blocks_of(text)] == [P, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_a_question_is_a_title_only_at_the_top():
    text = f"How dependent is China?\n\n{BODY}\n\nWill it last?\n\n{BODY}"
    assert [kind for kind, _ in blocks_of(text)] == [H, P, P, P]


def test_short_lines_after_the_last_paragraph_are_boilerplate():
    text = f"Title of it\n\n{BODY}\n\nSource: reuters.com\n\nHipther\n\nFREE\nVIEW"
    assert blocks_of(text)[2:] == [(B, "Source: reuters.com"), (B, "Hipther"), (B, "FREE"), (B, "VIEW")]


def test_a_heading_above_only_captions_is_a_heading():
    kinds = [kind for kind, _ in blocks_of(f"{BODY}\n\nDisney\n\nPhoto: Jane Roe\n\nFREE")]
    assert kinds == [P, H, BlockKind.CAPTION, B]


@pytest.mark.parametrize("text", ["The rate fell to 3.5 percent", "The rate fell\n\nPrices rose"])
def test_a_text_without_body_has_no_headings(text):
    assert {kind for kind, _ in blocks_of(text)} == {P}


def test_refine_kinds_leaves_other_kinds_unchanged():
    kinds = [BlockKind.BYLINE, P, BlockKind.CAPTION, H]
    assert refine_kinds(kinds, ["By Jane Roe", BODY, "Photo: X", "Hipther"]) == [*kinds[:3], B]


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_no_text_has_no_blocks(text):
    assert find_blocks(text) == ()


@given(NORMAL)
def test_everything_but_white_space_is_in_exactly_one_block(text):
    blocks = find_blocks(text)
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(text[block.start : block.end].strip() for block in blocks)


@given(NORMAL)
def test_blocks_cut_no_grapheme_cluster_and_are_deterministic(text):
    blocks = find_blocks(text)
    assert all(is_boundary(text, edge) for block in blocks for edge in (block.start, block.end))
    assert find_blocks(text) == blocks
