from hypothesis import given

from factcheck.enums import BlockKind
from factcheck.text.blocks import find_blocks
from factcheck.text.graphemes import is_boundary
from factcheck.text.sentences import find_sentences
from factcheck.text.types import Block
from tests.text.texts import NORMAL


def sentences_of(text: str, kind: BlockKind | None = None) -> list[str]:
    blocks = [Block(kind, 0, len(text))] if kind else find_blocks(text)
    return [text[sentence.start : sentence.end] for sentence in find_sentences(text, blocks)]


def test_sentences_end_with_their_block():
    text = "A heading\n\nThe rate fell. It rose again\n\nNobody knew why."
    assert sentences_of(text) == ["A heading", "The rate fell.", "It rose again", "Nobody knew why."]


def test_a_sentence_has_the_kind_of_its_block():
    text = "A heading\n\nThe rate fell."
    kinds = [sentence.block for sentence in find_sentences(text, find_blocks(text))]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_the_label_and_the_credit_of_a_figure_are_separate_sentences():
    text = "Figure 1.3 This map shows Texas. It is old. Image: Jane Roe."
    assert sentences_of(text, BlockKind.CAPTION) == [
        "Figure 1.3",
        "This map shows Texas.",
        "It is old.",
        "Image: Jane Roe.",
    ]


def test_a_picture_credit_is_separate_without_a_full_stop():
    assert sentences_of("A factory at night Photo: Jane Roe", BlockKind.CAPTION) == [
        "A factory at night",
        "Photo: Jane Roe",
    ]


def test_a_date_is_separate_after_a_headline_and_not_inside_a_sentence():
    assert sentences_of("Lantern festival in Taipei Monday, March 5, 2007") == [
        "Lantern festival in Taipei",
        "Monday, March 5, 2007",
    ]
    assert sentences_of("The festival began on Monday, March 5, 2007") == [
        "The festival began on Monday, March 5, 2007"
    ]


def test_a_number_before_a_list_item_stays_with_its_first_sentence():
    assert sentences_of("1. The rate fell. It rose.") == ["1. The rate fell.", "It rose."]


@given(NORMAL)
def test_everything_in_a_block_but_white_space_is_in_exactly_one_sentence(text):
    blocks = find_blocks(text)
    for block in blocks:
        sentences = find_sentences(text, [block])
        edges = [block.start, *(edge for s in sentences for edge in (s.start, s.end)), block.end]
        assert edges == sorted(edges)
        between = zip(edges[::2], edges[1::2], strict=True)
        assert not "".join(text[start:end] for start, end in between).strip()


@given(NORMAL)
def test_no_sentence_is_empty_or_cuts_a_grapheme_cluster(text):
    for sentence in find_sentences(text, find_blocks(text)):
        assert text[sentence.start : sentence.end].strip()
        assert is_boundary(text, sentence.start)
        assert is_boundary(text, sentence.end)


@given(NORMAL)
def test_the_same_text_has_the_same_sentences(text):
    assert find_sentences(text, find_blocks(text)) == find_sentences(text, find_blocks(text))
