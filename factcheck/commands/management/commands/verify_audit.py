"""Check that the audit trail is what was written: no line changed, removed or inserted."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.audit.services import verify_chain
from factcheck.desks.models import Desk


class Command(BaseCommand):
    help = "Follow the chain of hashes of every desk's audit trail; exit code 1 if it is broken."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--desk", metavar="SLUG", help="only this desk's trail")

    def handle(self, *, desk: str | None, **_: Any) -> None:
        desks = Desk.objects.filter(slug=desk) if desk else Desk.objects.all()
        if desk and not desks:
            raise CommandError(f"There is no desk “{desk}”.", returncode=2)
        broken = 0
        for one in desks:
            found = verify_chain(one.pk)
            broken += len(found)
            for gap in found:
                self.stdout.write(f"{one.slug}: {gap.what}")
            if not found:
                self.stdout.write(f"{one.slug}: {one.events.count()} lines, each as it was written")
        if broken:
            raise CommandError(
                f"The trail is broken in {broken} place{'' if broken == 1 else 's'}.", returncode=1
            )
