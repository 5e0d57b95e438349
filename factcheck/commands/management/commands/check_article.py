"""`manage.py check_article FILE --out DIR`: the main job in one command, without server or database."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

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
WRONG_INPUT = 2


class Command(BaseCommand):
    help = "Splits an article into claims and writes them, their map and a report to a folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the article: txt, html, docx or pdf")
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to; made if missing")
        parser.add_argument("--splitter", default=settings.SPLITTER, help="how to find the claims")

    def handle(self, *args: Any, file: Path, out: Path, splitter: str, **options: Any) -> None:
        try:
            for line in self._check(file, out, splitter):
                self.stdout.write(line)
        except FactcheckError as refusal:
            self._refuse(str(refusal))
        except OSError as error:
            advice = ADVICE.get(
                type(error), "Give a path that can be read, and a folder that can be written."
            )
            self._refuse(f"{error.filename}: {error.strerror}. {advice}")

    def _check(self, file: Path, out: Path, splitter: str) -> Iterator[str]:
        self._tell(f"Reading {file} …")
        document = _read(file)
        self._tell(f"Finding the claims in {len(document.text):,} characters …")
        found = split(document.text, method=splitter, blocks=document.blocks)
        report = build_draft_report(document, found, made_at=datetime.now(UTC))
        out.mkdir(parents=True, exist_ok=True)
        for number, (name, kind) in enumerate(FILES.items(), 1):
            self._tell(f"Writing {name} ({number} of {len(FILES)}) …")
            (out / name).write_bytes(write_export(report, kind))
        self._tell("")
        yield from table(report)
        yield f"{len(report.claims)} claims; wrote {', '.join(FILES)} to {out}"

    def _tell(self, what: str) -> None:
        """Say on a terminal what is being done, on one line that each step overwrites."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K{what}", ending="")
            self.stderr.flush()

    def _refuse(self, why: str) -> None:
        self._tell("")
        self.stderr.write(f"check_article: {why}")
        sys.exit(WRONG_INPUT)


def _read(file: Path) -> Document:
    with file.open("rb") as opened:
        data = opened.read(settings.UPLOAD_MAX_BYTES + 1)
    return read_document(data, filename=file.name, limit=settings.ARTICLE_MAX_CHARACTERS)


def table(report: Report) -> Iterator[str]:
    """The claims as lines: number, positions in code points, worth, the beginning of the quote."""
    yield f"{'no':>3} {'start':>7} {'end':>7}  worth  claim"
    for claim in report.claims:
        quote = " ".join(claim.quote.split())
        short = quote if len(quote) <= 78 else quote[:77] + "…"
        yield f"{claim.number:>3} {claim.start:>7} {claim.end:>7}  {claim.check_worthiness:5.2f}  {short}"
