"""What was checked and where a claim comes from, as names and values.

Shared by the HTML page and the PDF.
"""

from dataclasses import dataclass
from datetime import date, datetime

from factcheck.i18n import gettext as _
from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.summary import STATE_LABELS, is_unconfirmed


@dataclass(frozen=True, slots=True)
class MetadataEntry:
    """A name, its value and, where there is one, the page that the value links to."""

    name: str
    value: str
    url: str = ""


def get_title(report: Report) -> str:
    """Return the article's title, or a placeholder.

    HTML and PDF/UA require a document to have a title.
    """
    return report.title.strip() or _("Untitled text")


def list_article_metadata(report: Report) -> list[MetadataEntry]:
    """Return what was checked, in which language, and as of when; unknown values are left out."""
    return _drop_empty(
        MetadataEntry(_("Text from"), report.source_name or report.source_url, report.source_url),
        MetadataEntry(_("Language"), report.language),
        MetadataEntry(_("As of"), format_datetime(report.made_at)),
        MetadataEntry(_("This check"), report.url, report.url),
        MetadataEntry(_("SHA-256 of the text"), report.sha256),
    )


def list_claim_metadata(claim: ReportClaim) -> list[MetadataEntry]:
    """Return a claim's position, check-worthiness, origin and state.

    Unknown values are left out.
    """
    worthiness = f"{claim.check_worthiness:.2f}"
    state = _(STATE_LABELS[claim.state])
    if is_unconfirmed(claim):
        state = _("found by a machine, %(state)s") % {"state": state}
    return _drop_empty(
        MetadataEntry(
            _("Position"),
            _("characters %(start)s to %(end)s") % {"start": f"{claim.start:,}", "end": f"{claim.end:,}"},
        ),
        MetadataEntry(_("Check-worthiness"), f"{worthiness}, {claim.reason}" if claim.reason else worthiness),
        MetadataEntry(_("Found by"), claim.method or _("a person")),
        MetadataEntry(_("State"), state),
        MetadataEntry(_("Page of the claim"), claim.url, claim.url),
    )


def format_date(day: date) -> str:
    """Return a date such as "4 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def format_datetime(time: datetime) -> str:
    """Return a UTC time to the minute, such as "4 March 2026, 14:30 UTC"."""
    return f"{format_date(time)}, {time:%H:%M} UTC"


def _drop_empty(*entries: MetadataEntry) -> list[MetadataEntry]:
    return [entry for entry in entries if entry.value]
