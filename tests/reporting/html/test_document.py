import re
from dataclasses import replace

import pytest
from lxml import html as parser

from factcheck.enums import BlockKind, ClaimState
from factcheck.reporting.html import document
from factcheck.text.types import Block
from tests.reporting import samples


def page(**changes):
    return parser.document_fromstring(document.write(samples.report(**changes)).decode())


def words(element):
    return " ".join(element.text_content().split())


def test_the_page_has_no_script_and_no_external_resource():
    data = document.write(samples.report()).decode()
    assert "<script" not in data
    assert not re.search(r'\s(?:src|srcset|action)="|@import|url\(', data)
    assert page().xpath("//link") == []


def test_the_page_has_language_title_and_heading():
    html = page()
    assert html.get("lang") == "en"
    assert html.findtext(".//title") == "How clean is the river? – verdict report of River Desk"
    assert words(html.find(".//h1")) == samples.TITLE


def test_the_article_is_marked_with_its_language():
    assert page(language="ar").xpath("//h1/@lang | //p[@class='paragraph']/@lang") == ["ar"] * 4
    assert page(language="").xpath("//h1/@lang") == []


def test_the_metadata_of_the_article_is_shown_with_its_hash():
    checked = words(page().find_class("checked")[0])
    for text in ("The Example", "en", "5 March 2026, 14:30 UTC", samples.report().sha256):
        assert text in checked


def test_the_summary_counts_claims_and_verdicts():
    assert words(page().find_class("headline")[0]) == "4 claims found, 3 verdicts so far"
    assert [words(item) for item in page().find_class("tallies")[0]] == [
        "1Mostly false",
        "1True",
        "1Unproven",
        "1without a verdict",
    ]


def test_the_whole_text_is_shown_with_its_claims_marked():
    html = page()
    blocks = [block.text_content() for block in html.xpath("//div[@class='row']/*[1]")]
    assert [re.sub(r"(?<=[.5”])\d(?=\D|$)", "", block) for block in blocks] == list(samples.PARAGRAPHS)
    assert [mark.text_content() for mark in html.find_class("marked")] == [
        claim.quote for claim in sorted(samples.claims(), key=lambda claim: claim.start)
    ]


def test_a_marked_claim_and_its_card_are_linked_to_each_other():
    html = page()
    for claim in samples.claims():
        (there,) = html.xpath(f"//sup[@id='in-text-{claim.number}']/a/@href")
        assert there == f"#claim-{claim.number}"
        (back,) = html.xpath(f"//article[@id='claim-{claim.number}']/header/a/@href")
        assert back == f"#in-text-{claim.number}"


def test_headings_are_heading_elements():
    assert [words(item) for item in page().xpath("//div[@class='row']/h3")] == [samples.TITLE]


@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_kind_of_block_shows_its_text(kind):
    assert samples.TITLE in words(
        page(blocks=(Block(kind, 0, len(samples.TITLE)),)).find_class(kind.value)[0]
    )


def test_every_internal_link_has_a_target():
    html = page()
    ids = set(html.xpath("//@id"))
    assert {link[1:] for link in html.xpath("//@href") if link.startswith("#")} <= ids
    assert len(html.xpath("//@id")) == len(ids)


def test_every_element_that_aria_refers_to_exists():
    html = page()
    named = [
        name for value in html.xpath("//@aria-labelledby | //@aria-describedby") for name in value.split()
    ]
    assert set(named) <= set(html.xpath("//@id"))


def test_a_claim_shows_quote_wording_speaker_and_verdict():
    card = page().get_element_by_id("claim-1")
    assert words(card.find(".//h3")) == "Nitrate in the river fell by 40 percent between 2015 and 2024."
    text = words(card)
    assert samples.claims()[0].quote in text
    assert "Said by The mayor" in text
    assert "as of 4 March 2026 · decided by Eva Editor" in text
    assert card.find(".//strong").text == "22 percent"


def test_a_rating_is_shown_by_label_shape_and_step():
    mark = page().get_element_by_id("claim-1").find_class("rating")[0]
    assert words(mark.find_class("word")[0]) == "Mostly false"
    assert mark.xpath(".//svg")
    (scale,) = mark.find_class("scale")
    assert scale.get("aria-label") == "step 2 of 5"
    assert [cell.get("class") for cell in scale] == [None, "here", None, None, None]


def test_a_rating_without_a_step_has_no_scale():
    mark = page().get_element_by_id("claim-3").find_class("rating")[0]
    assert mark.find_class("scale") == []
    assert "off the scale" in words(mark)


def test_evidence_is_grouped_by_stance_with_its_sources():
    sides = page().get_element_by_id("claim-1").find_class("sides")[0]
    assert [words(side.find("h4")) for side in sides] == ["Evidence for", "Evidence against", "Context"]
    assert "Nitrate at the weir" in words(sides[1])
    assert sides[1].xpath(".//cite/a/@href") == ["https://water.example/report"]
    assert "31 January 2025" in words(sides[1])


def test_a_source_without_a_publisher_leaves_no_gap():
    claim = samples.claim(1, samples.TITLE, evidence=(samples.evidence(publisher=""),))
    card = page(claims=(claim,), graph=samples.graph(())).get_element_by_id("claim-1")
    assert "Yearly water report · 31 January 2025" in words(card)


def test_a_stance_without_evidence_is_shown_as_none():
    sides = page().get_element_by_id("claim-2").find_class("sides")[0]
    assert [words(side) for side in sides][1] == "Evidence againstNone."


def test_uncounted_evidence_and_samples_are_marked():
    out = page().find_class("out")[0]
    assert "Withdrawn, not counted" in words(out)
    assert "Sample source, made for the demo" in words(page().get_element_by_id("evidence-4"))


def test_the_computed_strength_is_marked_as_computed():
    html = page()
    (weighed,) = html.get_element_by_id("claim-1").find_class("weighed")
    assert words(weighed.find("h4")) == "Computed from the evidence"
    assert "Strength 0.13 (very unlikely), refuted." in words(weighed)
    assert html.get_element_by_id("claim-3").find_class("weighed") == []


def test_revealed_ratings_are_a_table_with_header_cells():
    table = page().get_element_by_id("claim-1").xpath(".//div[contains(@class, 'ratings')]//table")[0]
    assert [words(cell) for cell in table.xpath(".//thead//th")] == [
        "Reviewer",
        "Rating",
        "Confidence",
        "Reasons",
    ]
    assert [words(cell) for cell in table.xpath(".//tbody//th")] == ["Ada Reviewer", "Ben Reviewer"]


def test_an_unconfirmed_claim_is_marked_as_such():
    assert "found by a machine, not yet confirmed by a person" in words(page().get_element_by_id("claim-4"))


def test_the_map_in_the_page_links_to_claims_and_evidence():
    frame = page().find_class("frame")[0]
    assert {"#claim-1", "#claim-4", "#evidence-1"} <= set(frame.xpath(".//a/@href"))
    assert frame.xpath(".//style") == []


def test_an_empty_map_is_left_out():
    assert page(claims=(), graph=samples.graph(())).find_class("map") == []


def test_a_report_without_claims_says_so():
    html = page(claims=(), graph=samples.graph(()))
    assert "No claim was found in this text." in words(html)


def test_missing_evidence_is_mentioned_for_open_claims_only():
    opened = samples.claim(1, samples.TITLE, state=ClaimState.OPEN)
    assert "No evidence has been linked yet." in words(page(claims=(opened,)).get_element_by_id("claim-1"))
    assert "No evidence" not in words(page().get_element_by_id("claim-4"))


HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert('1')>",
    "</style></title></svg><iframe>",
    "{{ 7*7 }} {% x %} ${x} &amp; &#60;",
    "مرحبا بالعالم ١٢٣ \u202e abc",
    "👩\u200d👩\u200d👧 🇩🇪 e\u0301",
    "W" * 500,
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text_in_every_place(hostile):
    evidence = samples.evidence("9", quote=hostile, note=hostile, source_title=hostile, publisher=hostile)
    rating = samples.rating(label=hostile)
    claim = samples.claim(
        1,
        samples.TITLE,
        quote=hostile,
        wording=hostile + "!",
        speaker=hostile,
        reason=hostile,
        method=hostile,
        verdict=samples.verdict(rating, reasons=hostile, decided_by=hostile),
        evidence=(evidence,),
        assessments=(samples.assessment(hostile, rating, hostile),),
    )
    html = page(
        text=hostile,
        title=hostile,
        desk=hostile,
        source_name=hostile,
        language=hostile,
        claims=(claim,),
        graph=samples.graph((claim,)),
    )
    for name in ("script", "img", "iframe"):
        assert html.xpath(f"//{name}") == []
    assert not [name for name in html.xpath("//@*/..") for key in name.attrib if key.startswith("on")]
    assert words(html.find(".//h1")) == " ".join(hostile.split())
    assert len(html.xpath("//main")) == 1


def test_every_string_of_a_report_is_escaped():
    marked = "<i>§</i>"
    report = samples.report(title=marked, desk=marked, source_name=marked, sha256=marked)
    claims = [replace(claim, speaker=marked, reason=marked, method=marked) for claim in report.claims]
    assert marked not in document.write(replace(report, claims=tuple(claims))).decode()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.example", "file:///x", "vbscript:x"]
)
def test_only_web_pages_are_linked(url):
    claim = samples.claim(1, samples.TITLE, url=url, evidence=(samples.evidence(url=url),))
    html = page(claims=(claim,), graph=samples.graph((claim,)), source_url=url, url=url, desk_url=url)
    assert {link[:1] for link in html.xpath("//@href")} == {"#"}


def test_external_links_send_no_referrer():
    out = [link for link in page().xpath("//a") if link.get("href").startswith("http")]
    assert {link.get("rel") for link in out} == {"noopener noreferrer"}
