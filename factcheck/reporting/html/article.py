"""The article as it reads, its claims marked in place, and beside each paragraph a note on those in it."""

from collections.abc import Iterator

from factcheck.reporting.html.markup import Html, joined, tag
from factcheck.reporting.html.pieces import shape
from factcheck.reporting.marking import Segment, blocks, segments
from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.scale import tone
from factcheck.reporting.summary import is_unconfirmed
from factcheck.terms import BlockKind
from factcheck.text.values import Block

NAMES = {
    BlockKind.HEADING: "h3",
    BlockKind.QUOTATION: "blockquote",
}


def article(report: Report) -> Html:
    """The whole text; nothing of it is left out."""
    rows = (_row(report, block) for block in blocks(report.text, report.blocks))
    return tag(
        "section",
        tag("h2", "The text and its claims", id="text"),
        tag("p", "A claim is underlined. Its number leads to what was found about it.", class_="hint"),
        tag("div", *rows, class_="article"),
        class_="reading",
        aria_labelledby="text",
    )


def _row(report: Report, block: Block) -> Html:
    pieces = segments(report.text, block.start, block.end, report.claims)
    body = tag(
        NAMES.get(block.kind, "p"),
        joined(map(_segment, pieces)),
        class_=block.kind.value,
        lang=report.language or None,
        dir="auto",
    )
    beginning = [claim for claim in report.claims if block.start <= claim.start < block.end]
    return tag("div", body, _notes(beginning), class_="row")


def _segment(segment: Segment) -> Html:
    shown = tag("span", segment.text, class_=_mark(segment.claims[-1])) if segment.claims else segment.text
    return joined((shown, *map(_number, segment.ending)))


def _mark(claim: ReportClaim) -> str:
    return f"marked {_tone_class(claim)}"


def _tone_class(claim: ReportClaim) -> str:
    return f"tone-{tone(claim.verdict.rating)}" if claim.verdict else "tone-none"


def _number(claim: ReportClaim) -> Html:
    link = tag("a", str(claim.number), href=f"#claim-{claim.number}", aria_label=f"Claim {claim.number}")
    return tag("sup", link, class_=f"number {_tone_class(claim)}", id=f"in-text-{claim.number}", lang="en")


def _notes(claims: list[ReportClaim]) -> Html:
    if not claims:
        return Html()
    return tag("ul", *_items(claims), class_="notes", aria_label="Claims in this paragraph")


def _items(claims: list[ReportClaim]) -> Iterator[Html]:
    for claim in claims:
        number = tag(
            "a", str(claim.number), href=f"#claim-{claim.number}", aria_label=f"Claim {claim.number}"
        )
        yield tag("li", number, " ", _standing(claim), class_=_tone_class(claim))


def _standing(claim: ReportClaim) -> Html:
    if claim.verdict:
        rating = claim.verdict.rating
        return joined((shape(tone(rating)), " ", tag("b", rating.label, dir="auto")))
    return tag("span", "unconfirmed" if is_unconfirmed(claim) else "no verdict yet", class_="soft")
