"""The table of export formats.

A new format is a module of this package and a row of `EXPORTERS`, and nothing else: pages, API, tasks and tests read
the table. See docs/howto/add-an-export-format.md.
"""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.argument.formats import WRITERS
from factcheck.argument.pdf_png import Paper
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop, source_language
from factcheck.reporting import claimreview, claims_csv, claims_json, map_exports
from factcheck.reporting.html import document as html_document
from factcheck.reporting.pdf import document as pdf_document
from factcheck.reporting.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A row of the table: one format of file.

    `slug` is stored with each export and named in the API: it never changes. `title` and `description` are for
    people. `suffix` is the end of the file's name, with its dots. `write` is a pure function: the same report always
    gives the same bytes.
    """

    slug: str
    title: str
    description: str
    media_type: str
    suffix: str
    write: Callable[[Report], bytes]


_ROWS = (
    Exporter(
        slug="claims.json",
        title=gettext_noop("Claims (JSON)"),
        description=gettext_noop("The claims with their positions in the text, for programs"),
        media_type="application/json",
        suffix=".claims.json",
        write=claims_json.write,
    ),
    Exporter(
        slug="claims.csv",
        title=gettext_noop("Claims (table, CSV)"),
        description=gettext_noop("The claims and verdicts, for a spreadsheet"),
        media_type="text/csv; charset=utf-8",
        suffix=".claims.csv",
        write=claims_csv.write,
    ),
    Exporter(
        slug="report.html",
        title=gettext_noop("Report (web page)"),
        description=gettext_noop("The whole report as one page that needs no other file"),
        media_type="text/html; charset=utf-8",
        suffix=".report.html",
        write=html_document.write,
    ),
    Exporter(
        slug="report.pdf",
        title=gettext_noop("Report (PDF)"),
        description=gettext_noop("The whole report for printing and for an archive"),
        media_type="application/pdf",
        suffix=".report.pdf",
        write=pdf_document.write,
    ),
    Exporter(
        slug="report.claimreview",
        title=gettext_noop("Verdicts (ClaimReview, JSON-LD)"),
        description=gettext_noop("The signed-off verdicts, for search engines"),
        media_type="application/ld+json",
        suffix=".claimreview.json",
        write=claimreview.write,
    ),
    Exporter(
        slug="map.svg",
        title=gettext_noop("Argument map (picture, SVG)"),
        description=gettext_noop("The map as a drawing that stays sharp at any size"),
        media_type="image/svg+xml",
        suffix=".map.svg",
        write=map_exports.write_svg,
    ),
    Exporter(
        slug="map.png",
        title=gettext_noop("Argument map (picture, PNG)"),
        description=gettext_noop("The map as an image"),
        media_type="image/png",
        suffix=".map.png",
        write=map_exports.write_png,
    ),
    Exporter(
        slug="map.pdf",
        title=gettext_noop("Argument map (PDF)"),
        description=gettext_noop("The map for printing on A4 paper"),
        media_type="application/pdf",
        suffix=".map.pdf",
        write=map_exports.make_pdf_writer(Paper.A4),
    ),
    Exporter(
        slug="map-a3.pdf",
        title=gettext_noop("Argument map (PDF, A3)"),
        description=gettext_noop("The map for printing on A3 paper"),
        media_type="application/pdf",
        suffix=".map-a3.pdf",
        write=map_exports.make_pdf_writer(Paper.A3),
    ),
    # The formats of maps have their own table, because maps are also imported from them.
    *(
        Exporter(
            slug=slug,
            title=row.title,
            description=gettext_noop("The map for other programs"),
            media_type=f"{row.media_type}; charset=utf-8"
            if row.media_type.startswith("text/")
            else row.media_type,
            suffix=row.suffix,
            write=map_exports.make_writer(slug),
        )
        for slug, row in WRITERS.items()
    ),
)

EXPORTERS: dict[str, Exporter] = {row.slug: row for row in _ROWS}


def get_exporter(kind: str) -> Exporter:
    """Return the row with this slug; raise UnknownChoice, which names the slugs that exist."""
    if kind not in EXPORTERS:
        raise UnknownChoice(_("export kind"), kind, list(EXPORTERS))
    return EXPORTERS[kind]


def write_export(report: Report, kind: str) -> bytes:
    """Return the report as a file of this kind.

    It is in English: a file is passed on, so its language does not depend on the person who requested it.
    """
    write = get_exporter(kind).write
    with source_language():
        return write(report)
