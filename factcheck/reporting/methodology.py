"""How a report was made, in sentences that hold for this report alone. Shared by page and print."""

from collections.abc import Iterator

from factcheck.reporting.report import Report
from factcheck.reporting.summary import count_by_method, format_count


def describe_methodology(report: Report) -> list[str]:
    """Plain sentences, one paragraph each."""
    return [
        *_describe_splitters(report),
        *_describe_evidence(report),
        *_describe_verdicts(report),
        _describe_positions(report),
    ]


def _describe_splitters(report: Report) -> Iterator[str]:
    for name, (found, unconfirmed) in count_by_method(report).items():
        waiting = (
            f" {_describe_unconfirmed(found, unconfirmed)} been confirmed by a person yet."
            if unconfirmed
            else ""
        )
        yield f"The splitter {name} found {format_count(found, 'claim')} in the text.{waiting}"
    if by_people := sum(not claim.method for claim in report.claims):
        yield f"People marked {format_count(by_people, 'claim')} themselves."
    if report.claims:
        yield "“Worth checking”, from 0 to 1, says how much a sentence asks for a check, not if it is true."


def _describe_unconfirmed(found: int, unconfirmed: int) -> str:
    if unconfirmed == found:
        return "None of them has" if found > 1 else "It has not"
    return f"{unconfirmed} of them {'has' if unconfirmed == 1 else 'have'} not"


def _describe_evidence(report: Report) -> Iterator[str]:
    pieces = [item for claim in report.claims for item in claim.evidence]
    if pieces:
        yield (
            "The strength of a piece of evidence, from 0 to 1, is the desk’s own judgement. Evidence that "
            "was withdrawn, retracted or superseded stays in the report and counts no longer."
        )
        yield (
            "The argument map weighs the evidence by quadratic energy (Potyka 2018): a claim stands at 0.5 while "
            "nothing bears on it, near 1 when supported, near 0 when refuted. It suggests; people decide."
        )
    if any(item.sample for item in pieces):
        yield "Sources marked as samples were made up for a demonstration. They prove nothing."


def _describe_verdicts(report: Report) -> Iterator[str]:
    if any(claim.verdict for claim in report.claims):
        yield (
            "A verdict is one label of the desk’s scale, decided by people, and holds as of its date. "
            "On the scale higher is truer; the sign beside the word says the same without colour."
        )


def _describe_positions(report: Report) -> str:
    return (
        f"Positions count the Unicode code points of the text, {len(report.text):,} in all, from 0 and with "
        "the end left out. The SHA-256 is the fingerprint of the text: any other text has another one."
    )
