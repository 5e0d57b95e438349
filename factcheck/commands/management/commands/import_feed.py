"""`manage.py import_feed FILE --desk SLUG`: checks made elsewhere, to be suggested beside similar claims."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.prior_checks import import_feed
from factcheck.commands.command_actor import acting_on
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = (
        "Imports earlier checks from a ClaimReview feed (schema.org items, or the answer of claims:search)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--desk", required=True, help="the slug of the desk that it is for")
        parser.add_argument(
            "--as", dest="email", default="", help="the member who imports it; an editor by default"
        )

    def handle(self, *args: Any, file: Path, desk: str, email: str, **options: Any) -> None:
        actor, here = acting_on(desk, email)
        try:
            new = import_feed(actor, desk=here, data=file.read_bytes())
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Give a file that can be read.") from error
        self.stdout.write(f"{new} new checks")
