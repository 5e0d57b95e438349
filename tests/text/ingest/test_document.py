from hypothesis import given
from hypothesis import strategies as st

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import TextBlock, assemble_blocks
from factcheck.text.normalise import normalise
from tests.text.texts import ARTICLES

PIECES = st.lists(st.builds(TextBlock, ARTICLES, st.none() | st.sampled_from(BlockKind)), max_size=6)


def test_blocks_are_joined_by_a_blank_line_and_white_space_is_collapsed():
    text, blocks = assemble_blocks([TextBlock(" One\n  two "), TextBlock("\t"), TextBlock("Three.")])
    assert text == "One two\n\nThree."
    assert [text[block.start : block.end] for block in blocks] == ["One two", "Three."]


def test_a_block_without_a_kind_is_classified_by_text_and_neighbours():
    _, blocks = assemble_blocks([TextBlock("A heading"), TextBlock("The rate fell."), TextBlock("FREE")])
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.BOILERPLATE,
    ]


def test_a_kind_from_the_file_is_not_changed():
    _, blocks = assemble_blocks([TextBlock("The rate fell.", BlockKind.CAPTION), TextBlock("It rose.")])
    assert blocks[0].kind is BlockKind.CAPTION


@given(PIECES)
def test_blocks_are_exact_spans_of_a_normalised_text(pieces):
    text, blocks = assemble_blocks(pieces)
    assert normalise(text) == text
    assert text == "\n\n".join(text[block.start : block.end] for block in blocks)
    assert all(text[block.start : block.end].strip() for block in blocks)
