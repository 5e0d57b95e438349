"""`manage.py check_article FILE --out DIR`: split an article and write its report, without server or database."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from factcheck.commands.exit_codes import EXIT_WRONG_INPUT
from factcheck.exceptions import FactcheckError
from factcheck.exports.draft_report import build_draft_report
from factcheck.reporting.exporters import write_export
from factcheck.reporting.report import Report
from factcheck.text.ingest import Document, read_document
from factcheck.text.splitters import split

FILES = {
    "claims.json": "claims.json",
    "map.svg": "map.svg",
    "map.aif.json": "map.aif",
    "map.argdown": "map.argdown",
    "report.html": "report.html",
}
ADVICE = {
    FileNotFoundError: "Give the path of an article (txt, html, docx or pdf).",
    IsADirectoryError: "Give the path of one article, not of a folder.",
    FileExistsError: "Give a folder to write to, not a file.",
}


class Command(BaseCommand):
    help = "Split an article into claims and write them, their map and a report to a folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the article: txt, html, docx or pdf")
        parser.add_argument(
            "--out", type=Path, required=True, help="the folder to write to; created if missing"
        )
        parser.add_argument("--splitter", default=settings.SPLITTER, help="how to find the claims")

    def handle(self, *args: Any, file: Path, out: Path, splitter: str, **options: Any) -> None:
        try:
            for line in self._check(file, out, splitter):
                self.stdout.write(line)
        except FactcheckError as error:
            self._exit(str(error))
        except OSError as error:
            advice = ADVICE.get(
                type(error), "Give a path that can be read, and a folder that can be written."
            )
            self._exit(f"{error.filename}: {error.strerror}. {advice}")

    def _check(self, file: Path, out: Path, splitter: str) -> Iterator[str]:
        self._show_progress(f"Reading {file} …")
        document = _read(file)
        self._show_progress(f"Finding the claims in {len(document.text):,} characters …")
        claims = split(document.text, method=splitter, blocks=document.blocks)
        report = build_draft_report(document, claims, made_at=datetime.now(UTC))
        out.mkdir(parents=True, exist_ok=True)
        for number, (name, kind) in enumerate(FILES.items(), 1):
            self._show_progress(f"Writing {name} ({number} of {len(FILES)}) …")
            (out / name).write_bytes(write_export(report, kind))
        self._show_progress("")
        yield from format_table(report)
        yield f"{len(report.claims)} claims; wrote {', '.join(FILES)} to {out}"

    def _show_progress(self, message: str) -> None:
        """Show the current step on one line of a terminal, which the next step overwrites."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K{message}", ending="")
            self.stderr.flush()

    def _exit(self, message: str) -> None:
        self._show_progress("")
        self.stderr.write(f"check_article: {message}")
        sys.exit(EXIT_WRONG_INPUT)


def _read(file: Path) -> Document:
    # One byte more than allowed, so that a file that is too large is refused without reading all of it.
    with file.open("rb") as stream:
        data = stream.read(settings.UPLOAD_MAX_BYTES + 1)
    return read_document(data, filename=file.name, limit=settings.ARTICLE_MAX_CHARACTERS)


def format_table(report: Report) -> Iterator[str]:
    """Yield the claims as lines: number, span in code points, check-worthiness, start of the quote."""
    yield f"{'no':>3} {'start':>7} {'end':>7}  worth  claim"
    for claim in report.claims:
        quote = " ".join(claim.quote.split())
        short = quote if len(quote) <= 78 else quote[:77] + "…"
        yield f"{claim.number:>3} {claim.start:>7} {claim.end:>7}  {claim.check_worthiness:5.2f}  {short}"
