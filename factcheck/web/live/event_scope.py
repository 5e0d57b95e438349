"""What lines of the trail are about: which claims, which articles, whose talk, or the desk as a whole."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.maps.models import Premise, Relation
from factcheck.review.models import Assessment, Comment, ReviewerAssignment, Verdict

Ids = Iterable[Any]


@dataclass(slots=True)
class EventScope:
    """`talks` are articles of which only the discussion changed; `desk` says that anything may have changed."""

    claims: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    talks: set[int] = field(default_factory=set)
    desk: bool = False

    def touches(self, article: int, claims: Iterable[int] = ()) -> bool:
        return self.desk or article in self.articles or not self.claims.isdisjoint(claims)


def load_event_scope(lines: Iterable[Event] | None) -> EventScope:
    """What the lines are about; without lines to tell (None), everything. A kind that is not known is the desk's."""
    if lines is None:
        return EventScope(desk=True)
    things: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        kind = "moved" if line.action == "claim.borders_moved" else line.target_type
        things[kind].add(line.target_id)
        if "claim" in line.data:  # of a row that may be gone
            things["claim"].add(line.data["claim"])
    found = EventScope()
    for kind, ids in things.items():
        SCOPE_LOADERS.get(kind, _desk)(found, ids)
    return found


def _claims(found: EventScope, ids: Ids) -> None:
    found.claims.update(filter(None, ids))


def _articles(found: EventScope, ids: Ids) -> None:
    found.articles.update(filter(None, ids))


def _desk(found: EventScope, _: Ids) -> None:
    found.desk = True


def _of_claim(model: Any) -> Callable[[EventScope, Ids], None]:
    return lambda found, ids: _claims(found, model.objects.filter(pk__in=ids).values_list("claim", flat=True))


def _drawn(model: Any) -> Callable[[EventScope, Ids], None]:
    return lambda found, ids: _articles(
        found, model.objects.filter(pk__in=ids).values_list("article", flat=True)
    )


def _comments(found: EventScope, ids: Ids) -> None:
    for article, *claims in Comment.objects.filter(pk__in=ids).values_list(
        "article", "claim", "evidence__claim", "verdict__claim"
    ):
        found.talks.update(filter(None, [article]))
        _claims(found, claims)


SCOPE_LOADERS: dict[str, Callable[[EventScope, Ids], None]] = {
    "article": _articles,
    "claim": _claims,
    "evidence": _of_claim(Evidence),
    "verdict": _of_claim(Verdict),
    "assessment": _of_claim(Assessment),
    "reviewing": _of_claim(ReviewerAssignment),
    "comment": _comments,
    "moved": _drawn(Claim),  # where a claim was before, its mark is to go
    "premise": _drawn(Premise),
    "relation": _drawn(Relation),
}


def list_related_claims(article: int, claim: int) -> set[int]:
    """The claims whose evidence may bear on a claim: itself, and where the map joins claims all of its article."""
    here = Claim.objects.filter(article=article)
    is_joined = (
        Relation.objects.filter(article=article).exists() or here.filter(parent__isnull=False).exists()
    )
    return set(here.values_list("pk", flat=True)) if is_joined else {claim}
