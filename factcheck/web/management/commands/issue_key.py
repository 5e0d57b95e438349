"""Make a key for the API. It is shown once: only its digest is kept."""

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from knox.models import AuthToken

from factcheck.desks.models import User


def days(value: str) -> int:
    number = int(value)
    if not 1 <= number <= 3650:
        raise argparse.ArgumentTypeError("a key lasts 1 to 3650 days")
    return number


class Command(BaseCommand):
    help = "Print a new API key of a person, and nothing else."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--days", type=days, default=90, help="how long it lasts (90)")

    def handle(self, *, email: str, days: int, **_: Any) -> None:
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"There is nobody with the address {email}.")
        _kept, key = AuthToken.objects.create(user, expiry=timedelta(days=days))
        self.stdout.write(key)
