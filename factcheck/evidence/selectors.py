"""Reading sources and evidence."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.enums import EvidenceStatus
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import NotFound

MAX_SUGGESTED = 30


def get_evidence(user: Any, evidence_id: int) -> Evidence:
    """A piece of evidence with its source and claim, if the user may see it; NotFound otherwise."""
    rows = Evidence.objects.visible_to(user).select_related("source", "claim__article")
    evidence = rows.filter(pk=evidence_id).first()
    if evidence is None:
        raise NotFound(_("There is no such evidence on your desks."))
    return evidence


def get_source(user: Any, source_id: int) -> Source:
    """A source, if the user may see it; NotFound otherwise."""
    source = Source.objects.visible_to(user).filter(pk=source_id).first()
    if source is None:
        raise NotFound(_("There is no such source on your desks."))
    return source


def list_evidence(claim: Claim) -> QuerySet[Evidence]:
    """The evidence linked to a claim, withdrawn pieces included, with its sources."""
    return Evidence.objects.filter(claim=claim).select_related("source", "created_by")


def list_sources(desk_id: int) -> QuerySet[Source]:
    """A desk's sources by title."""
    return Source.objects.filter(desk_id=desk_id).order_by("title", "id")


def suggested_sources(claim: Claim) -> list[Source]:
    """The sources to choose from: those that the claim's article cites first, then the desk's newest. Without texts."""
    cited = Evidence.objects.filter(source=OuterRef("pk"), claim__article=claim.article_id)
    rows = Source.objects.filter(desk_id=claim.desk_id).defer("text").annotate(is_cited=Exists(cited))
    return list(rows.order_by("-is_cited", "-id")[:MAX_SUGGESTED])


def find_source(desk: Desk, *, title: str, url: str) -> Source | None:
    """The source of a desk at this address; without an address the one of this title."""
    wanted = {"url": url} if url else {"title__iexact": title}
    return Source.objects.filter(desk=desk, **wanted).order_by("id").first()


def count_stances(claims: Iterable[Claim]) -> dict[int, dict[str, int]]:
    """How many counting pieces of evidence of each stance every claim has, in one query."""
    counting = [lifecycle for lifecycle in EvidenceStatus if lifecycle.is_counted]
    rows = (
        Evidence.objects.filter(claim__in=claims, lifecycle__in=counting)
        .values_list("claim_id", "stance")
        .annotate(Count("id"))
        .order_by()
    )
    found: dict[int, dict[str, int]] = {}
    for claim_id, stance, many in rows:
        found.setdefault(claim_id, {})[stance] = many
    return found
