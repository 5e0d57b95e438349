"""`manage.py import_map FILE --desk SLUG`: import a map as a new article; its id is the last word of the output."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.map_import import import_map
from factcheck.commands.command_actor import get_actor
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Import an argument map (AIF, xAIF, Argdown, SADFace, Kialo text, our JSON, microtext XML)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--desk", required=True, help="the slug of the desk that it is for")
        parser.add_argument("--kind", default="", help="such as map.aif; detected if not given")
        parser.add_argument(
            "--as", dest="email", default="", help="the member who imports it; an editor by default"
        )

    def handle(self, *args: Any, file: Path, desk: str, kind: str, email: str, **options: Any) -> None:
        actor, target = get_actor(desk, email)
        try:
            done = import_map(actor, desk=target, data=file.read_bytes(), filename=file.name, kind=kind)
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Give a file that can be read.") from error
        for note in done.notes:
            self.stdout.write(f"{note.where}: {note.message}" if note.where else note.message)
        what = "Imported as article" if done.created else "This text is on the desk already, as article"
        self.stdout.write(f"{what} {done.article.pk}")
