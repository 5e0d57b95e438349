"""`manage.py load_seeds`: load the demo desk at the first start, and print its sign-ins at every start."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from factcheck.commands.demo_data import SignIn, is_demo_loaded, load_demo, sign_ins_file


class Command(BaseCommand):
    help = "Load seeds/ as a demo desk, once, and print the demo sign-ins. Does nothing on a server."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            self.stdout.write("No demo desk: DEBUG=false says that this is a server.")
            return
        if not is_demo_loaded():
            _save(load_demo(settings.BASE_DIR / "seeds"))
        if sign_ins_file().exists():
            self.stdout.write("Demo sign-ins (made on this machine at its first start):")
            self.stdout.write(sign_ins_file().read_text(), ending="")


def _save(sign_ins: list[SignIn]) -> None:
    """Write the passwords to a file that only its owner can read: they are random, so nobody knows them otherwise."""
    file = sign_ins_file()
    file.touch(mode=0o600)
    file.write_text("".join(f"  {sign_in.email}  {sign_in.password}\n" for sign_in in sign_ins))
