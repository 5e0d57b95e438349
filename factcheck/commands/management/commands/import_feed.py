"""`manage.py import_feed FILE --desk SLUG`: import the checks of others, to suggest them for similar claims."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.prior_checks import import_feed
from factcheck.commands.command_actor import get_actor
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Import earlier checks from a ClaimReview feed (schema.org items, or a response of claims:search)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--desk", required=True, help="the slug of the desk that it is for")
        parser.add_argument(
            "--as", dest="email", default="", help="the member who imports it; an editor by default"
        )

    def handle(self, *args: Any, file: Path, desk: str, email: str, **options: Any) -> None:
        actor, target = get_actor(desk, email)
        try:
            count = import_feed(actor, desk=target, data=file.read_bytes())
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Give a file that can be read.") from error
        self.stdout.write(f"{count} new checks")
