"""Lines of PDF pages as a reader sees them: raised numbers, drop caps, line numbers, rules, right to left."""

import pytest
import typst

from factcheck.text.ingest.pdf import read_pdf
from factcheck.text.ingest.pdf_layout import Box, PdfLine, extract_page_blocks
from factcheck.text.ingest.pdf_lines import (
    Character,
    _logical_order,
    _merge,
    _text,
    _with_drop_caps,
    _without_line_numbers,
)


def characters(text: str, *, left: float = 50, bottom: float = 700, size: float = 12) -> list[Character]:
    width = size / 2
    return [
        Character(letter, size, left + at * width, bottom, left + (at + 1) * width, bottom + size)
        for at, letter in enumerate(text)
    ]


def line(text: str, top: float, *, left: float = 50, size: float = 12) -> PdfLine:
    return PdfLine(text, left, left + len(text) * size / 2, top, top - size, size)


def test_a_raised_number_stays_in_its_line_and_is_told_apart() -> None:
    base = characters("The sea has 10")
    raised = characters("8", left=base[-1].right, bottom=706, size=8)
    rest = characters("boats", left=base[-1].right + 8)
    (merged,) = _merge([base, raised, rest])
    assert _text(merged) == "The sea has 10⁸ boats"


def test_lines_below_each_other_stay_apart() -> None:
    assert len(_merge([characters("One"), characters("Two", bottom=680)])) == 2


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_that_count_the_lines_are_left_out(step: int) -> None:
    lines = [
        characters(f"{number} the boats" if number % step == 0 else "the boats", bottom=700 - 20 * number)
        for number in range(1, 21)
    ]
    found, count = _without_line_numbers(lines)
    assert {_text(item) for item in found} == {"the boats"}
    assert count == 20 // step


def test_other_numbers_at_the_start_of_lines_stay() -> None:
    lines = [characters(text) for text in ("12 May was cold.", "3 boats left.", "7 came back.", "40 people.")]
    assert _without_line_numbers(lines) == (lines, 0)


def test_a_drop_cap_begins_its_line() -> None:
    cap = PdfLine("T", 50, 80, 700, 664, 36)
    joined = _with_drop_caps(
        [cap, line("he ferry has nine boats", 700, left=82), line("and two docks.", 684)]
    )
    assert [item.text for item in joined] == ["The ferry has nine boats", "and two docks."]


def test_right_to_left_letters_are_ordered_with_their_numbers() -> None:
    word = characters("םולש", left=100)
    number = characters("48", left=80)
    assert "".join(item.text for item in _logical_order([*number, *word])) == "שלום 48"


def test_lines_beside_a_picture_are_one_paragraph() -> None:
    texts = (
        "The ferry company runs nine boats",
        "between the islands from April",
        "to October of each year, and it",
    )
    narrow = [line(text, 700 - 15 * number) for number, text in enumerate(texts)]
    wide = line("says that two of them are older than thirty years and will be sold before winter.", 655)
    picture = Box(350, 660, 550, 720)
    blocks = list(extract_page_blocks([[*narrow, wide]], [[picture]]))
    assert [block.text for block in blocks] == [" ".join([*texts, wide.text])]


def test_chinese_lines_are_joined_without_a_space() -> None:
    blocks = list(extract_page_blocks([[line("市议会周一批准了预算并辩", 700), line("论了九个小时。", 685)]]))
    assert [block.text for block in blocks] == ["市议会周一批准了预算并辩论了九个小时。"]


def test_a_rule_of_hyphens_is_no_text() -> None:
    source = 'The harbour was closed.\n\n#raw("--------")\n\nIt opened on 4 May.'
    text = read_pdf(typst.compile(source.encode(), format="pdf")).text
    assert text.split() == ["The", "harbour", "was", "closed.", "It", "opened", "on", "4", "May."]
