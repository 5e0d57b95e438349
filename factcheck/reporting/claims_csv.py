"""`claims.csv`: the claims as a table that is safe to open in a spreadsheet.

UTF-8 with a byte order mark, without which spreadsheets assume another encoding. A cell that a spreadsheet would
execute as a formula gets a leading apostrophe (OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Callable

from factcheck.reporting.report import Report, ReportClaim

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL_STARTS = ("\t", "\r", "\n")

COLUMNS: dict[str, Callable[[ReportClaim], str]] = {
    "number": lambda claim: str(claim.number),
    "start": lambda claim: str(claim.start),
    "end": lambda claim: str(claim.end),
    "quote": lambda claim: claim.quote,
    "text": lambda claim: claim.wording,
    "speaker": lambda claim: claim.speaker,
    "check_worthiness": lambda claim: f"{claim.check_worthiness:.3f}",
    "reason": lambda claim: claim.reason,
    "state": lambda claim: claim.state.value,
    "method": lambda claim: claim.method,
    "rating": lambda claim: claim.verdict.rating.label if claim.verdict else "",
    "rating_step": lambda claim: str(claim.verdict.rating.value or "") if claim.verdict else "",
    "rating_best": lambda claim: str(claim.verdict.rating.best) if claim.verdict else "",
    "reasons": lambda claim: claim.verdict.reasons if claim.verdict else "",
    "as_of": lambda claim: claim.verdict.as_of.isoformat() if claim.verdict else "",
    "decided_by": lambda claim: claim.verdict.decided_by if claim.verdict else "",
    "signed_by": lambda claim: ", ".join(claim.verdict.signed_by) if claim.verdict else "",
    "approved_without_signoffs": lambda claim: claim.verdict.glass_reason if claim.verdict else "",
    "url": lambda claim: claim.url,
}


def write(report: Report) -> bytes:
    """Return one row for each claim after a row of column names, in the form of RFC 4180."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows([escape_formula(cell(claim)) for cell in COLUMNS.values()] for claim in report.claims)
    return out.getvalue().encode("utf-8-sig")


def escape_formula(cell: str) -> str:
    """Return the cell, with an apostrophe before it if it would start a formula.

    Also after spaces, which spreadsheets skip.
    """
    risky = cell.startswith(CONTROL_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if risky else cell
