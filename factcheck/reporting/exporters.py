"""The kinds of files that a report can become: one table, slug -> exporter.

Every writer is a pure function of the frozen report: the same report makes the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.argument.formats import WRITERS
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop, source_language
from factcheck.reporting import claimreview, claims_csv, claims_json, map_exports
from factcheck.reporting.html import document as page
from factcheck.reporting.pdf import document as printed
from factcheck.reporting.report import Report


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file: `title` is for people, `suffix` ends the file's name."""

    slug: str
    suffix: str
    media_type: str
    title: str
    write: Callable[[Report], bytes]


def _in_utf8(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


_REPORTS = (
    Exporter(
        "claims.json", ".claims.json", "application/json", gettext_noop("Claims (JSON)"), claims_json.write
    ),
    Exporter(
        "claims.csv",
        ".claims.csv",
        "text/csv; charset=utf-8",
        gettext_noop("Claims (table, CSV)"),
        claims_csv.write,
    ),
    Exporter(
        "report.html",
        ".report.html",
        "text/html; charset=utf-8",
        gettext_noop("Report (web page)"),
        page.write,
    ),
    Exporter("report.pdf", ".report.pdf", "application/pdf", gettext_noop("Report (PDF)"), printed.write),
    Exporter(
        "report.claimreview",
        ".claimreview.json",
        "application/ld+json",
        gettext_noop("Verdicts (ClaimReview, JSON-LD)"),
        claimreview.write,
    ),
)
_MAPS = (
    Exporter(
        "map.svg",
        ".map.svg",
        "image/svg+xml",
        gettext_noop("Argument map (picture, SVG)"),
        map_exports.write_svg,
    ),
    Exporter(
        "map.png", ".map.png", "image/png", gettext_noop("Argument map (picture, PNG)"), map_exports.write_png
    ),
    Exporter(
        "map.pdf", ".map.pdf", "application/pdf", gettext_noop("Argument map (PDF)"), map_exports.write_pdf
    ),
    *(
        Exporter(
            slug,
            form.suffix,
            _in_utf8(form.media_type),
            form.title,
            map_exports.make_writer(slug),
        )
        for slug, form in WRITERS.items()
    ),
)

EXPORTERS: dict[str, Exporter] = {exporter.slug: exporter for exporter in (*_REPORTS, *_MAPS)}


def get_exporter(kind: str) -> Exporter:
    """Raises UnknownKind, which names the kinds there are."""
    if kind not in EXPORTERS:
        raise UnknownChoice(_("export kind"), kind, list(EXPORTERS))
    return EXPORTERS[kind]


def write_export(report: Report, kind: str) -> bytes:
    """The report as a file of this kind, the same whoever asks for it."""
    write = get_exporter(kind).write
    with source_language():
        return write(report)
