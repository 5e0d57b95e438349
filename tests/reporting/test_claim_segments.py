from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.enums import BlockKind
from factcheck.reporting.claim_segments import list_blocks, split_at_claims
from factcheck.text.types import Block
from tests.reporting import samples

TEXT = "one two three four"


def claim(number, start, end):
    return samples.claim(number, samples.TITLE, start=start, end=end)


def cut(*claims, start=0, end=18):
    pieces = split_at_claims(TEXT, start, end, claims)
    return [(p.text, [c.number for c in p.claims], [c.number for c in p.ending]) for p in pieces]


def test_a_text_without_claims_is_one_piece():
    assert cut() == [(TEXT, [], [])]


def test_a_claim_is_cut_out_and_ends_with_its_piece():
    assert cut(claim(1, 4, 7)) == [("one ", [], []), ("two", [1], [1]), (" three four", [], [])]


def test_claims_that_overlap_share_their_common_piece():
    assert cut(claim(1, 0, 7), claim(2, 4, 13)) == [
        ("one ", [1], []),
        ("two", [1, 2], [1]),
        (" three", [2], [2]),
        (" four", [], []),
    ]


def test_a_claim_inside_another_ends_before_it():
    assert cut(claim(1, 0, 18), claim(2, 4, 7)) == [
        ("one ", [1], []),
        ("two", [1, 2], [2]),
        (" three four", [1], [1]),
    ]


def test_a_claim_that_goes_on_in_the_next_block_ends_there():
    whole = claim(1, 0, 18)
    assert cut(whole, end=7) == [("one two", [1], [])]
    assert cut(whole, start=8) == [("three four", [1], [1])]


def test_an_empty_claim_marks_nothing():
    assert cut(claim(1, 4, 4)) == [(TEXT, [], [])]


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@settings(max_examples=60)
@given(st.text(max_size=30), st.lists(spans, max_size=5))
def test_the_pieces_are_the_text_and_every_claim_is_whole(text, edges):
    claims = [claim(n, min(a, len(text)), min(b, len(text))) for n, (a, b) in enumerate(edges)]
    pieces = list(split_at_claims(text, 0, len(text), claims))
    assert "".join(piece.text for piece in pieces) == text
    for one in claims:
        covered = "".join(piece.text for piece in pieces if one in piece.claims)
        assert covered == text[one.start : one.end]
        assert sum(one in piece.ending for piece in pieces) == (one.end > one.start)


def test_blank_lines_part_a_text_without_blocks():
    text = "one\n\n  two\nstill two \n\n\n\nthree\n"
    assert [text[b.start : b.end] for b in list_blocks(text, ())] == ["one", "two\nstill two", "three"]


def test_what_lies_between_known_blocks_is_still_shown():
    text = "Title\n\nunknown\n\nknown\n\nrest"
    known = (Block(BlockKind.HEADING, 0, 5), Block(BlockKind.CAPTION, 16, 21))
    assert [(b.kind.value, text[b.start : b.end]) for b in list_blocks(text, known)] == [
        ("heading", "Title"),
        ("paragraph", "unknown"),
        ("caption", "known"),
        ("paragraph", "rest"),
    ]


def test_a_block_with_nothing_to_read_is_not_shown():
    assert list(list_blocks("", (Block(BlockKind.HEADING, 0, 5),))) == []


@given(st.text(alphabet="ab \n", max_size=40))
def test_no_letter_of_a_text_is_left_out(text):
    shown = "".join(text[b.start : b.end] for b in list_blocks(text, ()))
    assert "".join(shown.split()) == "".join(text.split())
