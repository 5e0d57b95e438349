"""`manage.py verify_audit`: check that no line of the audit log was changed, removed or inserted."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.audit.services import verify_chain
from factcheck.desks.models import Desk


class Command(BaseCommand):
    help = "Verify the hash chain of every desk's audit log; exit code 1 if one is broken."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--desk", metavar="SLUG", help="only the log of this desk")

    def handle(self, *, desk: str | None, **_: Any) -> None:
        desks = Desk.objects.filter(slug=desk) if desk else Desk.objects.all()
        if desk and not desks:
            raise CommandError(f"There is no desk “{desk}”.", returncode=2)
        broken = 0
        for row in desks:
            breaks = verify_chain(row.pk)
            broken += len(breaks)
            for chain_break in breaks:
                self.stdout.write(f"{row.slug}: {chain_break.what}")
            if not breaks:
                self.stdout.write(f"{row.slug}: {row.events.count()} lines, each as it was written")
        if broken:
            raise CommandError(
                f"The chain is broken in {broken} place{'' if broken == 1 else 's'}.", returncode=1
            )
