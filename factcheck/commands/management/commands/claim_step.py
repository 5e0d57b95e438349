"""Take a step of the review on a claim, as a member of its desk: by the same table as page and API."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.commands.command_actor import acting_on
from factcheck.exceptions import FactcheckError
from factcheck.review.workflow import STEPS


class Command(BaseCommand):
    help = "Take a step of the review on a claim; a refusal says what is missing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("claim", type=int, help="the claim's id")
        parser.add_argument("step", choices=list(STEPS))
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who takes it")
        parser.add_argument("--reason", default="", help="why; for a proposal how the evidence leads to it")
        parser.add_argument("--rating", default="", help="of a proposal: a slug of the desk's scale")
        parser.add_argument("--departure", default="", help="of a proposal: why it departs from the map")
        parser.add_argument("--correction", default="", help="of a proposal: what is corrected")

    def handle(self, *, claim: int, step: str, email: str, reason: str, **proposal: Any) -> None:
        here = Claim.objects.select_related("desk").filter(pk=claim).first()
        if here is None:
            raise CommandError(f"There is no claim {claim}.")
        actor, _ = acting_on(here.desk.slug, email)
        try:
            if step == "propose":
                told = {name: proposal[name] for name in ("rating", "departure", "correction")}
                propose_verdict(actor, claim=here, reasons=reason, **told)
            else:
                perform_step(actor, claim=here, slug=step, reason=reason)
        except FactcheckError as refusal:
            raise CommandError(str(refusal)) from None
        here.refresh_from_db()
        self.stdout.write(f"Claim {claim} is {here.state}.")
