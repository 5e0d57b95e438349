"""Citations: publisher, title and date, in the reader's language, without what is not known."""

import pytest

from factcheck.argument.citations import MAX_NAME_LENGTH, cite, format_date
from factcheck.argument.graph import Statement

COMPLETE = {"publisher": "City archive", "source": "Annual report", "published_on": "2024-05-03"}


def cited(**fields: str) -> str:
    return cite(Statement("e1", "It cost 3.1 million.", **fields))


def test_citation_names_publisher_title_and_date() -> None:
    assert cited(**COMPLETE) == "City archive, Annual report, 3 May 2024"


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("publisher", "Annual report, 3 May 2024"),
        ("source", "City archive, 3 May 2024"),
        ("published_on", "City archive, Annual report"),
    ],
)
def test_what_is_not_known_is_left_out(missing: str, expected: str) -> None:
    assert cited(**{**COMPLETE, missing: ""}) == expected


def test_statement_without_a_source_has_no_citation() -> None:
    assert cited() == cited(url="https://desk.example/claims/1/") == ""


def test_host_stands_for_a_missing_publisher() -> None:
    assert cited(source="Report", url="https://www.archive.example:8080/a") == "archive.example, Report"
    assert cited(source="Report", url="http://[broken") == "Report"


def test_publisher_with_the_name_of_the_source_is_named_once() -> None:
    assert cited(publisher="City archive", source="City archive") == "City archive"


def test_long_title_does_not_hide_the_date() -> None:
    citation = cited(**{**COMPLETE, "source": "long " * 60})
    assert citation.endswith("…, 3 May 2024")
    assert len(citation) < MAX_NAME_LENGTH + 40


def test_date_that_is_none_stays_as_it_is_written() -> None:
    assert format_date("spring 1931") == "spring 1931"
    assert [format_date(f"2024-{month:02}-01").split()[1][:3] for month in (1, 6, 12)] == [
        "Jan",
        "Jun",
        "Dec",
    ]
