"""Reading claims, and how far an article's splitting is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ExclusionReason
from factcheck.exceptions import NotFound


def get_claim(user: Any, claim_id: int) -> Claim:
    """A claim with its article and desk, if the user may see it; NotFound otherwise."""
    claim = (
        Claim.objects.visible_to(user)
        .select_related("article", "desk", "revision", "assignee", "parent")
        .filter(pk=claim_id)
        .first()
    )
    if claim is None:
        raise NotFound(_("There is no such claim on your desks."))
    return claim


def list_claims(revision: Revision) -> QuerySet[Claim]:
    """The claims of a revision in reading order, those set aside included."""
    return Claim.objects.filter(revision=revision).select_related("assignee")


def get_neighbour_ids(claim: Claim) -> tuple[int | None, int | None]:
    """The ids of the claims before and after this one in the article, passing over those set aside."""
    ids = list(
        Claim.objects.filter(article_id=claim.article_id, set_aside=ExclusionReason.NO).values_list(
            "pk", flat=True
        )
    )
    if claim.pk not in ids:
        return None, ids[0] if ids else None
    at = ids.index(claim.pk)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def latest_run(article: Article) -> SplitRun | None:
    """The newest run of a splitter over an article."""
    return SplitRun.objects.filter(revision__article=article).order_by("-queued_at", "-id").first()


def articles_being_split(articles: Iterable[Article]) -> set[int]:
    """The ids of those articles whose claims are still being looked for."""
    return set(
        SplitRun.objects.filter(revision__article__in=articles)
        .exclude(state__in=["done", "failed"])
        .values_list("revision__article_id", flat=True)
    )
