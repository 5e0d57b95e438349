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
    parts = split_at_claims(TEXT, start, end, claims)
    return [(p.text, [c.number for c in p.claims], [c.number for c in p.ending]) for p in parts]


def test_a_text_without_claims_is_one_segment():
    assert cut() == [(TEXT, [], [])]


def test_a_claim_is_a_segment_and_ends_with_it():
    assert cut(claim(1, 4, 7)) == [("one ", [], []), ("two", [1], [1]), (" three four", [], [])]


def test_overlapping_claims_share_a_segment():
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


def test_a_claim_over_two_blocks_ends_in_the_second():
    whole = claim(1, 0, 18)
    assert cut(whole, end=7) == [("one two", [1], [])]
    assert cut(whole, start=8) == [("three four", [1], [1])]


def test_an_empty_claim_covers_nothing():
    assert cut(claim(1, 4, 4)) == [(TEXT, [], [])]


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@settings(max_examples=60)
@given(st.text(max_size=30), st.lists(spans, max_size=5))
def test_the_segments_are_the_text_and_cover_every_claim(text, edges):
    claims = [claim(n, min(a, len(text)), min(b, len(text))) for n, (a, b) in enumerate(edges)]
    parts = list(split_at_claims(text, 0, len(text), claims))
    assert "".join(segment.text for segment in parts) == text
    for each in claims:
        covered = "".join(segment.text for segment in parts if each in segment.claims)
        assert covered == text[each.start : each.end]
        assert sum(each in segment.ending for segment in parts) == (each.end > each.start)


def test_blank_lines_separate_paragraphs_without_blocks():
    text = "one\n\n  two\nstill two \n\n\n\nthree\n"
    assert [text[b.start : b.end] for b in list_blocks(text, ())] == ["one", "two\nstill two", "three"]


def test_text_between_known_blocks_is_listed():
    text = "Title\n\nunknown\n\nknown\n\nrest"
    known = (Block(BlockKind.HEADING, 0, 5), Block(BlockKind.CAPTION, 16, 21))
    assert [(b.kind.value, text[b.start : b.end]) for b in list_blocks(text, known)] == [
        ("heading", "Title"),
        ("paragraph", "unknown"),
        ("caption", "known"),
        ("paragraph", "rest"),
    ]


def test_a_blank_block_is_left_out():
    assert list(list_blocks("", (Block(BlockKind.HEADING, 0, 5),))) == []


@given(st.text(alphabet="ab \n", max_size=40))
def test_the_blocks_contain_every_letter_of_the_text(text):
    shown = "".join(text[b.start : b.end] for b in list_blocks(text, ()))
    assert "".join(shown.split()) == "".join(text.split())
