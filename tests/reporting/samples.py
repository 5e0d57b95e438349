"""A small report with one of everything, and functions that build variants of it."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from factcheck.argument.graph_builder import ClaimInput, EvidenceInput, build_graph
from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence, MatrixHypothesis
from factcheck.enums import BlockKind, ClaimState, Consistency, EvidenceStatus, Stance
from factcheck.reporting.report import (
    Report,
    ReportAssessment,
    ReportClaim,
    ReportEvidence,
    ReportRating,
    ReportVerdict,
)
from factcheck.text.types import Block

TITLE = "How clean is the river?"
PARAGRAPHS = (
    TITLE,
    (
        "The city has cut the nitrate in the river by 40 percent since 2015, the mayor said on Monday. "
        "Swimming has been allowed at all five beaches every summer since then."
    ),
    (
        "Three new treatment plants were opened, and the oldest was closed in 2019. “It is the cleanest river "
        "in the country,” said Ana Ruiz, who leads the water board."
    ),
    "Source: example.org",
)
TEXT = "\n\n".join(PARAGRAPHS)

FALSE = ReportRating("false", "False", 1, 5)
MOSTLY_FALSE = ReportRating("mostly-false", "Mostly false", 2, 5)
HALF_TRUE = ReportRating("half-true", "Half true", 3, 5)
MOSTLY_TRUE = ReportRating("mostly-true", "Mostly true", 4, 5)
TRUE = ReportRating("true", "True", 5, 5)
UNPROVEN = ReportRating("unproven", "Unproven", None, 5)
SCALE = (FALSE, MOSTLY_FALSE, HALF_TRUE, MOSTLY_TRUE, TRUE)


def rating(**changes: Any) -> ReportRating:
    return replace(MOSTLY_FALSE, **changes)


def verdict(of: ReportRating = MOSTLY_FALSE, **changes: Any) -> ReportVerdict:
    reasons = "The figure fell by **22 percent**, not by 40.\n\n- 2015: 9.1 mg/l\n- 2024: 7.1 mg/l"
    return replace(ReportVerdict(of, reasons, date(2026, 3, 4), "Eva Editor"), **changes)


def evidence(name: str = "1", **changes: Any) -> ReportEvidence:
    plain = ReportEvidence(
        id=name,
        quote="Nitrate at the weir: 9.1 mg/l in 2015, 7.1 mg/l in 2024.",
        stance=Stance.REFUTES,
        strength=0.8,
        status=EvidenceStatus.ACTIVE,
        note="",
        source_title="Yearly water report",
        publisher="Water Board",
        url="https://water.example/report",
        published_on=date(2025, 1, 31),
    )
    return replace(plain, **changes)


def assessment(reviewer: str, of: ReportRating, reasons: str) -> ReportAssessment:
    return ReportAssessment(reviewer, of, "high", reasons)


def claim(number: int, words: str, **changes: Any) -> ReportClaim:
    start = TEXT.index(words)
    plain = ReportClaim(
        id=str(number),
        number=number,
        start=start,
        end=start + len(words),
        quote=words,
        wording=words,
        state=ClaimState.DRAFT,
        check_worthiness=0.72,
        reason="names a figure and a year",
        speaker="",
        url=f"https://desk.example/claims/{number}",
        method="fast/1",
    )
    return replace(plain, **changes)


def hypotheses() -> HypothesisMatrix:
    """Return the claim and a rival against three pieces of its evidence, of which one distinguishes them."""
    report, town = (
        "Nitrate at the weir: 9.1 mg/l in 2015, 7.1 mg/l in 2024.",
        "Down by 40 percent, says the town hall.",
    )
    return HypothesisMatrix(
        (
            MatrixEvidence("1", report, "Water Board, Yearly water report", 0.8, "report"),
            MatrixEvidence("2", town, "", 0.3, "town"),
            MatrixEvidence("3", "An early estimate.", "", 0.5, "estimate", is_counted=False),
        ),
        (
            MatrixHypothesis(
                "claim",
                "Nitrate in the river fell by 40 percent between 2015 and 2024.",
                {"1": Consistency.INCONSISTENT, "2": Consistency.CONSISTENT, "3": Consistency.CONSISTENT},
            ),
            MatrixHypothesis(
                "9", "Only the <weir> was cleaned.", {"1": Consistency.NEUTRAL, "2": Consistency.CONSISTENT}
            ),
        ),
    )


def claims() -> tuple[ReportClaim, ...]:
    """Return four claims: rated false, rated true, rated without a step, and unconfirmed."""
    return (
        claim(
            1,
            "The city has cut the nitrate in the river by 40 percent since 2015",
            wording="Nitrate in the river fell by 40 percent between 2015 and 2024.",
            speaker="The mayor",
            state=ClaimState.PUBLISHED,
            verdict=verdict(),
            evidence=(
                evidence(),
                evidence(
                    "2", stance=Stance.SUPPORTS, strength=0.3, quote="Down by 40 percent, says the town hall."
                ),
                evidence(
                    "3",
                    stance=Stance.SUPPORTS,
                    status=EvidenceStatus.WITHDRAWN,
                    quote="An early estimate.",
                ),
                evidence("4", stance=Stance.CONTEXT, sample=True, url="", quote="2015 was a very dry year."),
            ),
            assessments=(
                assessment("Ada Reviewer", FALSE, "The fall is *half* of what he says."),
                assessment("Ben Reviewer", HALF_TRUE, "It did fall."),
            ),
            hypotheses=hypotheses(),
        ),
        claim(
            2,
            "Three new treatment plants were opened, and the oldest was closed in 2019.",
            state=ClaimState.APPROVED,
            verdict=verdict(TRUE, reasons="Building permits and the closing notice agree."),
            evidence=(evidence("5", stance=Stance.SUPPORTS, quote="Plant 1 closed on 3 May 2019."),),
        ),
        claim(
            3,
            "“It is the cleanest river in the country,”",
            speaker="Ana Ruiz",
            state=ClaimState.PUBLISHED,
            verdict=verdict(UNPROVEN, reasons="Nobody has measured all rivers alike."),
        ),
        claim(4, "Swimming has been allowed at all five beaches every summer since then."),
    )


def report(**changes: Any) -> Report:
    text = changes.get("text", TEXT)
    plain = Report(
        title=TITLE,
        desk="River Desk",
        desk_url="https://desk.example/",
        source_name="The Example",
        source_url="https://example.org/river",
        url="https://desk.example/articles/7",
        language="en",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_at=datetime(2026, 3, 5, 14, 30, tzinfo=UTC),
        claims=claims(),
        graph=graph(claims()),
        blocks=(Block(BlockKind.HEADING, 0, len(TITLE)),) if text == TEXT else (),
    )
    return replace(plain, **changes)


def graph(of: tuple[ReportClaim, ...]) -> Any:
    """Return the argument map of these claims."""
    evidence_inputs = [
        EvidenceInput(
            item.id, parent.id, item.quote, item.stance, item.strength, active=item.status.is_counted
        )
        for parent in of
        for item in parent.evidence
    ]
    claim_inputs = [
        ClaimInput(each.id, each.wording, label=each.verdict.rating.label if each.verdict else "")
        for each in of
    ]
    return build_graph(TITLE, claim_inputs, evidence_inputs)
