"""Reading ratings (as far as they are not blind), verdicts, and how far articles are."""

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

RATABLE = (ClaimState.RATING, ClaimState.REVEALED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of an article's claims stand where; those set aside are not counted."""

    drafts: int = 0
    in_review: int = 0
    concluded: int = 0

    @property
    def total(self) -> int:
        return self.drafts + self.in_review + self.concluded

    @property
    def state(self) -> str:
        """The article's state, derived from its claims."""
        if not self.total:
            return _("no claims yet")
        if self.drafts == self.total:
            return _("claims to confirm")
        return _("concluded") if self.concluded == self.total - self.drafts else _("in review")


def count_progress(articles: Iterable[Article]) -> dict[int, Progress]:
    """The progress of each article, in one query."""
    rows = (
        Claim.objects.filter(article__in=articles, set_aside=ExclusionReason.NO)
        .values_list("article_id", "state")
        .annotate(Count("id"))
        .order_by()
    )
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for article_id, state, many in rows:
        counts[article_id][_phase(ClaimState(state))] += many
    return {article_id: Progress(**phases) for article_id, phases in counts.items()}


def _phase(state: ClaimState) -> str:
    if state is ClaimState.DRAFT:
        return "drafts"
    return "concluded" if state.rank >= ClaimState.PROPOSED.rank else "in_review"


def list_eligible_reviewers(desk_id: int) -> list[User]:
    """The members of a desk who may rate claims."""
    roles = [role for role in Role if role.rank >= PERMISSIONS["assessment.give"].role.rank]
    members = User.objects.filter(memberships__desk=desk_id, memberships__role__in=roles)
    return list(members.order_by("name", "email"))


def list_assessments(user: Any, claim: Claim) -> QuerySet[Assessment]:
    """The ratings of a claim that the user may see: one's own, and once revealed everybody's."""
    rows = Assessment.objects.visible_to(user).filter(claim=claim)
    return rows.select_related("rating__scale", "blind_rating__scale", "reviewer")


def load_verdicts(claims: Iterable[Claim]) -> dict[int, Verdict]:
    """The current verdicts by claim id, with their ratings."""
    rows = Verdict.objects.filter(claim__in=claims, current=True)
    return {verdict.claim_id: verdict for verdict in rows.select_related("rating__scale", "proposed_by")}


def get_current_verdict(claim: Claim) -> Verdict:
    """The verdict of a claim; NotFound while it has none."""
    verdict = load_verdicts([claim]).get(claim.pk)
    if verdict is None:
        raise NotFound(_("This claim has no verdict yet."))
    return verdict


def list_stale_verdicts(desk_id: int) -> QuerySet[Verdict]:
    """The current verdicts of a desk that stand on something that changed, the longest waiting first."""
    rows = Verdict.objects.filter(desk_id=desk_id, current=True, stale_since__isnull=False)
    return rows.select_related("rating__scale", "claim__article").order_by("stale_since")


def get_verdict(user: Any, verdict_id: int) -> Verdict:
    """A version of a verdict, if the user may see it; NotFound otherwise."""
    rows = Verdict.objects.visible_to(user).select_related("claim__article", "rating__scale")
    verdict = rows.filter(pk=verdict_id).first()
    if verdict is None:
        raise NotFound(_("There is no such verdict on your desks."))
    return verdict
