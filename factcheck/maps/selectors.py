"""The argument map of an article, built from what stands in the database."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from factcheck.argument.building import ClaimPoint, EvidencePoint, build
from factcheck.argument.graph import Graph
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.review.models import Verdict
from factcheck.terms import SetAside, Stance


def map_of(article: Article) -> Graph:
    """The graph of an article's claims that are not set aside, with their evidence. Three queries."""
    claims = list(Claim.objects.filter(article=article, set_aside=SetAside.NO))
    verdicts = Verdict.objects.filter(claim__article=article, current=True).select_related("rating")
    labels = {verdict.claim_id: verdict.rating.label for verdict in verdicts}
    evidence = Evidence.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("source")
    return build(
        title=article.title,
        claims=[claim_point(claim, labels.get(claim.pk, "")) for claim in claims],
        evidence=evidence_points(evidence),
    )


def claim_point(claim: Claim, label: str) -> ClaimPoint:
    return ClaimPoint(
        id=claim.pk,
        text=claim.text,
        parent=claim.parent_id,
        label=label,
        url=settings.SITE_URL + reverse("claim", args=[claim.pk]),
    )


def evidence_points(evidence: Iterable[Evidence]) -> list[EvidencePoint]:
    return [
        EvidencePoint(
            id=item.pk,
            claim=item.claim_id,
            text=item.quote,
            stance=Stance(item.stance),
            strength=item.strength,
            origin=item.source.origin_group,
            active=item.counts,
            url=item.source.url,
        )
        for item in evidence
    ]
