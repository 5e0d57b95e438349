import pytest

from factcheck.enums import BlockKind
from factcheck.text.block_kinds import classify_block


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (BlockKind.HEADING, "Accessibility of OpenAI’s AI Models in China"),
        (BlockKind.HEADING, "## What the unions say"),
        (BlockKind.HEADING, "2.2 The Motivated Learner"),
        (BlockKind.PARAGRAPH, "The rate fell."),
        (BlockKind.PARAGRAPH, "the rate fell in may"),
        (BlockKind.PARAGRAPH, "He said two things:"),
        (BlockKind.PARAGRAPH, "By 1965 the role of meaning in grammar was clear. [6]"),
        (BlockKind.PARAGRAPH, "My husband has met many people --"),
        (BlockKind.PARAGRAPH, "One thing ended. Then another one began and nobody saw it"),
        (BlockKind.PARAGRAPH, "By moving abroad, firms saved money."),
        (BlockKind.PARAGRAPH, "The deal was first reported by Reuters."),
        (BlockKind.PARAGRAPH, "The judge ruled against Getty Images."),
        (BlockKind.BYLINE, "By Jane Roe"),
        (BlockKind.BYLINE, "By Jane Roe and John Q. Public | Economics editor"),
        (BlockKind.BYLINE, "Tuesday, September 1, 2015"),
        (BlockKind.BYLINE, "August 08, 1974"),
        (BlockKind.BYLINE, "3. October 2019, 10:30 am"),
        (BlockKind.BYLINE, "2024年3月5日"),
        (BlockKind.BYLINE, "Published on 3 May 2024, 10:30 GMT"),
        (BlockKind.BYLINE, "(Reporting by Jane Roe in London; Editing by John Doe)"),
        (BlockKind.CAPTION, "Photo: Jane Roe"),
        (BlockKind.CAPTION, "Figure 15.17 Soldiers pose together in this photograph."),
        (BlockKind.PARAGRAPH, "Figure 24.7, for example, shows the progress of a motorist."),
        (BlockKind.PARAGRAPH, "Table 2 shows the progress of a motorist."),
        (BlockKind.CAPTION, "A factory near the harbour. Image: Jane Roe."),
        (BlockKind.CAPTION, "A factory near the harbour (AP Photo/Jane Roe)"),
        (BlockKind.CAPTION, "A factory near the harbour | Getty Images"),
        (BlockKind.LIST_ITEM, "• Small workshops were not counted."),
        (BlockKind.LIST_ITEM, "- Small workshops"),
        (BlockKind.LIST_ITEM, "12. Small workshops"),
        (BlockKind.LIST_ITEM, "(a) Small workshops"),
        (BlockKind.PARAGRAPH, "3.5 percent is a lot."),
        (BlockKind.QUOTATION, "“We will not accept this. It is a scandal.”"),
        (BlockKind.QUOTATION, "> We will not accept this."),
        (BlockKind.QUOTATION, "“We will not accept this, and we will come back tomorrow."),
        (BlockKind.QUOTATION, "「我们不同意。」"),
        (BlockKind.PARAGRAPH, "“We won,” he said. “It was great.”"),
        (BlockKind.BOILERPLATE, "Source: reuters.com"),
    ],
)
def test_a_block_is_classified_by_its_text(kind, words):
    assert classify_block(words) is kind
