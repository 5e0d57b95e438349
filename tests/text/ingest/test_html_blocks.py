import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import TextBlock
from factcheck.text.ingest.html_blocks import extract_blocks


@pytest.mark.parametrize(
    ("markup", "pieces"),
    [
        ("<h2>Title</h2><p>Text &amp; more.</p>", [("Title", BlockKind.HEADING), ("Text & more.", None)]),
        (
            "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>",
            [("One", BlockKind.LIST_ITEM), ("Two", BlockKind.LIST_ITEM), ("Three", BlockKind.LIST_ITEM)],
        ),
        ("<blockquote><p>So it is.</p></blockquote>", [("So it is.", BlockKind.QUOTATION)]),
        ("<figure><figcaption>A map</figcaption></figure>", [("A map", BlockKind.CAPTION)]),
        (
            "<table><tr><th>Year</th><th>Rate</th></tr><tr><td>2019</td><td>3</td></tr></table>",
            [("Year | Rate", BlockKind.LIST_ITEM), ("2019 | 3", BlockKind.LIST_ITEM)],
        ),
        ("<tr><td><p>Year</p></td><td>2019<br>2020</td></tr>", [("Year | 2019 2020", BlockKind.LIST_ITEM)]),
        (
            "<table><tr><td>2019</table><p>Text</p>",
            [("2019", BlockKind.LIST_ITEM), ("Text", None)],
        ),
        ("<p>One.<br>Two.</p>", [("One.", None), ("Two.", None)]),
        ("<p>a <em>b</em><b>c</b></p>", [("a bc", None)]),
        ("<script>alert(1)</script><style>p{}</style><p>Text</p>", [("Text", None)]),
        (
            "<nav>Home</nav><p>Text</p><footer>Imprint</footer>",
            [("Home", "b"), ("Text", None), ("Imprint", "b")],
        ),
        ("bare words", [("bare words", None)]),
        ("<p>open <li>item", [("open", None), ("item", BlockKind.LIST_ITEM)]),
        ("</p></li>", []),
    ],
)
def test_html_is_read_into_blocks(markup, pieces):
    kinds = {"b": BlockKind.BOILERPLATE}
    assert extract_blocks(markup) == [TextBlock(words, kinds.get(kind, kind)) for words, kind in pieces]


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<li>", "</li>", "<h1>", "</ul>", "<script>", "</script>", "<", "a"])
    )
)
def test_invalid_html_is_read(bits):
    assert all(piece.text.strip() for piece in extract_blocks("".join(bits)))
