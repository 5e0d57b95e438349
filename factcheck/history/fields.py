"""Whose history is kept and shown: each kind's fields with their names, and which can be brought back."""

from django.utils.translation import gettext as _
from dataclasses import dataclass, field
from typing import Any

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.errors import UnknownKind
from factcheck.evidence.models import Evidence
from factcheck.review.models import Assessment, Comment, Verdict


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of thing: its model, the fields that are shown by their names, and those that can be restored."""

    kind: str
    model: Any
    fields: dict[str, str]
    restorable: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=())


KEPT = {
    kept.kind: kept
    for kept in (
        Kept(
            "article",
            Article,
            {
                "title": "title",
                "source_name": "publisher",
                "source_url": "address",
                "language": "language",
            },
            ("title", "source_name", "source_url", "language"),
        ),
        Kept(
            "claim",
            Claim,
            {
                "text": "wording",
                "quote": "words in the article",
                "speaker": "speaker",
                "state": "state",
                "set_aside": "set aside",
                "assignee_id": "assignee",
                "due_on": "due date",
                "quorum": "number of raters",
                "duplicate_of_id": "duplicate of",
                "tags": "tags",
            },
            ("text", "speaker", "assignee_id", "due_on"),
            ("assignee_id",),
        ),
        Kept(
            "evidence",
            Evidence,
            {
                "quote": "quote",
                "stance": "stance",
                "strength": "strength",
                "lifecycle": "lifecycle",
                "note": "note",
            },
            ("quote", "stance", "strength", "lifecycle", "note"),
        ),
        Kept(
            "verdict",
            Verdict,
            {
                "rating_id": "rating",
                "reasons": "reasons",
                "as_of": "as of",
                "departure": "departure from the map",
                "stale_cause": "stale because",
                "correction": "correction",
            },
        ),
        Kept(
            "assessment",
            Assessment,
            {"rating_id": "rating", "confidence": "confidence", "reasons": "reasons"},
        ),
        Kept(
            "comment",
            Comment,
            {"body": "words", "resolved_by_id": "resolved by"},
            ("body",),
            ("resolved_by_id",),
        ),
    )
}


def kept(kind: str) -> Kept:
    if kind not in KEPT:
        raise UnknownKind(_("kind of thing with a history"), kind, list(KEPT))
    return KEPT[kind]
