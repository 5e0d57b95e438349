"""How a report was made, in sentences that are true of this report.

Shared by the HTML page and the PDF.
"""

from collections.abc import Iterator

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
            "“Worth checking”, from 0 to 1, says how much a sentence asks for a check, not if it is true."
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
    if evidence:
        yield _(
            "The strength of a piece of evidence, from 0 to 1, is the desk’s own judgement. Evidence that "
            "was withdrawn, retracted or superseded stays in the report and counts no longer."
        )
        yield _(
            "The argument map weighs the evidence by quadratic energy (Potyka 2018): a claim stands at 0.5 while "
            "nothing bears on it, near 1 when supported, near 0 when refuted. It suggests; people decide."
        )
    if any(item.sample for item in evidence):
        yield _("Sources marked as samples were made up for a demonstration. They prove nothing.")


def _describe_verdicts(report: Report) -> Iterator[str]:
    if any(claim.verdict for claim in report.claims):
        yield _(
            "A verdict is one label of the desk’s scale, decided by people, and holds as of its date. "
            "On the scale higher is truer; the sign beside the word says the same without colour."
        )


def _describe_positions(report: Report) -> str:
    return _(
        "Positions count the Unicode code points of the text, %(count)s in all, from 0 and with "
        "the end left out. The SHA-256 is the fingerprint of the text: any other text has another one."
    ) % {"count": f"{len(report.text):,}"}
