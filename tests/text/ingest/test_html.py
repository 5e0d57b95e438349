import pytest

from factcheck.enums import BlockKind
from factcheck.text.ingest.html import read_html

PAGE = """<!doctype html><html lang="en"><head><title>Factories moved abroad | The Daily Test</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Daily Test">
<link rel="canonical" href="https://daily.example/news/factories"></head><body>
<nav><a href=/>Home</a> <a href=/n>News</a></nav>
<header><h1>Factories moved abroad, ministry says</h1></header>
<article>
<p>The ministry of trade said on Monday that 412 factories had moved abroad since 2019, more than ever before in
one decade. The figure was first reported by the <a href="x">Daily&nbsp;Test</a>.</p>
<figure><img src=a.jpg><figcaption>A factory near the harbour.</figcaption></figure>
<h2>What the unions say</h2>
<p>Unions dispute the figure, which they call &ldquo;far too low&rdquo;, and point to <em>three</em> reasons why
the count could have missed many smaller companies in the country:</p>
<ul><li>Small workshops were not counted at all.</li><li>Companies that moved within the bloc were left out.</li>
</ul><blockquote><p>We will not accept this. It is a scandal.</p></blockquote>
<p>The ministry did not answer any questions about the count until the evening.</p>
</article>
<footer>&copy; 2024 The Daily Test. All rights reserved.</footer><script>alert(1)</script></body></html>"""


def blocks_of(markup: str) -> list[tuple[BlockKind, str]]:
    output = read_html(markup.encode())
    return [(block.kind, output.text[block.start : block.end]) for block in output.blocks]


def test_the_article_is_read_with_its_structure_and_without_the_rest_of_the_page():
    blocks = blocks_of(PAGE)
    assert [kind for kind, _ in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
        BlockKind.PARAGRAPH,
    ]
    assert blocks[0][1] == "Factories moved abroad, ministry says"
    assert blocks[2][1] == "A factory near the harbour."
    assert blocks[7][1] == "We will not accept this. It is a scandal."


def test_a_paragraph_is_one_normalised_line():
    assert blocks_of(PAGE)[1][1] == (
        "The ministry of trade said on Monday that 412 factories had moved abroad since 2019, more than ever "
        "before in one decade. The figure was first reported by the Daily Test."
    )


def test_the_title_site_and_url_of_the_page_are_found():
    output = read_html(PAGE.encode())
    assert (output.title, output.source_name, output.source_url) == (
        "Factories moved abroad, ministry says",
        "The Daily Test",
        "https://daily.example/news/factories",
    )


def test_a_javascript_url_is_dropped():
    page = PAGE.replace("https://daily.example/news/factories", "javascript:alert(1)//x.example")
    assert read_html(page.encode()).source_url == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_encoding_of_a_page_is_found(encoding):
    assert "“far too low”" in read_html(PAGE.encode(encoding)).text


def test_an_html_fragment_is_read():
    assert blocks_of("<p>The rate fell.</p><p>It rose.</p>") == [
        (BlockKind.PARAGRAPH, "The rate fell."),
        (BlockKind.PARAGRAPH, "It rose."),
    ]


def test_a_page_without_words_has_no_blocks():
    assert blocks_of("<html><body><script>let a = 1</script></body></html>") == []
