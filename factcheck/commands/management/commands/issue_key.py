"""`manage.py issue_key EMAIL`: create an API key. It is shown once; only its digest is stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.api_keys import issue_key
from factcheck.desks.models import User
from factcheck.exceptions import InvalidInput


class Command(BaseCommand):
    help = "Create an API key for a user and print it, and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--days", type=int, default=90, help="days until it expires (90)")

    def handle(self, *, email: str, days: int, **_: Any) -> None:
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user with the address {email}.")
        try:
            self.stdout.write(issue_key(user, days=days))
        except InvalidInput as error:
            raise CommandError(f"--days: {error.fields['days']}") from error
