"""`manage.py set_member SLUG EMAIL ROLE`: add a member to a desk, or change the role of one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.accounts import get_or_create_account
from factcheck.actions.members import set_role
from factcheck.commands.command_actor import get_actor
from factcheck.enums import Role
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Add a member to a desk or change a member's role; the account is created if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("desk", metavar="slug")
        parser.add_argument("email")
        parser.add_argument("role", choices=list(Role))

    def handle(self, *args: Any, desk: str, email: str, role: str, **options: Any) -> None:
        actor, target = get_actor(desk, min_role=Role.ADMIN)
        user, password = get_or_create_account(email)
        try:
            set_role(actor, desk=target, user=user, role=Role(role))
        except FactcheckError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.email} is {role} on “{target.name}”")
        if password:
            self.stdout.write(f"Password, shown this once: {password}")
