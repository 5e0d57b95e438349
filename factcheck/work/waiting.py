"""What waits for a person, on all of their desks: what, in which order, and why.

It tells of a person's own deeds alone: that a claim waits to be rated says nothing of who else has rated it.
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
from factcheck.kept import retold
from factcheck.permissions import PERMISSIONS
from factcheck.review.models import Assessment, Comment, ReviewerAssignment, SignOff, Verdict

MOST_OF_A_KIND = 100
NEXT = {
    ClaimState.DRAFT: gettext_noop("It is assigned to you: confirm, edit or drop it."),
    ClaimState.OPEN: gettext_noop("It is assigned to you: gather its evidence."),
    ClaimState.REVEALED: gettext_noop("It is assigned to you: propose its verdict."),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: what to do, why it waits for this person, and where."""

    kind: str
    desk: Desk
    article: Article
    why: str
    since: dt.datetime
    claim: Claim | None = None
    comment: Comment | None = None
    many: int = 1

    @property
    def due(self) -> dt.date | None:
        return self.claim.due_on if self.claim else None


def waiting_for(user: User, *, today: dt.date | None = None) -> list[Item]:
    """What waits for the user: what is overdue first, then what holds others up most, then the oldest."""
    today = today or timezone.localdate()
    desks = dict(Membership.objects.filter(user=user).values_list("desk_id", "role"))
    found = [item for source in SOURCES.values() for item in source(user, desks)]
    order = {kind: place for place, kind in enumerate(SOURCES)}

    def urgency(item: Item) -> tuple[Any, ...]:
        is_late = bool(item.due and item.due <= today)
        return (
            not is_late,
            item.due if is_late else today,
            order[item.kind],
            item.due or dt.date.max,
            item.since,
        )

    return sorted(found, key=urgency)


def _where_may(desks: dict[int, str], permission: str) -> list[int]:
    least = PERMISSIONS[permission].role.rank
    return [desk for desk, role in desks.items() if Role(role).rank >= least]


def _claims(desks: list[int], state: ClaimState) -> QuerySet[Claim]:
    rows = Claim.objects.filter(desk__in=desks, state=state, set_aside=ExclusionReason.NO)
    return rows.select_related("desk", "article").order_by("changed_at")


def to_sign(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Verdicts that others proposed and that wait for a sign-off."""
    verdicts = Verdict.objects.filter(claim=OuterRef("pk"), current=True)
    mine = SignOff.objects.filter(verdict__claim=OuterRef("pk"), member=user, dropped_at__isnull=True)
    rows = _claims(_where_may(desks, "verdict.sign"), ClaimState.PROPOSED).exclude(Exists(_recusals(user)))
    rows = rows.filter(Exists(verdicts.filter(stale_since__isnull=True).exclude(proposed_by=user)))
    for claim in rows.exclude(Exists(mine))[:MOST_OF_A_KIND]:
        yield _of_claim(
            "sign", claim, _("Its verdict was proposed by somebody else and waits for a sign-off.")
        )


def to_rate(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Claims being rated that this person has not rated; where reviewers are assigned, only as one of them."""
    assigned = ReviewerAssignment.objects.filter(claim=OuterRef("pk"), assigned_by__isnull=False)
    mine = Assessment.objects.filter(claim=OuterRef("pk"), reviewer=user)
    rows = _claims(_where_may(desks, "assessment.give"), ClaimState.RATING).exclude(Exists(_recusals(user)))
    rows = rows.filter(~Exists(assigned) | Exists(assigned.filter(reviewer=user))).exclude(Exists(mine))
    for claim in rows.annotate(is_asked=Exists(assigned.filter(reviewer=user)))[:MOST_OF_A_KIND]:
        why = (
            _("You are asked to rate it.")
            if claim.is_asked
            else _("It is being rated, and you have not rated it yet.")
        )
        yield _of_claim("rate", claim, why)


def to_answer(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Open threads in which somebody named this person, who has said nothing in them since."""
    rows = Comment.objects.filter(desk__in=desks, resolved_at__isnull=True, deleted_at__isnull=True)
    rows = rows.exclude(mentions=[]).exclude(author=user).exclude(parent__resolved_at__isnull=False)
    answers = Comment.objects.filter(author=user, pk__gt=OuterRef("pk"))
    thread = Q(parent=OuterRef("pk")) | Q(parent=OuterRef("parent"))
    things = (
        "author",
        "desk",
        "article",
        "claim__article",
        "evidence__claim__article",
        "verdict__claim__article",
    )
    rows = rows.exclude(Exists(answers.filter(thread))).select_related(*things).order_by("-id")
    for comment in rows[: 5 * MOST_OF_A_KIND]:  # SQLite cannot look into a list of ids
        if user.pk in comment.mentions:
            on = comment.claim or (comment.evidence or comment.verdict or comment).claim
            article: Any = on.article if on else comment.article
            why = _("%(who)s named you and waits for an answer.") % {"who": comment.author}
            yield Item("answer", comment.desk, article, why, comment.created_at, claim=on, comment=comment)


def stale(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Verdicts that stand on something that changed."""
    rows = Verdict.objects.filter(
        desk__in=_where_may(desks, "verdict.propose"), current=True, stale_since__isnull=False
    )
    for verdict in rows.select_related("claim__desk", "claim__article").order_by("stale_since")[
        :MOST_OF_A_KIND
    ]:
        why = _("Its verdict is stale: %(cause)s") % {"cause": retold(verdict.stale_cause)}
        yield _of_claim("stale", verdict.claim, why)


def assigned(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Claims that this person holds and that wait for their next step."""
    rows = Claim.objects.filter(desk__in=desks, assignee=user, state__in=NEXT, set_aside=ExclusionReason.NO)
    for claim in rows.select_related("desk", "article").order_by("changed_at")[:MOST_OF_A_KIND]:
        yield _of_claim("check", claim, _(NEXT[ClaimState(claim.state)]))


def drafts(user: User, desks: dict[int, str]) -> Iterator[Item]:
    """Articles with drafts that nobody holds, one item each."""
    free = Q(
        claims__state=ClaimState.DRAFT, claims__set_aside=ExclusionReason.NO, claims__assignee__isnull=True
    )
    rows = Article.objects.filter(desk__in=_where_may(desks, "claim.open")).annotate(
        many=Count("claims", filter=free)
    )
    article: Any
    for article in rows.filter(many__gt=0).select_related("desk").order_by("created_at")[:MOST_OF_A_KIND]:
        why = _("Its claims were found and wait to be confirmed or dropped.")
        yield Item("confirm", article.desk, article, why, article.created_at, many=article.many)


SOURCES: dict[str, Callable[[User, dict[int, str]], Iterator[Item]]] = {
    "sign": to_sign,
    "stale": stale,
    "rate": to_rate,
    "answer": to_answer,
    "check": assigned,
    "confirm": drafts,
}


def _recusals(user: User) -> QuerySet[ReviewerAssignment]:
    return ReviewerAssignment.objects.filter(claim=OuterRef("pk"), reviewer=user, recused_at__isnull=False)


def _of_claim(kind: str, claim: Claim, why: str) -> Item:
    return Item(kind, claim.desk, claim.article, why, claim.changed_at, claim=claim)
