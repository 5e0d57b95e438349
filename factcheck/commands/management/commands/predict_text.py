"""`manage.py predict_text TASK GOLD.jsonl --method METHOD --out PREDICTIONS.jsonl`: predictions for a data set.

Reads and writes JSON lines, plain or gzipped by the name; needs no database. What each task writes is documented in
`factcheck.text.training.evaluate`.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.exceptions import FactcheckError
from factcheck.text.training.evaluate import METHODS, TASKS, predict


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON lines file. Raises CommandError that names the line that is not JSON."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as invalid:
                raise CommandError(f"{path.name}, line {number}: not JSON ({invalid.msg}).") from invalid


class Command(BaseCommand):
    help = "Write predictions for the rows of a data set, for its scorer to read."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("task", metavar="TASK", help=", ".join(TASKS))
        parser.add_argument("gold", metavar="GOLD", type=Path, help="the data set, one JSON object a line")
        parser.add_argument("--method", default="parse", help=" or ".join(METHODS))
        parser.add_argument("--docs", type=Path, help="for match: the checks to match against")
        parser.add_argument("--train", type=Path, help="for checkworthy: labelled rows to train on first")
        parser.add_argument("--out", type=Path, required=True, help="where to write the predictions")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = list(read_rows(options["gold"]))
            more = {
                name: list(read_rows(options[name])) if options[name] else [] for name in ("docs", "train")
            }
            predictions = predict(
                options["task"], rows, method=options["method"], docs=more["docs"], labelled=more["train"]
            )
            lines = [json.dumps(prediction, ensure_ascii=False) for prediction in predictions]
            options["out"].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except FileNotFoundError as missing:
            raise CommandError(f"There is no file {missing.filename}.") from missing
        except FactcheckError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(lines)} predictions in {options['out']}")
