"""Builds the `Report` of an article from the database, all of it read at one moment.

Ratings that are still blind are not read: a report has only the assessments of revealed claims.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from factcheck.argument.hypotheses import HypothesisMatrix
from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim
from factcheck.claims.split_runs import to_blocks
from factcheck.database_snapshot import snapshot
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, Stance
from factcheck.evidence.models import Evidence
from factcheck.maps.computed_verdicts import get_thresholds
from factcheck.maps.selectors import build_article_map
from factcheck.reporting.report import (
    Report,
    ReportAssessment,
    ReportClaim,
    ReportEvidence,
    ReportRating,
    ReportVerdict,
)
from factcheck.review.hypotheses import load_matrices
from factcheck.review.models import Assessment, Publication, SignOff, Verdict


@snapshot()
def build_report(article: Article) -> Report:
    """Return the report of an article's latest revision, as of now.

    Claims, verdicts and map are of the same moment. The number of queries does not depend on the number of claims.
    """
    revision: Revision = article.revisions.latest("number")
    return Report(
        title=article.title,
        desk=article.desk.name,
        desk_url=settings.SITE_URL,
        source_name=article.source_name,
        source_url=article.source_url,
        url=settings.SITE_URL + reverse("article", args=[article.pk]),
        language=article.language,
        text=revision.text,
        sha256=revision.sha256,
        blocks=to_blocks(revision),
        made_at=timezone.now(),
        claims=tuple(_iter_claims(article)),
        graph=build_article_map(article),
        semantics=article.desk.semantics,
        thresholds=get_thresholds(article.desk),
    )


def _iter_claims(article: Article) -> Iterable[ReportClaim]:
    claims = list(Claim.objects.filter(article=article, set_aside=ExclusionReason.NO))
    verdicts = (
        Verdict.objects.filter(claim__article=article, current=True)
        .select_related("rating__scale", "proposed_by")
        .prefetch_related(
            Prefetch("signoffs", SignOff.objects.filter(dropped_at=None).select_related("member"))
        )
    )
    public = set(Publication.objects.filter(claim__article=article).values_list("claim_id", flat=True))
    verdict_by_claim = {verdict.claim_id: _to_report_verdict(verdict) for verdict in verdicts}
    evidence_by_claim = defaultdict(list)
    for item in Evidence.objects.filter(claim__article=article).select_related("source"):
        evidence_by_claim[item.claim_id].append(_to_report_evidence(item))
    assessments_by_claim = defaultdict(list)
    revealed = Assessment.objects.filter(claim__article=article).revealed()
    for assessment in revealed.select_related("rating__scale", "reviewer"):
        assessments_by_claim[assessment.claim_id].append(_to_report_assessment(assessment))
    matrices = load_matrices(claims)
    for claim in claims:
        yield _to_report_claim(
            claim,
            evidence_by_claim[claim.pk],
            assessments_by_claim[claim.pk],
            verdict_by_claim.get(claim.pk),
            matrices.get(claim.pk),
            is_public=claim.pk in public,
        )


def _to_report_claim(
    claim: Claim,
    evidence: Iterable[ReportEvidence],
    assessments: Iterable[ReportAssessment],
    verdict: ReportVerdict | None,
    hypotheses: HypothesisMatrix | None,
    *,
    is_public: bool,
) -> ReportClaim:
    return ReportClaim(
        id=str(claim.pk),
        number=claim.number,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        wording=claim.text,
        state=ClaimState(claim.state),
        check_worthiness=claim.check_worthiness,
        reason=claim.reason.source_text if claim.reason else "",
        speaker=claim.speaker,
        url=settings.SITE_URL + reverse("published" if is_public else "claim", args=[claim.pk]),
        method=claim.method,
        evidence=tuple(evidence),
        assessments=tuple(assessments),
        verdict=verdict,
        hypotheses=hypotheses,
    )


def to_report_rating(rating: Rating) -> ReportRating:
    """Return a rating as a report has it; reads its scale."""
    return ReportRating(rating.slug, rating.label, rating.value, rating.scale.best)


def _to_report_verdict(verdict: Verdict) -> ReportVerdict:
    return ReportVerdict(
        to_report_rating(verdict.rating),
        verdict.reasons,
        verdict.as_of,
        str(verdict.proposed_by),
        signed_by=tuple(str(signoff.member) for signoff in verdict.signoffs.all()),
        glass_reason=verdict.glass_reason,
        correction=verdict.correction,
    )


def _to_report_assessment(assessment: Assessment) -> ReportAssessment:
    return ReportAssessment(
        str(assessment.reviewer),
        to_report_rating(assessment.rating),
        assessment.confidence,
        assessment.reasons,
    )


def _to_report_evidence(item: Evidence) -> ReportEvidence:
    return ReportEvidence(
        id=str(item.pk),
        quote=item.quote,
        stance=Stance(item.stance),
        strength=item.strength,
        status=EvidenceStatus(item.lifecycle),
        note=item.note,
        source_title=item.source.title,
        publisher=item.source.publisher,
        url=item.source.url,
        published_on=item.source.published_on,
        sample=item.source.is_sample,
        appraisal=item.appraisal,
        strength_reason=item.strength_reason,
    )
