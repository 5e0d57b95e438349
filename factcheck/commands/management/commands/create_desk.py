"""`manage.py create_desk SLUG --name NAME --admin EMAIL`: a new desk and its first member."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from factcheck.actions.desks import create_desk
from factcheck.commands.command_actor import person
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Makes a desk with the default scale; its admin's account is made too, if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--admin", required=True, metavar="EMAIL")

    def handle(self, *args: Any, slug: str, name: str, admin: str, **options: Any) -> None:
        try:
            # A refused desk leaves no account behind, whose password nobody saw.
            with transaction.atomic():
                founder, password = person(admin)
                desk = create_desk(founder, name=name, slug=slug)
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Desk “{desk.name}” ({desk.slug}), admin {founder.email}")
        if password:
            self.stdout.write(f"Password, shown this once: {password}")
