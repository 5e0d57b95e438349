"""Load ratings that are not blind, verdicts, and the progress of articles."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.exceptions import NotFound
from factcheck.permissions import PERMISSIONS
from factcheck.review.models import Assessment, Verdict

RATABLE_STATES = (ClaimState.RATING, ClaimState.REVEALED)


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """The number of an article's claims in each phase. Excluded claims are not counted."""

    drafts: int = 0
    in_review: int = 0
    concluded: int = 0

    @property
    def total(self) -> int:
        return self.drafts + self.in_review + self.concluded

    @property
    def state(self) -> str:
        """The article's state, derived from its claims, in the reader's language."""
        if not self.total:
            return _("no claims yet")
        if self.drafts == self.total:
            return _("claims to confirm")
        return _("concluded") if self.concluded == self.total - self.drafts else _("in review")


def count_progress(articles: Iterable[Article]) -> dict[int, ArticleProgress]:
    """Return the progress of each article that has claims, by article id. One query."""
    rows = (
        Claim.objects.filter(article__in=articles, set_aside=ExclusionReason.NO)
        .values_list("article_id", "state")
        .annotate(Count("id"))
        .order_by()  # the default ordering would become part of GROUP BY: one row for each claim
    )
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for article_id, state, count in rows:
        counts[article_id][_phase(ClaimState(state))] += count
    return {article_id: ArticleProgress(**phases) for article_id, phases in counts.items()}


def _phase(state: ClaimState) -> str:
    if state is ClaimState.DRAFT:
        return "drafts"
    return "concluded" if state.rank >= ClaimState.PROPOSED.rank else "in_review"


def list_eligible_reviewers(desk_id: int) -> list[User]:
    """Return the members of a desk whose role permits rating."""
    roles = [role for role in Role if role.rank >= PERMISSIONS["assessment.give"].role.rank]
    members = User.objects.filter(memberships__desk=desk_id, memberships__role__in=roles)
    return list(members.order_by("name", "email"))


def list_assessments(user: Any, claim: Claim) -> QuerySet[Assessment]:
    """Return the ratings of a claim that the user may see: their own, and all of them after the reveal."""
    rows = Assessment.objects.visible_to(user).filter(claim=claim)
    return rows.select_related("rating__scale", "blind_rating__scale", "reviewer")


def load_verdicts(claims: Iterable[Claim]) -> dict[int, Verdict]:
    """Return the current verdicts with their ratings, by claim id. One query."""
    rows = Verdict.objects.filter(claim__in=claims, current=True)
    return {verdict.claim_id: verdict for verdict in rows.select_related("rating__scale", "proposed_by")}


def get_current_verdict(claim: Claim) -> Verdict:
    """Return the current verdict of a claim. Raises NotFound if it has none."""
    # Not through `claim.verdicts`: this loads the rating and the proposer in the same query.
    verdict = load_verdicts([claim]).get(claim.pk)
    if verdict is None:
        raise NotFound(_("This claim has no verdict yet."))
    return verdict


def list_stale_verdicts(desk_id: int) -> QuerySet[Verdict]:
    """Return the stale current verdicts of a desk, the oldest mark first."""
    rows = Verdict.objects.filter(desk_id=desk_id, current=True, stale_since__isnull=False)
    return rows.select_related("rating__scale", "claim__article").order_by("stale_since")


def get_verdict(user: Any, verdict_id: int) -> Verdict:
    """Return a version of a verdict that the user may see. Raises NotFound."""
    rows = Verdict.objects.visible_to(user).select_related("claim__article", "rating__scale")
    verdict = rows.filter(pk=verdict_id).first()
    if verdict is None:
        raise NotFound(_("There is no such verdict on your desks."))
    return verdict
