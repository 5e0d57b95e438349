"""`manage.py weigh_cases FILE`: weigh constellations of evidence, without server or database."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck.argument.semantics import DEFAULT_SEMANTICS, SEMANTICS
from factcheck.argument.weighing_cases import weigh_cases
from factcheck.commands.exit_codes import EXIT_WRONG_INPUT
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Weigh the cases of a JSON file and print one JSON line for each: name, label, strength, flags."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a JSON file with a list “cases” (see docs/weighing.md)")
        parser.add_argument("--semantics", choices=list(SEMANTICS), default=DEFAULT_SEMANTICS)

    def handle(self, *args: Any, file: Path, semantics: str, **options: Any) -> None:
        try:
            for case in weigh_cases(file.read_bytes(), semantics):
                self.stdout.write(json.dumps(asdict(case), ensure_ascii=False))
        except (FactcheckError, OSError) as error:
            self.stderr.write(f"weigh_cases: {error}")
            sys.exit(EXIT_WRONG_INPUT)
