"""`manage.py set_member SLUG EMAIL ROLE`: makes somebody a member of a desk, or gives a member another role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.actions.members import set_role
from factcheck.commands.command_actor import acting_on, person
from factcheck.enums import Role
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Adds a member to a desk or changes a member's role; the account is made, if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("desk", metavar="slug")
        parser.add_argument("email")
        parser.add_argument("role", choices=list(Role))

    def handle(self, *args: Any, desk: str, email: str, role: str, **options: Any) -> None:
        actor, here = acting_on(desk, least=Role.ADMIN)
        user, password = person(email)
        try:
            set_role(actor, desk=here, user=user, role=Role(role))
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.email} is {role} on “{here.name}”")
        if password:
            self.stdout.write(f"Password, shown this once: {password}")
