"""The inbox: what waits for a user on all their desks, in which order, and why.

An item depends only on the user's own ratings. That a claim waits to be rated does not show who else has rated it.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.permissions import PERMISSIONS
from factcheck.review.models import (
    Assessment,
    Comment,
    ReviewerAssignment,
    SignOff,
    SubstanceChange,
    Verdict,
)

# Items of one kind: more than a person works through, and a limit for the cost of the page.
MAX_OF_A_KIND = 100
NEXT_ACTION = {
    ClaimState.DRAFT: gettext_noop("It is assigned to you: confirm, edit or drop it."),
    ClaimState.OPEN: gettext_noop("It is assigned to you: gather its evidence."),
    ClaimState.REVEALED: gettext_noop("It is assigned to you: propose its verdict."),
}


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One item: what to do, why it waits for this user, and for which claim, comment or article."""

    kind: str
    desk: Desk
    article: Article
    why: str
    since: dt.datetime
    claim: Claim | None = None
    comment: Comment | None = None
    count: int = 1

    @property
    def due(self) -> dt.date | None:
        return self.claim.due_on if self.claim else None


def list_inbox(user: User, *, today: dt.date | None = None) -> list[InboxItem]:
    """Return the user's items: overdue ones first, then by what blocks others most, then the oldest."""
    today = today or timezone.localdate()
    desks = dict(Membership.objects.filter(user=user).values_list("desk_id", "role"))
    items = [item for source in SOURCES.values() for item in source(user, desks)]
    order = {kind: index for index, kind in enumerate(SOURCES)}

    def urgency(item: InboxItem) -> tuple[Any, ...]:
        is_late = bool(item.due and item.due <= today)
        return (
            not is_late,
            item.due if is_late else today,
            order[item.kind],
            item.due or dt.date.max,
            item.since,
        )

    return sorted(items, key=urgency)


def _desks_with_permission(desks: dict[int, str], permission: str) -> list[int]:
    required = PERMISSIONS[permission].role.rank
    return [desk for desk, role in desks.items() if Role(role).rank >= required]


def _claims_in_state(desks: list[int], state: ClaimState) -> QuerySet[Claim]:
    rows = Claim.objects.filter(desk__in=desks, state=state, set_aside=ExclusionReason.NO)
    return rows.select_related("desk", "article").order_by("changed_at")


def list_to_sign(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the verdicts that others proposed and this user can sign."""
    verdicts = Verdict.objects.filter(claim=OuterRef("pk"), current=True)
    mine = SignOff.objects.filter(verdict__claim=OuterRef("pk"), member=user, dropped_at__isnull=True)
    rows = _claims_in_state(_desks_with_permission(desks, "verdict.sign"), ClaimState.PROPOSED).exclude(
        Exists(_recusals(user))
    )
    rows = rows.filter(Exists(verdicts.filter(stale_since__isnull=True).exclude(proposed_by=user)))
    for claim in rows.exclude(Exists(mine)).exclude(_signable_by_another_only(user))[:MAX_OF_A_KIND]:
        yield _claim_item("sign", claim, _("Its verdict waits for your sign-off."))


def _signable_by_another_only(user: User) -> Q:
    """Return the condition that a user changed what is to be signed, and would be the only one who signs it."""
    current = {"verdict__claim": OuterRef("pk"), "verdict__current": True}
    changed = SubstanceChange.objects.filter(changed_by=user, **current)
    signed = SignOff.objects.filter(dropped_at__isnull=True, **current)
    return Q(Exists(changed), ~Exists(signed), desk__signoffs=1)


def list_to_rate(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the claims in rating that the user has not rated; if reviewers are assigned, only to those."""
    assigned = ReviewerAssignment.objects.filter(claim=OuterRef("pk"), assigned_by__isnull=False)
    mine = Assessment.objects.filter(claim=OuterRef("pk"), reviewer=user)
    rows = _claims_in_state(_desks_with_permission(desks, "assessment.give"), ClaimState.RATING).exclude(
        Exists(_recusals(user))
    )
    rows = rows.filter(~Exists(assigned) | Exists(assigned.filter(reviewer=user))).exclude(Exists(mine))
    for claim in rows.annotate(is_asked=Exists(assigned.filter(reviewer=user)))[:MAX_OF_A_KIND]:
        why = (
            _("You are assigned to rate it.")
            if claim.is_asked
            else _("It is being rated, and you have not rated it yet.")
        )
        yield _claim_item("rate", claim, why)


def list_to_answer(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the open threads that mention the user and that the user has not replied to since."""
    rows = Comment.objects.filter(desk__in=desks, resolved_at__isnull=True, deleted_at__isnull=True)
    rows = rows.exclude(mentions=[]).exclude(author=user).exclude(parent__resolved_at__isnull=False)
    replies = Comment.objects.filter(author=user, pk__gt=OuterRef("pk"))
    thread = Q(parent=OuterRef("pk")) | Q(parent=OuterRef("parent"))
    related = (
        "author",
        "desk",
        "article",
        "claim__article",
        "evidence__claim__article",
        "verdict__claim__article",
    )
    rows = rows.exclude(Exists(replies.filter(thread))).select_related(*related).order_by("-id")
    for comment in rows[: 5 * MAX_OF_A_KIND]:  # mentions are filtered in Python: SQLite has no JSON contains
        if user.pk in comment.mentions:
            claim = comment.claim or (comment.evidence or comment.verdict or comment).claim
            article: Any = claim.article if claim else comment.article
            why = _("%(who)s mentioned you and waits for a reply.") % {"who": comment.author}
            yield InboxItem(
                "answer", comment.desk, article, why, comment.created_at, claim=claim, comment=comment
            )


def list_stale(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the current verdicts whose evidence changed after they were proposed."""
    rows = Verdict.objects.filter(
        desk__in=_desks_with_permission(desks, "verdict.propose"), current=True, stale_since__isnull=False
    )
    for verdict in rows.select_related("claim__desk", "claim__article").order_by("stale_since")[
        :MAX_OF_A_KIND
    ]:
        why = _("Its verdict is stale: %(cause)s") % {"cause": verdict.stale_cause}
        yield _claim_item("stale", verdict.claim, why)


def list_assigned(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the claims that are assigned to the user and wait for their next step."""
    rows = Claim.objects.filter(
        desk__in=desks, assignee=user, state__in=NEXT_ACTION, set_aside=ExclusionReason.NO
    )
    for claim in rows.select_related("desk", "article").order_by("changed_at")[:MAX_OF_A_KIND]:
        yield _claim_item("check", claim, _(NEXT_ACTION[ClaimState(claim.state)]))


def list_drafts(user: User, desks: dict[int, str]) -> Iterator[InboxItem]:
    """Yield the articles with unassigned drafts, one item for each article."""
    unassigned = Q(
        claims__state=ClaimState.DRAFT, claims__set_aside=ExclusionReason.NO, claims__assignee__isnull=True
    )
    rows = Article.objects.filter(desk__in=_desks_with_permission(desks, "claim.open")).annotate(
        count=Count("claims", filter=unassigned)
    )
    article: Any
    for article in rows.filter(count__gt=0).select_related("desk").order_by("created_at")[:MAX_OF_A_KIND]:
        why = _("Its suggested claims wait to be confirmed or dropped.")
        yield InboxItem("confirm", article.desk, article, why, article.created_at, count=article.count)


# The order of the kinds is the order of the inbox: first what blocks others.
SOURCES: dict[str, Callable[[User, dict[int, str]], Iterator[InboxItem]]] = {
    "sign": list_to_sign,
    "stale": list_stale,
    "rate": list_to_rate,
    "answer": list_to_answer,
    "check": list_assigned,
    "confirm": list_drafts,
}


def _recusals(user: User) -> QuerySet[ReviewerAssignment]:
    return ReviewerAssignment.objects.filter(claim=OuterRef("pk"), reviewer=user, recused_at__isnull=False)


def _claim_item(kind: str, claim: Claim, why: str) -> InboxItem:
    return InboxItem(kind, claim.desk, claim.article, why, claim.changed_at, claim=claim)
