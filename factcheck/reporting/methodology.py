"""How a report was made, in sentences that are true of this report.

Shared by the HTML page and the PDF.
"""

from collections.abc import Iterator

from factcheck.argument.evaluation.semantics_table import get_semantics
from factcheck.i18n import gettext as _
from factcheck.i18n import ngettext
from factcheck.reporting.report import Report
from factcheck.reporting.summary import count_by_method, format_claim_count


def describe_methodology(report: Report) -> list[str]:
    """Return plain sentences, one paragraph each."""
    return [
        *_describe_splitters(report),
        *_describe_evidence(report),
        *_describe_verdicts(report),
        _describe_positions(report),
    ]


def _describe_splitters(report: Report) -> Iterator[str]:
    for method, (count, unconfirmed) in count_by_method(report).items():
        sentence = _("The splitter %(name)s found %(claims)s in the text.") % {
            "name": method,
            "claims": format_claim_count(count),
        }
        yield f"{sentence} {_describe_unconfirmed(count, unconfirmed)}" if unconfirmed else sentence
    if by_people := sum(not claim.method for claim in report.claims):
        yield _("People marked %(claims)s themselves.") % {"claims": format_claim_count(by_people)}
    if report.claims:
        yield _(
            "“Check-worthiness”, from 0 to 1, says how much a sentence deserves checking, not whether it is true."
        )


def _describe_unconfirmed(count: int, unconfirmed: int) -> str:
    if unconfirmed < count:
        return ngettext(
            "%(count)s of them has not been confirmed by a person yet.",
            "%(count)s of them have not been confirmed by a person yet.",
            unconfirmed,
        ) % {"count": unconfirmed}
    if count == 1:
        return _("It has not been confirmed by a person yet.")
    return _("None of them has been confirmed by a person yet.")


def _describe_evidence(report: Report) -> Iterator[str]:
    evidence = [item for claim in report.claims for item in claim.evidence]
    semantics = get_semantics(report.semantics)
    if evidence:
        yield _(
            "The strength of a piece of evidence, from 0 to 1, is the desk’s own judgement. Evidence that "
            "was withdrawn, retracted or superseded stays in the report and is not counted."
        )
        yield _(
            "The argument map weighs the evidence by %(name)s: %(summary)s. A claim without evidence has the "
            "strength 0.5, a supported one near 1, a refuted one near 0. The map suggests; people decide."
        ) % {"name": _(semantics.name), "summary": _(semantics.summary)}
    if any(item.sample for item in evidence):
        yield _("Sources marked as samples were made up for a demonstration. They prove nothing.")


def _describe_verdicts(report: Report) -> Iterator[str]:
    if any(claim.verdict for claim in report.claims):
        yield _(
            "A verdict is one rating of the desk’s scale, decided by people as of its date. A higher step is "
            "truer; the symbol beside the label says the same without colour."
        )


def _describe_positions(report: Report) -> str:
    return _(
        "Positions count the Unicode code points of the text, %(count)s in all, from 0; the end "
        "is excluded. The SHA-256 identifies the text: a changed text has another value."
    ) % {"count": f"{len(report.text):,}"}
