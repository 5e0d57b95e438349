"""The demo desk: the seed article, and what a team has done with it so far.

Everything goes through the same services as the pages and the API; `seeds/demo.json` tells the story.
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

Story = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SignIn:
    email: str
    password: str


@transaction.atomic
def load_demo(seeds: Path) -> list[SignIn]:
    """Make the demo desk with its people, article and story; the sign-ins have passwords made just now."""
    story: Story = json.loads((seeds / "demo.json").read_text())
    sign_ins = [SignIn(person["email"], get_random_string(14)) for person in story["people"].values()]
    people = _people(story, sign_ins)
    desk = _desk(story, people)
    article = _article(people["checker"], desk, seeds / story["article"])
    cast = DemoStory(people, _sources(story, people["checker"], desk), article)
    for told in story["claims"]:
        cast.tell_claim(told)
    for thread in story["comments"]:
        cast.talk(article, thread)
    return sign_ins


def _people(story: Story, sign_ins: list[SignIn]) -> dict[str, User]:
    return {
        key: User.objects.create_user(one.email, one.password, name=person["name"])
        for (key, person), one in zip(story["people"].items(), sign_ins, strict=True)
    }


def _desk(story: Story, people: dict[str, User]) -> Desk:
    admin = people["admin"]
    desk = create_desk(admin, name=story["desk"]["name"], slug=story["desk"]["slug"])
    for key, person in story["people"].items():
        set_role(admin, desk=desk, user=people[key], role=Role(person["role"]))
    return desk


def _article(actor: User, desk: Desk, file: Path) -> Article:
    done = submit_file(actor, desk=desk, data=file.read_bytes(), filename=file.name)
    run_splitter(get_or_create_run(done.revision).pk)
    return done.article


def _sources(story: Story, actor: User, desk: Desk) -> dict[str, Source]:
    return {key: add_source(actor, desk=desk, **told) for key, told in story["sources"].items()}


@dataclass(frozen=True, slots=True)
class DemoStory:
    """Who and what the story speaks of; each method plays one piece of it."""

    people: dict[str, User]
    sources: dict[str, Source]
    article: Article

    def tell_claim(self, told: Story) -> None:
        claim = Claim.objects.get(article=self.article, quote__contains=told["quote"])
        if told.get("aside"):
            exclude_claim(self.people["checker"], claim=claim, reason=ExclusionReason(told["aside"]))
            return
        perform_step(self.people["checker"], claim=claim, slug="open")
        set_tags(self.people["checker"], claim=claim, names=told.get("tags", ()))
        if told.get("assignee"):
            edit_claim(self.people["editor"], claim=claim, assignee=self.people[told["assignee"]])
        for piece in told.get("evidence", ()):
            self.link(claim, dict(piece))
        if ClaimState(told["state"]).rank >= ClaimState.RATING.rank:
            perform_step(self.people["checker"], claim=claim, slug="start-rating")
        for key, (rating, confidence, reasons) in told.get("ratings", {}).items():
            rate_claim(self.people[key], claim=claim, rating=rating, confidence=confidence, reasons=reasons)
        if verdict := told.get("verdict"):
            by = self.people[verdict["by"]]
            propose_verdict(by, claim=claim, rating=verdict["rating"], reasons=verdict["reasons"])
        for thread in told.get("comments", ()):
            self.talk(claim, thread)

    def link(self, claim: Claim, piece: Story) -> None:
        withdrawn = piece.pop("withdrawn", False)
        piece["source"] = self.sources[piece["source"]]
        evidence = link_evidence(self.people["checker"], claim=claim, **piece)
        if withdrawn:
            update_evidence(self.people["checker"], evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)

    def talk(self, on: Article | Claim, thread: Story) -> None:
        by = self.people[thread["by"]]
        first = add_comment(by, on=on, body=thread["body"])
        for key, body in thread["answers"]:
            reply_to_comment(self.people[key], to=first, body=body)
        if thread.get("resolved"):
            set_thread_resolved(self.people[thread["resolved"]], comment=first, resolved=True)


def is_demo_loaded() -> bool:
    return Desk.objects.filter(slug="demo").exists()


def sign_ins_file() -> Path:
    """Where the demo's sign-ins are kept for the starts to come; readable by its owner alone."""
    return settings.DATA_DIR / "demo-sign-ins.txt"
