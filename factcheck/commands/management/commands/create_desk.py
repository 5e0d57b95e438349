"""`manage.py create_desk SLUG --name NAME --admin EMAIL`: create a desk and its first member."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from factcheck.actions.accounts import get_or_create_account
from factcheck.actions.desks import create_desk
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Create a desk with the default scale; the account of its admin is created if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--admin", required=True, metavar="EMAIL")

    def handle(self, *args: Any, slug: str, name: str, admin: str, **options: Any) -> None:
        try:
            # One transaction: if the desk cannot be created, no account is left whose password was never shown.
            with transaction.atomic():
                founder, password = get_or_create_account(admin)
                desk = create_desk(founder, name=name, slug=slug)
        except FactcheckError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Desk “{desk.name}” ({desk.slug}), admin {founder.email}")
        if password:
            self.stdout.write(f"Password, shown this once: {password}")
