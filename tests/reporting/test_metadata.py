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


def test_what_was_checked_is_said():
    said = values(list_article_metadata(samples.report()))
    assert said["Text from"] == "The Example"
    assert said["Language"] == "en"
    assert said["As of"] == "5 March 2026, 14:30 UTC"
    assert said["SHA-256 of the text"] == samples.report().sha256


def test_what_is_not_known_is_left_out():
    assert set(
        values(list_article_metadata(samples.report(source_name="", source_url="", language="", url="")))
    ) == {
        "As of",
        "SHA-256 of the text",
    }


def test_a_source_without_a_name_is_named_by_its_address():
    assert (
        values(list_article_metadata(samples.report(source_name="")))["Text from"]
        == "https://example.org/river"
    )


def test_a_machine_s_draft_is_marked_as_unconfirmed():
    said = values(list_claim_metadata(samples.claims()[3]))
    assert said["State"] == "found by a machine, not yet confirmed by a person"
    assert said["Found by"] == "fast/1"


def test_a_claim_that_a_person_marked_says_so():
    said = values(list_claim_metadata(samples.claim(1, samples.TITLE, method="")))
    assert (said["Found by"], said["State"]) == ("a person", "not yet confirmed by a person")


def test_worth_and_reason_stand_together():
    said = values(list_claim_metadata(samples.claims()[0]))
    assert said["Worth checking"] == "0.72, names a figure and a year"
    assert values(list_claim_metadata(samples.claim(1, samples.TITLE, reason="")))["Worth checking"] == "0.72"


def test_days_and_moments_read_as_people_write_them():
    assert format_date(date(2026, 1, 2)) == "2 January 2026"
    assert format_datetime(datetime(2026, 1, 2, 3, 4, 59, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"
