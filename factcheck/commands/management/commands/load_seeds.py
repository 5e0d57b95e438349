"""`manage.py load_seeds`: plants the demo desk at the first start, and prints its sign-ins at every one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from factcheck.commands.demo_data import SignIn, is_demo_loaded, load_demo, sign_ins_file


class Command(BaseCommand):
    help = "Loads seeds/ as a demo desk, once, and prints the demo sign-ins. Does nothing when DEBUG is off."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            self.stdout.write("No demo desk: DEBUG is off.")
            return
        if not is_demo_loaded():
            keep(load_demo(settings.BASE_DIR / "seeds"))
        if sign_ins_file().exists():
            self.stdout.write("Demo sign-ins (made on this machine at its first start):")
            self.stdout.write(sign_ins_file().read_text(), ending="")


def keep(sign_ins: list[SignIn]) -> None:
    file = sign_ins_file()
    file.touch(mode=0o600)
    file.write_text("".join(f"  {one.email}  {one.password}\n" for one in sign_ins))
