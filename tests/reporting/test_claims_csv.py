import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting import claims_csv
from tests.reporting import samples


def rows(**changes):
    text = claims_csv.write(samples.report(**changes)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_claim_in_order():
    assert [row["number"] for row in rows()] == ["1", "2", "3", "4"]


def test_the_columns_have_the_verdict():
    first = rows()[0]
    assert (first["rating"], first["rating_step"], first["rating_best"]) == ("Mostly false", "2", "5")
    assert (first["as_of"], first["decided_by"]) == ("2026-03-04", "Eva Editor")


def test_a_rating_without_a_step_leaves_the_column_empty():
    assert (rows()[2]["rating"], rows()[2]["rating_step"]) == ("Unproven", "")


def test_a_claim_without_a_verdict_leaves_its_columns_empty():
    last = rows()[3]
    assert [last[name] for name in ("rating", "rating_step", "reasons", "as_of", "decided_by")] == [""] * 5


def test_the_file_starts_with_a_byte_order_mark():
    assert claims_csv.write(samples.report()).startswith(b"\xef\xbb\xbf")


def test_a_report_without_claims_is_the_header_row():
    assert claims_csv.write(samples.report(claims=())).decode("utf-8-sig").splitlines() == [
        ",".join(claims_csv.COLUMNS)
    ]


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0=1"]
)
def test_a_formula_gets_an_apostrophe(start):
    assert claims_csv.escape_formula(start) == f"'{start}"


@pytest.mark.parametrize("harmless", ["", "a=1", "40 percent", "'quoted'", "“-1”"])
def test_other_cells_are_unchanged(harmless):
    assert claims_csv.escape_formula(harmless) == harmless


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_every_cell_reads_back_with_at_most_an_apostrophe(quote):
    claim = samples.claim(1, samples.TITLE, quote=quote, reason="=HYPERLINK(1)", speaker='a "b", c\nd')
    (row,) = rows(claims=(claim,))
    assert row["quote"].removeprefix("'") == quote.removeprefix("'")
    assert row["reason"] == "'=HYPERLINK(1)"
    assert row["speaker"] == 'a "b", c\nd'
