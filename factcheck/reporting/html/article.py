"""The article as it reads, its claims marked in place, and beside each paragraph a note on those in it."""

from factcheck.enums import BlockKind
from factcheck.reporting.claim_segments import ClaimSegment, list_blocks, split_at_claims
from factcheck.reporting.html.markup import NOTHING, Html, joined, tag
from factcheck.reporting.html.pieces import shape
from factcheck.reporting.rating_scale import get_claim_tone, get_tone
from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.summary import is_unconfirmed
from factcheck.text.types import Block

NAMES = {BlockKind.HEADING: "h3", BlockKind.QUOTATION: "blockquote"}


def article(report: Report) -> Html:
    """The whole text; nothing of it is left out."""
    rows = (_row(report, block) for block in list_blocks(report.text, report.blocks))
    return tag(
        "section",
        tag("h2", "The text and its claims", id="text"),
        tag("p", "A claim is underlined. Its number leads to what was found about it.", class_="hint"),
        tag("div", *rows, class_="article"),
        class_="reading",
        aria_labelledby="text",
    )


def _row(report: Report, block: Block) -> Html:
    pieces = split_at_claims(report.text, block.start, block.end, report.claims)
    body = tag(
        NAMES.get(block.kind, "p"),
        joined(map(_segment, pieces)),
        class_=block.kind.value,
        lang=report.language or None,
        dir="auto",
    )
    beginning = [claim for claim in report.claims if block.start <= claim.start < block.end]
    return tag("div", body, _notes(beginning), class_="row")


def _segment(segment: ClaimSegment) -> Html:
    """A claim inside another one shows as itself."""
    shown = segment.text
    if segment.claims:
        shown = tag("span", shown, class_=f"marked tone-{get_claim_tone(segment.claims[-1])}")
    return joined((shown, *map(_number, segment.ending)))


def _number(claim: ReportClaim) -> Html:
    style = f"number tone-{get_claim_tone(claim)}"
    return tag("sup", _link(claim), class_=style, id=f"in-text-{claim.number}", lang="en")


def _link(claim: ReportClaim) -> Html:
    there = f"#claim-{claim.number}"
    return tag("a", str(claim.number), href=there, aria_label=f"Claim {claim.number}")


def _notes(claims: list[ReportClaim]) -> Html:
    if not claims:
        return NOTHING
    items = (
        tag("li", _link(claim), " ", _standing(claim), class_=f"tone-{get_claim_tone(claim)}")
        for claim in claims
    )
    return tag("ul", *items, class_="notes", aria_label="Claims in this paragraph")


def _standing(claim: ReportClaim) -> Html:
    if claim.verdict:
        rating = claim.verdict.rating
        return joined((shape(get_tone(rating)), " ", tag("b", rating.label, dir="auto")))
    return tag("span", "unconfirmed" if is_unconfirmed(claim) else "no verdict yet", class_="soft")
