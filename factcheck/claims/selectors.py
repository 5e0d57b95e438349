"""Reading claims, and the progress of an article's split runs."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.articles.models import Article, Revision
from factcheck.claims.duplicates import map_duplicates
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import NotFound


def get_claim(user: Any, claim_id: int) -> Claim:
    """Return a claim that is visible to the user, with its article and desk. Raises NotFound."""
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
    """Return the claims of a revision in reading order, those excluded among them."""
    return Claim.objects.filter(revision=revision).select_related("assignee")


def list_unedited_machine_claims(revision: Revision) -> QuerySet[Claim]:
    """Return the claims of a revision that a machine made and no person used: the next split run replaces these."""
    return Claim.objects.filter(revision=revision, origin=CreatedBy.MACHINE, is_human_edited=False)


def get_neighbour_ids(claim: Claim) -> tuple[int | None, int | None]:
    """Return the ids of the claims before and after this one in the article, without those excluded."""
    ids = list(
        Claim.objects.filter(article_id=claim.article_id, set_aside=ExclusionReason.NO).values_list(
            "pk", flat=True
        )
    )
    if claim.pk not in ids:
        return None, ids[0] if ids else None
    at = ids.index(claim.pk)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def top_check_worthy(article: Article, count: int) -> list[Claim]:
    """Return the most check-worthy drafts of an article, best first, without those that repeat another claim."""
    claims = list(
        Claim.objects.filter(article=article, set_aside=ExclusionReason.NO).order_by(
            "-check_worthiness", "start"
        )
    )
    repeated = map_duplicates(claims)
    drafts = [claim for claim in claims if claim.state == ClaimState.DRAFT and claim.pk not in repeated]
    return drafts[:count]


def latest_run(article: Article) -> SplitRun | None:
    """Return the newest run of a splitter over an article."""
    # By the time when it was queued, not by id: a run that is requeued becomes the newest again.
    return SplitRun.objects.filter(revision__article=article).order_by("-queued_at", "-id").first()


def articles_being_split(articles: Iterable[Article]) -> set[int]:
    """Return the ids of those articles that have a split run in progress."""
    return set(
        SplitRun.objects.filter(revision__article__in=articles)
        .exclude(state__in=["done", "failed"])
        .values_list("revision__article_id", flat=True)
    )
