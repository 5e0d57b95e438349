"""The matrix of rival hypotheses as a table for a spreadsheet."""

import csv
import io

from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence, MatrixHypothesis
from factcheck.enums import Consistency
from factcheck.reporting.hypotheses_csv import format_matrix


def read(matrix: HypothesisMatrix) -> list[list[str]]:
    return list(csv.reader(io.StringIO(format_matrix(matrix).decode("utf-8-sig"), newline="")))


def test_a_row_for_each_piece_and_a_column_for_each_hypothesis() -> None:
    pieces = (
        MatrixEvidence("3", "It cost 3.1.", "City, Books", 0.9, "books"),
        MatrixEvidence("4", "It rained.", "", 0.4, "blog", is_counted=False),
    )
    claim = MatrixHypothesis("claim", "It cost 4.2.", {"3": Consistency.INCONSISTENT})
    rival = MatrixHypothesis("8", "With the ramps.", {"3": Consistency.CONSISTENT})
    assert read(HypothesisMatrix(pieces, (claim, rival))) == [
        [
            *("evidence", "quote", "source", "strength", "counted", "diagnostic"),
            "H1: It cost 4.2.",
            "H2: With the ramps.",
        ],
        ["3", "It cost 3.1.", "City, Books", "0.90", "yes", "yes", "inconsistent", "consistent"],
        ["4", "It rained.", "", "0.40", "no", "no", "", ""],
        ["inconsistency", "", "", "", "", "", "0.90", "0.00"],
        ["rank", "", "", "", "", "", "2", "1"],
        ["not compared", "", "", "", "", "", "0", "0"],
    ]


def test_no_cell_starts_a_formula() -> None:
    piece = MatrixEvidence("3", '=HYPERLINK("http://x")', "@SUM(1)", 0.5, "o")
    rows = read(HypothesisMatrix((piece,), (MatrixHypothesis("claim", "+1", {}),)))
    assert rows[1][1:3] == ['\'=HYPERLINK("http://x")', "'@SUM(1)"]
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for row in rows for cell in row)
