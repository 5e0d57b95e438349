from hypothesis import given
from hypothesis import strategies as st

from factcheck.enums import BlockKind
from factcheck.text.normalise import normalise
from factcheck.text.reading.document import Piece, assemble
from tests.text.texts import ARTICLES

PIECES = st.lists(st.builds(Piece, ARTICLES, st.none() | st.sampled_from(BlockKind)), max_size=6)


def test_pieces_are_parted_by_a_blank_line_and_white_space_in_them_is_one_space():
    text, blocks = assemble([Piece(" One\n  two "), Piece("\t"), Piece("Three.")])
    assert text == "One two\n\nThree."
    assert [text[block.start : block.end] for block in blocks] == ["One two", "Three."]


def test_a_piece_without_a_kind_is_known_by_its_words_and_neighbours():
    _, blocks = assemble([Piece("A heading"), Piece("The rate fell."), Piece("FREE")])
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.BOILERPLATE,
    ]


def test_a_kind_that_the_file_gives_is_kept():
    _, blocks = assemble([Piece("The rate fell.", BlockKind.CAPTION), Piece("It rose.")])
    assert blocks[0].kind is BlockKind.CAPTION


@given(PIECES)
def test_blocks_are_exact_spans_of_a_normalised_text(pieces):
    text, blocks = assemble(pieces)
    assert normalise(text) == text
    assert text == "\n\n".join(text[block.start : block.end] for block in blocks)
    assert all(text[block.start : block.end].strip() for block in blocks)
