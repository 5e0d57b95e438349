from datetime import UTC, date, datetime

from factcheck.reporting.metadata import (
    format_date,
    format_datetime,
    list_article_metadata,
    list_claim_metadata,
)
from tests.reporting import samples


def values(facts):
    return {fact.name: fact.value for fact in facts}


def test_the_article_metadata_has_source_language_time_and_hash():
    entries = values(list_article_metadata(samples.report()))
    assert entries["Text from"] == "The Example"
    assert entries["Language"] == "en"
    assert entries["As of"] == "5 March 2026, 14:30 UTC"
    assert entries["SHA-256 of the text"] == samples.report().sha256


def test_unknown_metadata_is_left_out():
    assert set(
        values(list_article_metadata(samples.report(source_name="", source_url="", language="", url="")))
    ) == {
        "As of",
        "SHA-256 of the text",
    }


def test_a_source_without_a_name_is_shown_by_its_url():
    assert (
        values(list_article_metadata(samples.report(source_name="")))["Text from"]
        == "https://example.org/river"
    )


def test_a_draft_of_a_splitter_is_marked_as_unconfirmed():
    entries = values(list_claim_metadata(samples.claims()[3]))
    assert entries["State"] == "found by a machine, not yet confirmed by a person"
    assert entries["Found by"] == "fast/1"


def test_a_claim_marked_by_a_person_says_so():
    entries = values(list_claim_metadata(samples.claim(1, samples.TITLE, method="")))
    assert (entries["Found by"], entries["State"]) == ("a person", "not yet confirmed by a person")


def test_check_worthiness_is_shown_with_its_reason():
    entries = values(list_claim_metadata(samples.claims()[0]))
    assert entries["Check-worthiness"] == "0.72, names a figure and a year"
    assert (
        values(list_claim_metadata(samples.claim(1, samples.TITLE, reason="")))["Check-worthiness"] == "0.72"
    )


def test_dates_and_times_are_formatted_in_english():
    assert format_date(date(2026, 1, 2)) == "2 January 2026"
    assert format_datetime(datetime(2026, 1, 2, 3, 4, 59, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"
