"""Load sources and evidence."""

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
    """Return evidence that the user may see, with its source and claim. Raises NotFound."""
    rows = Evidence.objects.visible_to(user).select_related("source", "claim__article")
    evidence = rows.filter(pk=evidence_id).first()
    if evidence is None:
        raise NotFound(_("There is no such evidence on your desks."))
    return evidence


def get_source(user: Any, source_id: int) -> Source:
    """Return a source that the user may see. Raises NotFound."""
    source = Source.objects.visible_to(user).filter(pk=source_id).first()
    if source is None:
        raise NotFound(_("There is no such source on your desks."))
    return source


def list_evidence(claim: Claim) -> QuerySet[Evidence]:
    """Return the evidence of a claim with its sources. Withdrawn evidence is included."""
    return Evidence.objects.filter(claim=claim).select_related("source", "created_by")


def list_sources(desk_id: int) -> QuerySet[Source]:
    """Return the sources of a desk by title."""
    return Source.objects.filter(desk_id=desk_id).order_by("title", "id")


def suggested_sources(claim: Claim) -> list[Source]:
    """Return the sources to offer for new evidence: first those that the article cites, then the newest of the desk.

    Their texts are deferred: a list of titles does not load them.
    """
    cited = Evidence.objects.filter(source=OuterRef("pk"), claim__article=claim.article_id)
    rows = Source.objects.filter(desk_id=claim.desk_id).defer("text").annotate(is_cited=Exists(cited))
    return list(rows.order_by("-is_cited", "-id")[:MAX_SUGGESTED])


def find_source(desk: Desk, *, title: str, url: str) -> Source | None:
    """Return the source of a desk with this URL, or with this title if there is no URL. None if there is none.

    Two pages can have the same title, so a URL decides alone.
    """
    wanted = {"url": url} if url else {"title__iexact": title}
    # The oldest: it is the one that earlier evidence cites.
    return Source.objects.filter(desk=desk, **wanted).order_by("id").first()


def count_stances(claims: Iterable[Claim]) -> dict[int, dict[str, int]]:
    """Return the number of counted pieces of evidence by claim id and stance. One query."""
    statuses = [status for status in EvidenceStatus if status.is_counted]
    rows = (
        Evidence.objects.filter(claim__in=claims, lifecycle__in=statuses)
        .values_list("claim_id", "stance")
        .annotate(Count("id"))
        .order_by()  # the default ordering would become part of GROUP BY
    )
    stances: dict[int, dict[str, int]] = {}
    for claim_id, stance, count in rows:
        stances.setdefault(claim_id, {})[stance] = count
    return stances
