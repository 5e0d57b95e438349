"""The lines that say what was checked and where a claim comes from. Shared by page and print."""

from dataclasses import dataclass
from datetime import date, datetime

from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.summary import STATES, is_unconfirmed


@dataclass(frozen=True, slots=True)
class Fact:
    """A name, its value and, where there is one, the page it leads to."""

    name: str
    value: str
    url: str = ""


def title(report: Report) -> str:
    """The article's headline; a page has to be called something."""
    return report.title.strip() or "Untitled text"


def about(report: Report) -> list[Fact]:
    """What was checked, in which language, as of when."""
    return _told(
        Fact("Text from", report.source_name or report.source_url, report.source_url),
        Fact("Language", report.language),
        Fact("As of", moment(report.made_at)),
        Fact("This check", report.url, report.url),
        Fact("SHA-256 of the text", report.sha256),
    )


def about_claim(claim: ReportClaim) -> list[Fact]:
    """Where a claim stands in the text, why it was taken up, and how far its review has come."""
    worth = f"{claim.check_worthiness:.2f}"
    return _told(
        Fact("Position", f"characters {claim.start:,} to {claim.end:,}"),
        Fact("Worth checking", f"{worth}, {claim.reason}" if claim.reason else worth),
        Fact("Found by", claim.method or "a person"),
        Fact("State", "found by a machine, " * is_unconfirmed(claim) + STATES[claim.state]),
        Fact("Its own page", claim.url, claim.url),
    )


def day(of: date) -> str:
    """A day as people write it."""
    return f"{of.day} {of:%B %Y}"


def moment(of: datetime) -> str:
    """A moment to the minute, in UTC."""
    return f"{day(of)}, {of:%H:%M} UTC"


def _told(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.value]
