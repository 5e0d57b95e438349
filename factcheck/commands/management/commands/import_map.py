"""`manage.py import_map FILE --desk SLUG`: import a map; the id of its article is the last word of the output."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.map_import import ImportResult, describe_changes, import_map, preview_map
from factcheck.argument.formats import READERS
from factcheck.commands.command_actor import get_actor
from factcheck.exceptions import ConflictError, FactcheckError
from factcheck.maps.import_choices import ExistingChoice, StatementChoice
from factcheck.maps.import_plan import ImportPlan
from factcheck.maps.map_import import to_sentence


class Command(BaseCommand):
    help = f"Import an argument map ({', '.join(row.name for row in READERS.values())})."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--desk", required=True, help="the slug of the desk that it is for")
        parser.add_argument("--kind", default="", help="such as map.aif; detected if not given")
        parser.add_argument(
            "--as", dest="email", default="", help="the member who imports it; an editor by default"
        )
        parser.add_argument(
            "--statements",
            choices=[choice.value for choice in StatementChoice],
            default=StatementChoice.PREMISES.value,
            help="what statements become; with “premises” only the main claims are claims",
        )
        known = parser.add_mutually_exclusive_group()
        known.add_argument("--update", action="store_true", help="change the map if the desk has it")
        known.add_argument("--new", action="store_true", help="make another article if the desk has the map")
        parser.add_argument("--strict", action="store_true", help="refuse a file that is not imported whole")
        parser.add_argument(
            "--preview", action="store_true", help="say what would be made, and store nothing"
        )

    def handle(self, *args: Any, file: Path, desk: str, email: str, **options: Any) -> None:
        actor, target = get_actor(desk, email)
        existing = ExistingChoice.ASK
        if options["update"] or options["new"]:
            existing = ExistingChoice.UPDATE if options["update"] else ExistingChoice.NEW
        choices = {
            "kind": options["kind"],
            "statements": StatementChoice(options["statements"]),
            "strict": options["strict"],
        }
        try:
            data = file.read_bytes()
            if options["preview"]:
                self._show(preview_map(actor, desk=target, data=data, filename=file.name, **choices))
                return
            done = import_map(actor, desk=target, data=data, filename=file.name, existing=existing, **choices)
        except ConflictError as refusal:
            raise CommandError(
                f"{refusal} Repeat with --update to change it, or --new for another article."
            ) from refusal
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Give a file that can be read.") from error
        for note in done.notes:
            self.stdout.write(to_sentence(note))
        self.stdout.write(f"{_describe(done)} {done.article.pk}")

    def _show(self, plan: ImportPlan) -> None:
        for note in plan.notes:
            self.stdout.write(to_sentence(note))
        counts = {**plan.count_statements(), **plan.count_relations()}
        self.stdout.write(
            f"{plan.format_name}: {', '.join(f'{many} {what}' for what, many in counts.items())}"
        )
        if plan.article:
            self.stdout.write(f"On the desk as article {plan.article.pk}. {describe_changes(plan)}")


def _describe(done: ImportResult) -> str:
    if done.created:
        return "Imported as article"
    if done.changes:
        return f"{done.changes} changes in the map of article"
    return "The desk has this map already, and nothing in it differs: article"
