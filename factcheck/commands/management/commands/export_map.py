"""`manage.py export_map ARTICLE_ID --kind KIND --out FILE`: write the map of an article to a file, without a worker."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.articles.models import Article
from factcheck.exceptions import FactcheckError
from factcheck.exports.report_builder import build_report
from factcheck.reporting.exporters import write_export


class Command(BaseCommand):
    help = "Write the argument map of an article to a file, in any kind of export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", type=int)
        parser.add_argument("--kind", required=True, help="such as map.aif, map.argdown, map.svg, map.pdf")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, article: int, kind: str, out: Path, **options: Any) -> None:
        row = Article.objects.select_related("desk").filter(pk=article).first()
        if row is None:
            raise CommandError(f"There is no article {article}.")
        try:
            out.write_bytes(write_export(build_report(row), kind))
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}. Give a file that can be written.") from error
        self.stdout.write(f"Wrote {kind} of article {article} to {out}")
