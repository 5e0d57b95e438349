"""Rows for tests: one function per model, with defaults for everything that a test does not name.

The functions write rows directly instead of calling actions, so that a test can start in any state.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from knox.models import AuthToken

from factcheck.articles.models import Article, Reading, Revision
from factcheck.audit.services import record_event
from factcheck.claims import tags
from factcheck.claims.models import Claim, SplitRun, Tag
from factcheck.desks.default_scale import DEFAULT_SCALE
from factcheck.desks.models import Desk, Invitation, Membership, Rating, Scale, User
from factcheck.enums import ClaimState, JobState, Role, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.exports.models import Export
from factcheck.maps.models import MapRelation, Premise
from factcheck.notifications.models import Notification
from factcheck.review.models import (
    Assessment,
    Comment,
    Hypothesis,
    Publication,
    ReviewerAssignment,
    SignOff,
    Verdict,
)
from factcheck.stored_messages import free_text
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from factcheck.suggestions.prompts import method_name

TEXT = (
    "The harbour bridge opened in 1931\n\n"
    "The bridge cost 4.2 million pounds, according to the city archive. "
    "It carries 160,000 vehicles a day. “Nobody expected that,” said Anna Berg, an engineer.\n\n"
    "Traffic has doubled since 1990. The city will build a tunnel by 2031."
)

_numbers = count(1)


def as_messages(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the fields with plain texts of these names as stored messages."""
    texts = {name: free_text(fields[name]) for name in names if isinstance(fields.get(name), str)}
    return fields | texts


@dataclass(frozen=True)
class Team:
    """A desk with one member of each role, and a stranger, who is an admin of another desk."""

    desk: Desk
    viewer: User
    contributor: User
    checker: User
    reviewer: User
    editor: User
    admin: User
    stranger: User

    def of(self, role: str) -> User:
        return getattr(self, role)


def person(name: str = "", *, email: str = "", password: str | None = None) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    email = email or f"{name.lower().replace(' ', '-')}-{number}@test.example"
    return User.objects.create_user(email, password, name=name)


def desk(slug: str = "", *, quorum: int = 2) -> Desk:
    slug = slug or f"desk-{next(_numbers)}"
    made = Desk.objects.create(name=slug.title(), slug=slug, quorum=quorum)
    scale = Scale.objects.create(desk=made, best=5)
    Rating.objects.bulk_create(
        Rating(scale=scale, position=position, **step._asdict())
        for position, step in enumerate(DEFAULT_SCALE, 1)
    )
    return made


def member(of: Desk, role: str = Role.VIEWER, *, name: str = "") -> User:
    user = person(name or str(role).title())
    Membership.objects.create(desk=of, user=user, role=role)
    return user


def team(slug: str = "", *, quorum: int = 2) -> Team:
    home = desk(slug, quorum=quorum)
    members = {str(role): member(home, role) for role in Role}
    return Team(desk=home, stranger=member(desk(), Role.ADMIN, name="Stranger"), **members)


def key_of(user: User) -> str:
    """Return a new API key of a user."""
    return AuthToken.objects.create(user, expiry=dt.timedelta(days=1))[1]


def reading(of: Desk, *, data: bytes = b"Words.", **fields: Any) -> Reading:
    """Create a file that waits to be read, with its article, which has no text."""
    by = _first_member(of)
    made = Article.objects.create(desk=of, title="words.txt", submitted_by=by)
    return Reading.objects.create(
        desk=of,
        article=made,
        filename="words.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
        requested_by=by,
        **fields,
    )


def invitation(of: Desk, role: str = Role.REVIEWER, **fields: Any) -> Invitation:
    until = timezone.now() + dt.timedelta(days=7)
    return Invitation.objects.create(
        desk=of, role=role, invited_by=_first_member(of), expires_at=until, **fields
    )


def rating(of: Desk, slug: str = "false") -> Rating:
    return Rating.objects.filter(scale__desk=of, slug=slug).latest("scale__version")


def article(
    of: Desk, *, text: str = "", title: str = "The harbour bridge", by: User | None = None
) -> Article:
    """Create an article with one revision; the default texts differ in their last line."""
    text = text or f"{TEXT} This is telling number {next(_numbers)}."
    by = by or _first_member(of)
    made = Article.objects.create(desk=of, title=title, language="en", submitted_by=by)
    Revision.objects.create(
        article=made,
        desk=of,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=[["paragraph", 0, len(text)]],
        created_by=by,
    )
    return made


def split_run(of: Article, **fields: Any) -> SplitRun:
    revision = of.revisions.latest("number")
    fields = {"splitter": "fast"} | as_messages(fields, "error")
    return SplitRun.objects.create(desk=of.desk, revision=revision, **fields)


def claim(of: Article, quote: str = "", *, state: ClaimState = ClaimState.DRAFT, **fields: Any) -> Claim:
    """Create a claim at the first occurrence of its quote; by default each claim has another span of the article."""
    revision = of.revisions.latest("number")
    number = of.claims.count() + 1
    start = revision.text.index(quote) if quote else (number * 7) % (len(revision.text) - 20)
    end = start + (len(quote) or 20)
    return Claim.objects.create(
        desk=of.desk,
        article=of,
        revision=revision,
        number=fields.pop("number", number),
        start=start,
        end=end,
        quote=revision.text[start:end],
        text=fields.pop("text", revision.text[start:end]),
        state=state,
        **as_messages(fields, "reason"),
    )


def claims(of: Article, number: int, **fields: Any) -> list[Claim]:
    return [claim(of, **fields) for _ in range(number)]


def tag(of: Desk, name: str = "energy", *claims: Claim) -> Tag:
    """Create a tag of the desk and attach it to the claims."""
    made = Tag.objects.create(desk=of, name=name, key=tags.normalize_key(name))
    made.claims.add(*claims)
    for one in claims:
        one.tags = sorted([*one.tags, name])
        Claim.objects.filter(pk=one.pk).update(tags=one.tags)
    return made


def source(of: Desk, *, title: str = "City archive", **fields: Any) -> Source:
    by = fields.pop("created_by", None) or _first_member(of)
    return Source.objects.create(desk=of, title=title, created_by=by, **fields)


def evidence(of: Claim, *, stance: Stance = Stance.REFUTES, **fields: Any) -> Evidence:
    return Evidence.objects.create(
        desk=of.desk,
        claim=of,
        source=fields.pop("source", None) or source(of.desk),
        quote=fields.pop("quote", "The books show a cost of 3.1 million pounds."),
        stance=stance,
        strength=fields.pop("strength", 0.5),
        created_by=fields.pop("created_by", None) or _first_member(of.desk),
        **fields,
    )


def relation(to: Claim, **fields: Any) -> MapRelation:
    """Create a support of a claim by a new premise."""
    owner = {"desk": to.desk, "article": to.article, "created_by": _first_member(to.desk)}
    premise = Premise.objects.create(text="The archive is complete.", base=0.7, **owner)
    made = MapRelation.objects.create(**{"kind": "support", "base": 1, "target_claim": to, **owner, **fields})
    made.premises.create(premise=premise)
    return made


def hypothesis(
    of: Claim, text: str = "The books leave out a part.", *, answers: dict[Evidence, str] | None = None
) -> Hypothesis:
    """Create a rival hypothesis of a claim, with answers by evidence."""
    by = _first_member(of.desk)
    made = Hypothesis.objects.create(desk=of.desk, claim=of, text=text, created_by=by)
    for piece, answer in (answers or {}).items():
        made.answers.create(evidence=piece, answer=answer, answered_by=by)
    return made


def assessment(of: Claim, reviewer: User, slug: str = "false", **fields: Any) -> Assessment:
    return Assessment.objects.create(
        desk=of.desk, claim=of, reviewer=reviewer, rating=rating(of.desk, slug), **fields
    )


def verdict(of: Claim, slug: str = "false", **fields: Any) -> Verdict:
    """Create the next version of a claim's verdict, which becomes the current one."""
    of.verdicts.update(current=False)
    return Verdict.objects.create(
        desk=of.desk,
        claim=of,
        number=of.verdicts.count() + 1,
        rating=rating(of.desk, slug),
        reasons=fields.pop("reasons", "The archive's books say otherwise."),
        as_of=fields.pop("as_of", dt.date(2026, 1, 31)),
        proposed_by=fields.pop("proposed_by", None) or _first_member(of.desk),
        **as_messages(fields, "stale_cause", "stale_before", "stale_after"),
    )


def reviewing(
    of: Claim, reviewer: User, *, assigned_by: User | None = None, **fields: Any
) -> ReviewerAssignment:
    """Assign a reviewer to a claim; pass `recused_at` and `recused_reason` for a recusal."""
    by = assigned_by or _first_member(of.desk)
    return ReviewerAssignment.objects.create(
        desk=of.desk, claim=of, reviewer=reviewer, assigned_by=by, **fields
    )


def signoff(of: Verdict, member: User, **fields: Any) -> SignOff:
    return SignOff.objects.create(
        desk=of.desk,
        verdict=of,
        member=member,
        proposed_by=of.proposed_by,
        **as_messages(fields, "dropped_because"),
    )


def publication(of: Verdict, **fields: Any) -> Publication:
    number = fields.pop("number", of.claim.publications.count() + 1)
    return Publication.objects.create(
        desk=of.desk,
        claim=of.claim,
        verdict=of,
        number=number,
        content=fields.pop("content", {}),
        correction=fields.pop("correction", "" if number == 1 else "The cost was wrong."),
        published_by=fields.pop("published_by", None) or _first_member(of.desk),
        **fields,
    )


def comment(
    on: models.Model, *, author: User | None = None, body: str = "Where is that from?", **fields: Any
) -> Comment:
    of: Desk = on.desk
    target = {str(on._meta.model_name): on}
    return Comment.objects.create(desk=of, author=author or _first_member(of), body=body, **target, **fields)


def notification(of: Comment, user: User, **fields: Any) -> Notification:
    event = fields.pop("event", None) or record_event(of.author, "comment.written", of, desk_id=of.desk_id)
    return Notification.objects.create(
        desk=of.desk,
        user=user,
        event=event,
        comment=of,
        claim=of.claim,
        kind="mention",
        channel="page",
        **fields,
    )


def export(of: Article, kind: str = "claims.json", *, data: bytes = b"", **fields: Any) -> Export:
    """Create a queued export; with `data`, a finished one with that file."""
    by = fields.pop("requested_by", None) or _first_member(of.desk)
    job = Export(desk=of.desk, article=of, kind=kind, requested_by=by, **as_messages(fields, "error"))
    if data:
        job.state, job.progress, job.attempt = JobState.DONE, 100, 1
        job.sha256, job.size = hashlib.sha256(data).hexdigest(), len(data)
        job.file.save(f"test-{kind}", ContentFile(data), save=False)
    job.save()
    return job


def suggestion_request(of: Article, kind: str = "claims", **fields: Any) -> SuggestionRequest:
    """Create a queued request to the language model."""
    return SuggestionRequest.objects.create(
        desk=of.desk,
        article=of,
        revision=of.revisions.latest("number"),
        kind=kind,
        method=method_name(kind),
        model="small-model",
        requested_by=fields.pop("asked_by", None) or _first_member(of.desk),
        **as_messages(fields, "error"),
    )


def suggestion(of: Article, quote: str = "", *, kind: str = "claims", **fields: Any) -> Suggestion:
    """Create an open suggestion about an article, or about the `claim` that is passed."""
    asked = suggestion_request(of, kind, claim=fields.pop("claim", None), source=fields.pop("source", None))
    text = asked.revision.text
    quote = quote or text[:20]
    start = fields.pop("start", None) or text.index(quote)
    return Suggestion.objects.create(
        desk=of.desk, request=asked, quote=quote, start=start, end=start + len(quote), **fields
    )


def _first_member(of: Desk) -> User:
    """Return the first member of a desk; a desk without members gets an editor."""
    found = User.objects.filter(memberships__desk=of).order_by("memberships__id").first()
    return found or member(of, Role.EDITOR)
