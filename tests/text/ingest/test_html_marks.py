"""Marks inside a web page that change numbers and words: raised, struck, hidden, ruby, equations, lines."""

import pytest

from factcheck.text.ingest.errors import UnreadableFile
from factcheck.text.ingest.html import read_html

REST = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The ferry company runs nine boats between the islands from April to October of each year.",
        "Its director said on Tuesday that two of them are older than thirty years and need repair.",
    )
)


def read(body: str, head: str = "") -> tuple[str, list[str]]:
    article = f"<article><h1>Ferries</h1>{body}{REST}</article>"
    page = f"<html><head><title>Ferries</title>{head}</head><body>{article}</body></html>"
    output = read_html(page.encode())
    return output.text, [warning.code for warning in output.warnings]


@pytest.mark.parametrize(
    ("markup", "text", "warnings"),
    [
        ("<p>The boats burn 10<sup>5</sup> litres.</p>", "burn 10⁵ litres", []),
        ("<p>A deck of 80 m<sup>2</sup> in the 2<sup>nd</sup> boat.</p>", "80 m² in the 2nd boat", []),
        ('<p>It opened in 1961<sup><a href="#n">[4]</a></sup>.</p>', "1961 [4].", []),
        ("<p>A ticket costs <del>12</del><ins>15</ins> crowns.</p>", "costs 15 crowns", ["read.struck"]),
        ("<p>A ticket costs <s>12</s> 15 crowns.</p>", "costs 15 crowns", ["read.struck"]),
        (
            '<p>A ticket costs <span style="text-decoration:line-through">12</span> 15.</p>',
            "costs 15",
            ["read.struck"],
        ),
        (
            '<p>Boats do <span style="display:none">not </span>sail at night.</p>',
            "do sail at night",
            ["read.hidden"],
        ),
        ("<p>The boat <ruby>海<rt>うみ</rt></ruby> sails.</p>", "boat 海 sails", ["read.ruby"]),
        (
            "<p>It is <math><msup><mn>10</mn><mn>6</mn></msup></math> crowns.</p>",
            "is 10⁶ crowns",
            ["read.equations"],
        ),
    ],
)
def test_marks_are_written_out(markup: str, text: str, warnings: list[str]) -> None:
    found, codes = read(markup)
    assert text in found
    assert codes == warnings


def test_lines_of_preformatted_text_stay_lines() -> None:
    text, _ = read("<pre>Boat A: 80 seats\nBoat B: 45 seats\n\nBoat C: 12 seats</pre>")
    assert "Boat A: 80 seats\n\nBoat B: 45 seats\n\nBoat C: 12 seats" in text


@pytest.mark.parametrize(
    "lead",
    [
        "<header><h1>Ferries</h1><p>Fares rise by a third in the coming summer.</p></header>",
        '<h1>Ferries</h1><div class="article-standfirst">Fares rise by a third in the coming summer.</div>',
    ],
)
def test_the_paragraph_under_the_headline_is_part_of_the_article(lead: str) -> None:
    page = f"<html><body>{lead}<article>{REST}</article></body></html>"
    assert "Fares rise by a third in the coming summer." in read_html(page.encode()).text


def test_a_label_means_what_browsers_take_it_for() -> None:
    text = "<p>L’été, 3 bateaux – « neufs » à 9 €.</p>"
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{text}</body></html>'
    assert "L’été, 3 bateaux – « neufs » à 9 €." in read_html(page.encode("cp1252")).text


def test_a_tag_of_thousands_of_attributes_is_refused() -> None:
    attributes = " ".join(f"a{number}=x" for number in range(100_000))
    with pytest.raises(UnreadableFile, match="1000 attributes"):
        read_html(f"<html><body><p {attributes}>Words.</p></body></html>".encode())
