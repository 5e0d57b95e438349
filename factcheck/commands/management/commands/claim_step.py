"""`manage.py claim_step CLAIM STEP --as EMAIL`: perform a workflow step on a claim, as a member of its desk.

The steps and their conditions are those of page and API (`review/workflow.py`).
"""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.commands.command_actor import get_actor
from factcheck.exceptions import FactcheckError
from factcheck.review.workflow import STEPS


class Command(BaseCommand):
    help = "Perform a workflow step on a claim; an error says what is missing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("claim", type=int, help="the claim's id")
        parser.add_argument("step", choices=list(STEPS))
        parser.add_argument(
            "--as", dest="email", required=True, metavar="EMAIL", help="the member who performs it"
        )
        parser.add_argument(
            "--reason", default="", help="the reason; for a proposal, how the evidence leads to it"
        )
        parser.add_argument("--rating", default="", help="of a proposal: a slug of the desk's scale")
        parser.add_argument(
            "--departure", default="", help="of a proposal: why it differs from the computed one"
        )
        parser.add_argument("--correction", default="", help="of a proposal: what is corrected")

    def handle(self, *, claim: int, step: str, email: str, reason: str, **proposal: Any) -> None:
        target = Claim.objects.select_related("desk").filter(pk=claim).first()
        if target is None:
            raise CommandError(f"There is no claim {claim}.")
        actor, _ = get_actor(target.desk.slug, email)
        try:
            if step == "propose":
                params = {name: proposal[name] for name in ("rating", "departure", "correction")}
                propose_verdict(actor, claim=target, reasons=reason, **params)
            else:
                perform_step(actor, claim=target, slug=step, reason=reason)
        except FactcheckError as error:
            raise CommandError(str(error)) from None
        target.refresh_from_db()
        self.stdout.write(f"Claim {claim} is {target.state}.")
