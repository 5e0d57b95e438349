from factcheck.enums import BlockKind
from factcheck.text.ingest.document import TextBlock
from factcheck.text.ingest.pdf_layout import PdfLine, extract_page_blocks

FULL = 300.0
WIDTH = 5.0


def page(*rows: str, top: float = 700, head: str = "", foot: str = "") -> list[PdfLine]:
    """Return lines 13 points apart. "+" before a row is an empty line, ">" an indent, "#" large letters."""
    lines = []
    for row in rows:
        top -= 26 if row[0] == "+" else 13
        words = row.lstrip("+>#")
        left = 68.0 if row[0] == ">" else 56.0
        size = 14.0 if row[0] == "#" else 10.0
        broken = words.endswith("-")
        words = words.rstrip("-") if broken else words
        lines.append(PdfLine(words, left, left + WIDTH * len(words), top, top - 10, size, broken))
    around = [PdfLine(head, 56, 200, 760, 750, 10)] if head else []
    return around + lines + ([PdfLine(foot, 180, 200, 40, 30, 10)] if foot else [])


def words_of(*pages: list[PdfLine]) -> list[str]:
    return [piece.text for piece in extract_page_blocks(pages)]


ROW = "the ministry said that many factories moved"


def test_full_lines_are_one_paragraph():
    assert words_of(page(f"And {ROW}", f"{ROW} too", "abroad.")) == [f"And {ROW} {ROW} too abroad."]


def test_a_line_with_space_for_the_next_word_ends_its_paragraph():
    assert words_of(page(f"And {ROW}", "abroad.", f"Now {ROW}", "back.")) == [
        f"And {ROW} abroad.",
        f"Now {ROW} back.",
    ]


def test_an_empty_line_an_indent_and_another_letter_size_separate_paragraphs():
    assert words_of(page(f"And {ROW}", ROW, f"+Now {ROW}", ROW)) == [f"And {ROW} {ROW}", f"Now {ROW} {ROW}"]
    assert words_of(page(f"And {ROW}", f">Now {ROW}", f"and {ROW}")) == [f"And {ROW}", f"Now {ROW} and {ROW}"]
    assert words_of(page(f"#And {ROW}", f"Now {ROW}")) == [f"And {ROW}", f"Now {ROW}"]


def test_large_letters_are_a_heading():
    pieces = list(extract_page_blocks([page("#What the unions say", f"And {ROW}", f"{ROW} too")]))
    assert pieces[0] == TextBlock("What the unions say", BlockKind.HEADING)
    assert pieces[1].kind is None


def test_a_list_item_is_a_block_and_continues_indented():
    rows = page(f"• And {ROW}", f"• Now {ROW}", f">{ROW}")
    assert words_of(rows) == [f"• And {ROW}", f"• Now {ROW} {ROW}"]


def test_a_hyphenated_word_is_joined():
    assert words_of(page(f"And {ROW} interna-", "tionally.")) == [f"And {ROW} internationally."]


def test_a_hyphen_stays_in_a_word_that_the_file_hyphenates_elsewhere():
    rows = page("The well-known man and the quite well-", "known woman met.")
    assert words_of(rows) == ["The well-known man and the quite well-known woman met."]


def test_a_hyphen_stays_before_a_capital():
    assert words_of(page(f"And {ROW} Anglo-", "Saxon.")) == [f"And {ROW} Anglo-Saxon."]


def test_heads_feet_and_page_numbers_follow_the_paragraph_that_they_interrupt():
    first = page(f"And {ROW}", f"{ROW} to", head="The Daily Test 1", foot="1 / 2")
    second = page("a new place.", f"+Now {ROW}", head="The Daily Test 2", foot="2 / 2")
    pieces = list(extract_page_blocks([first, second]))
    assert [piece.text for piece in pieces] == [
        f"And {ROW} {ROW} to a new place.",
        "The Daily Test 1",
        "1 / 2",
        f"Now {ROW}",
        "The Daily Test 2",
        "2 / 2",
    ]
    assert [piece.kind for piece in pieces if piece.text[:3] in ("The", "1 /")] == [BlockKind.BOILERPLATE] * 3


def test_a_paragraph_that_ends_with_its_page_is_not_joined_to_the_next():
    assert words_of(page(f"And {ROW}."), page(f"Now {ROW}.")) == [f"And {ROW}.", f"Now {ROW}."]


def test_a_paragraph_continues_in_the_next_column():
    left, right = page(f"And {ROW}", f"{ROW} to"), page("a new place.")
    assert words_of([*left, *right]) == [f"And {ROW} {ROW} to a new place."]
