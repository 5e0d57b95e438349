"""The matrix of rival hypotheses as texts for reports."""

from factcheck.enums import Consistency
from factcheck.reporting.exporters import write_export
from factcheck.reporting.hypothesis_table import (
    ANSWER_LABELS,
    ANSWER_LETTERS,
    get_answer_label,
    list_columns,
    list_rows,
)
from tests.reporting import samples


def test_columns_have_names_ranks_and_what_is_not_compared() -> None:
    assert [(column.name, column.rank, column.result) for column in list_columns(samples.hypotheses())] == [
        ("H1", 2, "inconsistency 0.80"),
        ("H2", 1, "inconsistency 0.00"),
    ]


def test_rows_say_why_a_piece_distinguishes_nothing() -> None:
    rows = list_rows(samples.hypotheses())
    assert [row.remark for row in rows] == ["", "the same answer for every hypothesis", "not counted"]
    assert rows[0].answers == (Consistency.INCONSISTENT, Consistency.NEUTRAL)
    assert rows[2].answers == (Consistency.CONSISTENT, None)


def test_every_answer_has_a_label_and_a_letter() -> None:
    assert ANSWER_LABELS.keys() == ANSWER_LETTERS.keys() == {*Consistency, None}
    assert get_answer_label(None) == "not compared"


def test_only_claims_with_rivals_have_a_matrix_in_the_report() -> None:
    page = write_export(samples.report(), "report.html").decode()
    assert page.count('<h4 id="rivals-') == 1
    assert "Only the &lt;weir&gt; was cleaned." in page
