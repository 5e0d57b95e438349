"""What audit events are about: which claims, which articles, which discussions, or the desk as a whole."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.maps.models import MapRelation, Premise
from factcheck.review.models import Assessment, Comment, ReviewerAssignment, Verdict

Ids = Iterable[Any]


@dataclass(slots=True)
class EventScope:
    """What some events changed.

    `discussions` are articles of which only the discussion changed; `whole_desk` means that anything may have changed.
    """

    claims: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    discussions: set[int] = field(default_factory=set)
    whole_desk: bool = False

    def affects(self, article: int, claims: Iterable[int] = ()) -> bool:
        return self.whole_desk or article in self.articles or not self.claims.isdisjoint(claims)


def load_event_scope(events: Iterable[Event] | None) -> EventScope:
    """Return the scope of the events; the whole desk for None, and for a target that is not in SCOPE_LOADERS."""
    if events is None:
        return EventScope(whole_desk=True)
    targets: defaultdict[str, set[int]] = defaultdict(set)
    for event in events:
        kind = "moved" if event.action == "claim.borders_moved" else event.target_type
        targets[kind].add(event.target_id)
        if "claim" in event.data:  # the target itself may have been deleted since
            targets["claim"].add(event.data["claim"])
    scope = EventScope()
    for kind, ids in targets.items():
        SCOPE_LOADERS.get(kind, _add_desk)(scope, ids)
    return scope


def _add_claims(scope: EventScope, ids: Ids) -> None:
    scope.claims.update(filter(None, ids))


def _add_articles(scope: EventScope, ids: Ids) -> None:
    scope.articles.update(filter(None, ids))


def _add_desk(scope: EventScope, _: Ids) -> None:
    scope.whole_desk = True


def _claims_of(model: Any) -> Callable[[EventScope, Ids], None]:
    return lambda scope, ids: _add_claims(
        scope, model.objects.filter(pk__in=ids).values_list("claim", flat=True)
    )


def _articles_of(model: Any) -> Callable[[EventScope, Ids], None]:
    return lambda scope, ids: _add_articles(
        scope, model.objects.filter(pk__in=ids).values_list("article", flat=True)
    )


def _add_comments(scope: EventScope, ids: Ids) -> None:
    for article, *claims in Comment.objects.filter(pk__in=ids).values_list(
        "article", "claim", "evidence__claim", "verdict__claim"
    ):
        scope.discussions.update(filter(None, [article]))
        _add_claims(scope, claims)


SCOPE_LOADERS: dict[str, Callable[[EventScope, Ids], None]] = {
    "article": _add_articles,
    "claim": _add_claims,
    "evidence": _claims_of(Evidence),
    "verdict": _claims_of(Verdict),
    "assessment": _claims_of(Assessment),
    # The name that the model had when older events were recorded.
    "reviewing": _claims_of(ReviewerAssignment),
    "reviewerassignment": _claims_of(ReviewerAssignment),
    "comment": _add_comments,
    # The whole article, so that the highlight is removed where the claim was before.
    "moved": _articles_of(Claim),
    "premise": _articles_of(Premise),
    "relation": _articles_of(MapRelation),
}


def list_related_claims(article: int, claim: int) -> set[int]:
    """Return the claims whose evidence can affect a claim: itself, or all of its article if the map connects claims."""
    claims = Claim.objects.filter(article=article)
    is_connected = (
        MapRelation.objects.filter(article=article).exists() or claims.filter(parent__isnull=False).exists()
    )
    return set(claims.values_list("pk", flat=True)) if is_connected else {claim}
