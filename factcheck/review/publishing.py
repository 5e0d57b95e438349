"""The content of a publication: what readers see of a claim, frozen when it is published.

Frozen, so that a later change is visible only once it is published too.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError
from factcheck.review.models import Publication, Verdict


def content_digest(claim: Claim) -> str:
    """Return a short digest of the content that would be published now; empty for a claim without a verdict.

    A form sends back the digest of the page that it was on, so that nobody signs or publishes unread changes.
    """
    verdict = Verdict.objects.select_related("rating__scale").filter(claim=claim, current=True).first()
    if verdict is None:
        return ""
    # With the id of the verdict: a new version with the same content has no sign-offs yet.
    text = json.dumps([verdict.pk, build_content(claim, verdict)], sort_keys=True)
    # 16 digits are enough: the digest detects a change and proves nothing.
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def build_content(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Return the content of a publication as JSON types. It is stored, so keys are added but never renamed."""
    article, rating = claim.article, verdict.rating
    evidence = Evidence.objects.filter(claim=claim).select_related("source")
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
        "evidence": [_serialize_evidence(row) for row in evidence],
    }


def ensure_not_published(claims: Sequence[Claim]) -> None:
    """Raise ConflictError if one of the claims was ever published, even if it is open again.

    Its readers know the claim as a whole, so it is neither split nor merged.
    """
    if Publication.objects.filter(claim__in=claims).exists():
        raise ConflictError(_("A published claim cannot be split or merged."))


def _serialize_evidence(evidence: Evidence) -> dict[str, Any]:
    source = evidence.source
    return {
        "quote": evidence.quote,
        "stance": evidence.stance,
        "strength": evidence.strength,
        "lifecycle": evidence.lifecycle,
        "note": evidence.note,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "is_sample": source.is_sample,
    }
