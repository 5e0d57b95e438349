"""The lines that say what was checked and where a claim comes from. Shared by page and print."""

from dataclasses import dataclass
from datetime import date, datetime

from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.summary import STATE_LABELS, is_unconfirmed


@dataclass(frozen=True, slots=True)
class MetadataEntry:
    """A name, its value and, where there is one, the page it leads to."""

    name: str
    value: str
    url: str = ""


def get_title(report: Report) -> str:
    """The article's headline; a page has to be called something."""
    return report.title.strip() or "Untitled text"


def list_article_metadata(report: Report) -> list[MetadataEntry]:
    """What was checked, in which language, as of when."""
    return _drop_empty(
        MetadataEntry("Text from", report.source_name or report.source_url, report.source_url),
        MetadataEntry("Language", report.language),
        MetadataEntry("As of", format_datetime(report.made_at)),
        MetadataEntry("This check", report.url, report.url),
        MetadataEntry("SHA-256 of the text", report.sha256),
    )


def list_claim_metadata(claim: ReportClaim) -> list[MetadataEntry]:
    """Where a claim stands in the text, why it was taken up, and how far its review has come."""
    worth = f"{claim.check_worthiness:.2f}"
    return _drop_empty(
        MetadataEntry("Position", f"characters {claim.start:,} to {claim.end:,}"),
        MetadataEntry("Worth checking", f"{worth}, {claim.reason}" if claim.reason else worth),
        MetadataEntry("Found by", claim.method or "a person"),
        MetadataEntry("State", "found by a machine, " * is_unconfirmed(claim) + STATE_LABELS[claim.state]),
        MetadataEntry("Its own page", claim.url, claim.url),
    )


def format_date(of: date) -> str:
    """A day as people write it."""
    return f"{of.day} {of:%B %Y}"


def format_datetime(of: datetime) -> str:
    """A moment to the minute, in UTC."""
    return f"{format_date(of)}, {of:%H:%M} UTC"


def _drop_empty(*facts: MetadataEntry) -> list[MetadataEntry]:
    return [fact for fact in facts if fact.value]
