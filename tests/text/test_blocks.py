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


def found(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text)]


def test_a_blank_line_parts_blocks_even_when_it_holds_spaces():
    assert found(f"{BODY}\n  \n\n{BODY}") == [(P, BODY), (P, BODY)]


def test_a_line_is_a_paragraph_of_its_own_where_lines_are_long():
    long = BODY * 2
    assert found(f"{long}\n{long}\n{BODY}") == [(P, long), (P, long), (P, BODY)]


def test_lines_that_a_program_wrapped_are_one_paragraph():
    assert found(WRAPPED) == [(P, WRAPPED)]


def test_wrapped_paragraphs_stay_apart_at_a_blank_line():
    assert found(f"{WRAPPED}\n\n{WRAPPED}") == [(P, WRAPPED), (P, WRAPPED)]


def test_a_line_that_goes_on_in_small_letters_belongs_to_the_one_before():
    assert found("The rate fell\nto 3.5 percent.\nIt had been higher.") == [
        (P, "The rate fell\nto 3.5 percent."),
        (P, "It had been higher."),
    ]


def test_list_items_stay_apart_whatever_their_length():
    text = f"{WRAPPED}\n- one item that is about as long as any of the lines above it\n- another item"
    assert [kind for kind, _ in found(text)] == [P, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_a_question_on_top_is_the_title_and_below_it_is_not():
    text = f"How dependent is China?\n\n{BODY}\n\nWill it last?\n\n{BODY}"
    assert [kind for kind, _ in found(text)] == [H, P, P, P]


def test_short_lines_behind_the_last_paragraph_are_boilerplate():
    text = f"Title of it\n\n{BODY}\n\nSource: reuters.com\n\nHipther\n\nFREE\nVIEW"
    assert found(text)[2:] == [(B, "Source: reuters.com"), (B, "Hipther"), (B, "FREE"), (B, "VIEW")]


def test_a_heading_over_pictures_alone_is_a_heading():
    kinds = [kind for kind, _ in found(f"{BODY}\n\nDisney\n\nPhoto: Jane Roe\n\nFREE")]
    assert kinds == [P, H, BlockKind.CAPTION, B]


@pytest.mark.parametrize("text", ["The rate fell to 3.5 percent", "The rate fell\n\nPrices rose"])
def test_where_nothing_is_headed_there_are_no_headings(text):
    assert {kind for kind, _ in found(text)} == {P}


def test_kinds_in_context_leave_what_is_certain():
    kinds = [BlockKind.BYLINE, P, BlockKind.CAPTION, H]
    assert refine_kinds(kinds, ["By Jane Roe", BODY, "Photo: X", "Hipther"]) == [*kinds[:3], B]


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_no_text_has_no_blocks(text):
    assert find_blocks(text) == ()


@given(NORMAL)
def test_everything_but_white_space_lies_in_exactly_one_block(text):
    blocks = find_blocks(text)
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(text[block.start : block.end].strip() for block in blocks)


@given(NORMAL)
def test_blocks_never_cut_a_character_and_are_found_alike_again(text):
    blocks = find_blocks(text)
    assert all(is_boundary(text, edge) for block in blocks for edge in (block.start, block.end))
    assert find_blocks(text) == blocks
