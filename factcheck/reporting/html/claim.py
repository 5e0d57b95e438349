"""One claim on the page: its words, who said them, the verdict, the evidence for and against, the ratings."""

from factcheck.enums import Stance
from factcheck.reporting.computed_strengths import ComputedStrength
from factcheck.reporting.html.markup import NOTHING, Html, joined, tag
from factcheck.reporting.html.pieces import dated, dotted, fact_list, link, rating_mark
from factcheck.reporting.markdown import to_html
from factcheck.reporting.metadata import list_claim_metadata
from factcheck.reporting.rating_scale import get_tone
from factcheck.reporting.report import Report, ReportAssessment, ReportClaim, ReportEvidence, ReportVerdict
from factcheck.reporting.summary import (
    STANCE_LABELS,
    get_verdict_heading,
    group_by_stance,
    is_unconfirmed,
    list_approvals,
    list_evidence_warnings,
)

COLUMNS = ("Reviewer", "Rating", "Confidence", "Reasons")


def claim_card(report: Report, claim: ReportClaim, weighed: ComputedStrength | None) -> Html:
    """Everything that the report holds about a claim, and what the map makes of it."""
    language = report.language or None
    return tag(
        "article",
        _head(claim, language),
        _quote(claim, language),
        _verdict(claim, claim.verdict) if claim.verdict else NOTHING,
        _evidence(claim, language),
        _weighed(weighed) if weighed else NOTHING,
        _assessments(claim),
        fact_list(list_claim_metadata(claim), "origin"),
        id=f"claim-{claim.number}",
        class_="card" if claim.verdict or claim.evidence or claim.assessments else "card bare",
        aria_labelledby=f"wording-{claim.number}",
    )


def _head(claim: ReportClaim, language: str | None) -> Html:
    back = f"#in-text-{claim.number}"
    number = tag("a", str(claim.number), href=back, aria_label=f"Claim {claim.number} in the text")
    wording = tag("h3", claim.wording or claim.quote, id=f"wording-{claim.number}", dir="auto", lang=language)
    return tag("header", number, wording)


def _quote(claim: ReportClaim, language: str | None) -> Html:
    """The words of the article, where they differ from the wording, and who said them."""
    quoted = NOTHING
    if claim.quote.strip() != (claim.wording or claim.quote).strip():
        quoted = tag("blockquote", claim.quote, dir="auto", lang=language)
    said = tag("p", "Said by ", tag("bdi", claim.speaker, class_="speaker")) if claim.speaker else NOTHING
    return tag("div", quoted, said, class_="quote") if quoted or said else NOTHING


def _verdict(claim: ReportClaim, verdict: ReportVerdict) -> Html:
    decided = joined(("decided by ", tag("bdi", verdict.decided_by))) if verdict.decided_by else ""
    return tag(
        "div",
        tag("h4", get_verdict_heading(claim)),
        tag("p", rating_mark(verdict.rating)),
        tag("div", to_html(verdict.reasons), class_="prose", dir="auto"),
        tag("p", dotted(joined(("as of ", dated(verdict.as_of))), decided), class_="soft"),
        *(tag("p", line, class_="soft", dir="auto") for line in list_approvals(verdict)),
        class_=f"verdict tone-{get_tone(verdict.rating)}",
    )


def _evidence(claim: ReportClaim, language: str | None) -> Html:
    """For and against side by side, an empty side said in words; context where there is some."""
    if not claim.evidence:
        unlinked = tag("p", "No evidence has been linked yet.", class_="soft")
        return NOTHING if is_unconfirmed(claim) else unlinked
    shown = (_side(stance, items, language) for stance, items in group_by_stance(claim).items())
    return tag("div", *shown, class_="sides")


def _side(stance: Stance, items: list[ReportEvidence], language: str | None) -> Html:
    listed = tag("ul", *(_piece(item, language) for item in items))
    empty = tag("p", "None.", class_="soft")
    return tag("section", tag("h4", STANCE_LABELS[stance]), listed if items else empty, class_=stance.value)


def _piece(item: ReportEvidence, language: str | None) -> Html:
    source = link(item.url, item.source_title or item.publisher or item.url, "source")
    publisher = tag("bdi", item.publisher) if item.source_title else NOTHING
    published = dated(item.published_on) if item.published_on else NOTHING
    return tag(
        "li",
        tag("blockquote", item.quote, dir="auto", lang=language),
        tag("p", dotted(tag("cite", source), publisher, published)),
        tag("p", "Strength ", _meter(item.strength)),
        *(tag("p", tag("b", label, class_="label")) for label in list_evidence_warnings(item)),
        tag("div", to_html(item.note), class_="prose", dir="auto") if item.note else NOTHING,
        class_=None if item.lifecycle.counts else "out",
        id=f"evidence-{item.id}",
    )


def _meter(strength: float) -> Html:
    bar = tag("span", tag("i", style=f"width:{strength:.0%}"), class_="meter", aria_hidden="true")
    return joined((bar, tag("span", f"{strength:.2f}", class_="figure")))


def _weighed(weighed: ComputedStrength) -> Html:
    return tag(
        "section",
        tag("h4", "What the argument map makes of it, computed"),
        tag("p", weighed.line),
        tag("ul", *(tag("li", reason) for reason in weighed.reasons)),
        class_="weighed",
    )


def _assessments(claim: ReportClaim) -> Html:
    if not claim.assessments:
        return NOTHING
    names = (tag("th", name, scope="col") for name in COLUMNS)
    return tag(
        "div",
        tag(
            "table",
            tag("caption", "The reviewers’ ratings"),
            tag("thead", tag("tr", *names)),
            tag("tbody", *map(_assessment, claim.assessments)),
        ),
        class_="ratings",
    )


def _assessment(item: ReportAssessment) -> Html:
    return tag(
        "tr",
        tag("th", tag("bdi", item.reviewer), scope="row"),
        tag("td", rating_mark(item.rating)),
        tag("td", item.confidence),
        tag("td", to_html(item.reasons), class_="prose", dir="auto"),
    )
