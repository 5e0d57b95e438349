"""Prepare the installation before the servers start: checks, migrations, static files, seeds."""

import os
import sys
from io import StringIO

import django
from django.conf import settings
from django.core.management import CommandError, call_command


def main() -> None:
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    call_command("check", stdout=StringIO())
    call_command("migrate", interactive=False, verbosity=0)
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    else:
        # Served from where they are, but the server warns about a missing folder.
        settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("load_seeds")


if __name__ == "__main__":
    try:
        main()
    except CommandError as refusal:
        sys.exit(str(refusal))
