"""The demo desk: a team, the seed article, and the team's work on it so far, as described by `seeds/demo.json`.

The data is created by the same actions that the pages and the API call, so it can never violate their rules.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from factcheck.actions.articles import submit_file
from factcheck.actions.assessments import rate_claim
from factcheck.actions.claims import edit_claim, exclude_claim
from factcheck.actions.comments import add_comment, reply_to_comment, set_thread_resolved
from factcheck.actions.desks import create_desk
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.members import set_role
from factcheck.actions.sources import add_source
from factcheck.actions.splitting import get_or_create_run, run_splitter
from factcheck.actions.tags import set_tags
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, Role
from factcheck.evidence.models import Source

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SignIn:
    email: str
    password: str


@transaction.atomic
def load_demo(seeds: Path) -> list[SignIn]:
    """Create the demo desk and return the sign-ins of its members, with random passwords."""
    data: Data = json.loads((seeds / "demo.json").read_text())
    sign_ins = [SignIn(person["email"], get_random_string(14)) for person in data["people"].values()]
    people = _create_users(data, sign_ins)
    desk = _create_desk(data, people)
    article = _create_article(people["checker"], desk, seeds / data["article"])
    story = DemoStory(people, _create_sources(data, people["checker"], desk), article)
    for claim in data["claims"]:
        story.create_claim(claim)
    for thread in data["comments"]:
        story.create_thread(article, thread)
    return sign_ins


def _create_users(data: Data, sign_ins: list[SignIn]) -> dict[str, User]:
    return {
        key: User.objects.create_user(sign_in.email, sign_in.password, name=person["name"])
        for (key, person), sign_in in zip(data["people"].items(), sign_ins, strict=True)
    }


def _create_desk(data: Data, people: dict[str, User]) -> Desk:
    admin = people["admin"]
    desk = create_desk(admin, name=data["desk"]["name"], slug=data["desk"]["slug"])
    for key, person in data["people"].items():
        set_role(admin, desk=desk, user=people[key], role=Role(person["role"]))
    return desk


def _create_article(actor: User, desk: Desk, file: Path) -> Article:
    submission = submit_file(actor, desk=desk, data=file.read_bytes(), filename=file.name)
    run_splitter(get_or_create_run(submission.revision).pk)
    return submission.article


def _create_sources(data: Data, actor: User, desk: Desk) -> dict[str, Source]:
    return {key: add_source(actor, desk=desk, **source) for key, source in data["sources"].items()}


@dataclass(frozen=True, slots=True)
class DemoStory:
    """The people, sources and article of the demo, and the methods that create the work on it."""

    people: dict[str, User]
    sources: dict[str, Source]
    article: Article

    def create_claim(self, data: Data) -> None:
        """Take a claim of the article through the workflow, as far as the data says."""
        checker = self.people["checker"]
        claim = Claim.objects.get(article=self.article, quote__contains=data["quote"])
        if data.get("aside"):
            exclude_claim(checker, claim=claim, reason=ExclusionReason(data["aside"]))
            return
        perform_step(checker, claim=claim, slug="open")
        set_tags(checker, claim=claim, names=data.get("tags", ()))
        if data.get("assignee"):
            edit_claim(self.people["editor"], claim=claim, assignee=self.people[data["assignee"]])
        for evidence in data.get("evidence", ()):
            self.create_evidence(claim, dict(evidence))
        self._create_ratings(claim, data)
        for thread in data.get("comments", ()):
            self.create_thread(claim, thread)

    def _create_ratings(self, claim: Claim, data: Data) -> None:
        if ClaimState(data["state"]).rank >= ClaimState.RATING.rank:
            perform_step(self.people["checker"], claim=claim, slug="start-rating")
        for key, (rating, confidence, reasons) in data.get("ratings", {}).items():
            rate_claim(self.people[key], claim=claim, rating=rating, confidence=confidence, reasons=reasons)
        if verdict := data.get("verdict"):
            proposer = self.people[verdict["by"]]
            propose_verdict(proposer, claim=claim, rating=verdict["rating"], reasons=verdict["reasons"])

    def create_evidence(self, claim: Claim, data: Data) -> None:
        checker, withdrawn = self.people["checker"], data.pop("withdrawn", False)
        data["source"] = self.sources[data["source"]]
        evidence = link_evidence(checker, claim=claim, **data)
        if withdrawn:
            update_evidence(checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)

    def create_thread(self, target: Article | Claim, data: Data) -> None:
        first = add_comment(self.people[data["by"]], on=target, body=data["body"])
        for key, body in data["answers"]:
            reply_to_comment(self.people[key], to=first, body=body)
        if data.get("resolved"):
            set_thread_resolved(self.people[data["resolved"]], comment=first, resolved=True)


def is_demo_loaded() -> bool:
    return Desk.objects.filter(slug="demo").exists()


def sign_ins_file() -> Path:
    """Return the file that keeps the demo's sign-ins for later starts. Only its owner can read it."""
    return settings.DATA_DIR / "demo-sign-ins.txt"
