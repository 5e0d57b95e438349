"""The matrix of a claim's rival hypotheses as a table that is safe to open in a spreadsheet.

The same form as `claims_csv`. A row for each piece of evidence and a column for each hypothesis; the last rows have the
inconsistency and the rank of each hypothesis.
"""

import csv
import io

from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence
from factcheck.reporting.claims_csv import escape_formula

MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = ("evidence", "quote", "source", "strength", "counted", "diagnostic")


def format_matrix(matrix: HypothesisMatrix) -> bytes:
    """Return the table in the form of RFC 4180, with a byte order mark."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    results, blank = matrix.list_results(), [""] * (len(COLUMNS) - 1)
    names = [f"H{number}: {each.text}" for number, each in enumerate(matrix.hypotheses, 1)]
    rows = [
        [*COLUMNS, *names],
        *(_format_row(matrix, piece) for piece in matrix.evidence),
        ["inconsistency", *blank, *(f"{result.inconsistency:.2f}" for result in results)],
        ["rank", *blank, *(str(result.rank) for result in results)],
        ["not compared", *blank, *(str(result.unanswered) for result in results)],
    ]
    table.writerows([escape_formula(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _format_row(matrix: HypothesisMatrix, piece: MatrixEvidence) -> list[str]:
    return [
        piece.id,
        piece.quote,
        piece.source,
        f"{piece.strength:.2f}",
        "yes" if piece.is_counted else "no",
        "yes" if matrix.is_diagnostic(piece) else "no",
        *(each.answers.get(piece.id, "") for each in matrix.hypotheses),
    ]
