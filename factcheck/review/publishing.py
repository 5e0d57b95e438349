"""Publishing a claim: what readers see is frozen, so that a later change shows only once it is published too."""

import hashlib
import json
from typing import Any

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.evidence.models import Evidence
from factcheck.review.conditions import Facts
from factcheck.review.models import Publication, Verdict


def publish(actor: User, claim: Claim, facts: Facts) -> bool:
    """Freeze a claim with its verdict and its evidence as its next publication."""
    verdict = Verdict.objects.select_related("rating__scale").get(claim=claim, current=True)
    earlier = Publication.objects.filter(claim=claim).count()
    Publication.objects.create(
        desk_id=claim.desk_id,
        claim=claim,
        verdict=verdict,
        number=earlier + 1,
        content=build_content(claim, verdict),
        correction=verdict.correction if earlier else "",
        published_by=actor,
    )
    return True


def content_digest(claim: Claim) -> str:
    """A short digest of what would be published now; whoever decides by a page says by it what the page showed."""
    verdict = Verdict.objects.select_related("rating__scale").filter(claim=claim, current=True).first()
    if verdict is None:
        return ""
    text = json.dumps([verdict.pk, build_content(claim, verdict)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def build_content(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    article, rating = claim.article, verdict.rating
    pieces = Evidence.objects.filter(claim=claim).select_related("source")
    return {
        "article": {
            "title": article.title,
            "language": article.language,
            "source_name": article.source_name,
            "source_url": article.source_url,
        },
        "quote": claim.quote,
        "text": claim.text,
        "speaker": claim.speaker,
        "rating": {
            "slug": rating.slug,
            "label": rating.label,
            "value": rating.value,
            "best": rating.scale.best,
        },
        "reasons": verdict.reasons,
        "as_of": verdict.as_of.isoformat(),
        "departure": verdict.departure,
        "glass_reason": verdict.glass_reason,
        "evidence": [_serialize_evidence(piece) for piece in pieces],
    }


def _serialize_evidence(piece: Evidence) -> dict[str, Any]:
    source = piece.source
    return {
        "quote": piece.quote,
        "stance": piece.stance,
        "strength": piece.strength,
        "lifecycle": piece.lifecycle,
        "note": piece.note,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "is_sample": source.is_sample,
    }
